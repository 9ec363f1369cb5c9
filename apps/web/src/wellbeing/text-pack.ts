// The wording of an instrument, where a licence-holder has loaded it on this device: a JSON file with the holder, the reference of the
// licence, its last day and the texts by item number. Komar ships none and sends none anywhere: the file is read into this page's memory
// and is gone when the page is left. A pack that has run out is not used.
import { useSyncExternalStore } from 'react'
import * as z from 'zod'

const textPackSchema = z.strictObject({
  instrument: z.enum(['sdq', 'scas']),
  language: z.string().min(2).max(8),
  holder: z.string().min(1).max(200),
  reference: z.string().min(1).max(200),
  until: z.iso.date(),
  items: z.array(z.string().min(1).max(500)).min(1).max(45),
})
export type TextPack = z.infer<typeof textPackSchema>

let loaded: readonly TextPack[] = []
const listeners = new Set<() => void>()

/** Reads a pack; null when the file is none, or its licence had run out on this day. */
export function readTextPack(text: string, today: string): TextPack | null {
  try {
    const read = textPackSchema.safeParse(JSON.parse(text))
    return read.success && read.data.until >= today ? read.data : null
  } catch {
    return null
  }
}

/** Uses a pack for as long as this page is open. */
export function loadTextPack(pack: TextPack): void {
  loaded = [...loaded.filter(({ instrument }) => instrument !== pack.instrument), pack]
  for (const listener of listeners) listener()
}

/** The pack of an instrument that is loaded here; null where there is none. */
export function useTextPack(instrument: string | null): TextPack | null {
  const packs = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => loaded,
  )
  return packs.find((pack) => pack.instrument === instrument) ?? null
}

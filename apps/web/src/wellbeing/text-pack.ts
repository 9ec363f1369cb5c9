// The wording of an instrument, where a licence-holder has loaded it on this device: a JSON file with the holder, the reference of the
// licence, its last day, the form and informant that it words, and the texts by item number. Komar ships none and sends none anywhere: the
// file is read into this page's memory and is gone when the page is left. A pack that has run out, that is not whole, or that words another
// form or informant (an item is put otherwise to a parent, a teacher and the child) is not used.
import { informants, instrumentForms, instruments } from '@komar/domain/wellbeing/instrument-kinds'
import { formShape } from '@komar/domain/wellbeing/instruments'
import { useSyncExternalStore } from 'react'
import * as z from 'zod'

const textPackSchema = z
  .strictObject({
    instrument: z.enum(instruments),
    form: z.enum(instrumentForms),
    informant: z.enum(informants),
    language: z.string().min(2).max(8),
    holder: z.string().min(1).max(200),
    reference: z.string().min(1).max(200),
    until: z.iso.date(),
    items: z.array(z.string().min(1).max(500)),
  })
  .refine(({ instrument, form, items }) => formShape(instrument, form)?.items === items.length)
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
  loaded = [...loaded.filter((each) => !isFor(each, pack)), pack]
  for (const listener of listeners) listener()
}

type Asked = { instrument: string; form: string; informant: string }

/** Of the packs that are loaded, the one that words this form for this informant, while its licence lasts; null where there is none. */
export function packFor(packs: readonly TextPack[], asked: Asked, today: string): TextPack | null {
  return packs.find((pack) => isFor(pack, asked) && pack.until >= today) ?? null
}

function isFor(pack: TextPack, { instrument, form, informant }: Asked): boolean {
  return pack.instrument === instrument && pack.form === form && pack.informant === informant
}

/** The pack that is loaded here for a form and an informant; null where there is none. */
export function useTextPack(asked: Asked, today: string): TextPack | null {
  const packs = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => loaded,
  )
  return packFor(packs, asked, today)
}

// What was typed into a form whose entry was refused later, when the network came back.
import { useEffect, useState } from 'react'
import * as z from 'zod'
import { useStore } from '../store/store-provider.tsx'
import { sentKey } from '../store/sent-values.ts'
import { readValues, type Values } from './values.ts'

const sentSchema = z.object({ path: z.string(), values: z.unknown() })

/** `answers` is the refused entry; null when there is none, or nothing is kept of it. */
export function useRestored(answers: string | undefined): Values | null | 'loading' {
  const { drafts } = useStore()
  const [restored, setRestored] = useState<Values | null | 'loading'>(answers === undefined ? null : 'loading')
  useEffect(() => {
    if (answers === undefined) return
    void drafts.read(sentKey(answers)).then((draft) => {
      const sent = sentSchema.safeParse(draft?.value)
      setRestored(sent.success ? readValues(sent.data.values) : null)
    })
  }, [drafts, answers])
  return restored
}

/** The form in which a refused entry is mended; null while it is looked for, or when it was written elsewhere. */
export function useMendAddress(group: string): string | null {
  const { drafts } = useStore()
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    void drafts.read(sentKey(group)).then((draft) => {
      const sent = sentSchema.safeParse(draft?.value)
      if (!sent.success) return setAddress(null)
      const { path } = sent.data
      setAddress(`${path}${path.includes('?') ? '&' : '?'}answers=${group}`)
    })
  }, [drafts, group])
  return address
}

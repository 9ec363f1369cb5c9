// All that a child's page needs: the host's own answer on who, where and what is due (decided over the whole chronicle), and the
// chronicle as this reader sees it, folded here with the domain's code.
import { carerChronicle, childChronicle, showCarer, showChild, type CarerRow } from '@komar/contract/register'
import { uuidSchema, type Recorded } from '@komar/domain/chronicle/entry'
import { carerFile, type CarerFile } from '@komar/domain/insight/carer-file'
import { childFile, type ChildFile } from '@komar/domain/insight/child-file'
import type { CountryPack } from '@komar/domain/policy'
import { foldedFor } from '@komar/domain/register/merge-state'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { z } from 'zod'
import { useChronicle, type OpenChronicle } from '../chronicle/use-chronicle.ts'
import { usePolicy } from '../policy/use-policy.ts'
import { useSession } from '../shell/session.tsx'
import { ask } from '../store/ask.ts'
import { useAnswer, type Asked } from '../store/use-answer.ts'

export type ShownChild = z.output<typeof showChild.output>

export type OpenChild = {
  asked: Asked<ShownChild>
  chronicle: OpenChronicle
  pack: CountryPack | null
  file: ChildFile | null
}

export function useChild(id: string): OpenChild {
  const question = useCallback((isBackground: boolean) => ask(showChild, { params: { id } }, { isBackground }), [id])
  const asked = useAnswer(question)
  const chronicle = useChronicle(childChronicle, id)
  const pack = usePolicy()
  const { entries } = chronicle
  const file = useMemo(() => foldChild(id, entries, pack), [id, entries, pack])
  return { asked, chronicle, pack, file }
}

function foldChild(id: string, entries: readonly Recorded[] | null, pack: CountryPack | null): ChildFile | null {
  const child = uuidSchema.safeParse(id)
  return child.success && entries !== null && pack !== null
    ? childFile(child.data, foldedFor(child.data, entries), pack)
    : null
}

export type OpenCarer = { chronicle: OpenChronicle; file: CarerFile | null }

/** A carer's chronicle, folded; nothing without an id or without the class that custody is guarded by. */
export function useCarer(id: string | null): OpenCarer {
  const { mayRead } = useSession()
  const chronicle = useChronicle(carerChronicle, mayRead.includes('custody') ? id : null)
  const { entries } = chronicle
  const file = useMemo(() => {
    const carer = uuidSchema.safeParse(id)
    return carer.success && entries !== null ? carerFile(carer.data, entries) : null
  }, [id, entries])
  return { chronicle, file }
}

/** The rows of these carers, those that the reader may see. */
export function useCarerRows(ids: readonly string[]): ReadonlyMap<string, CarerRow> {
  const key = ids.toSorted().join(' ')
  const [rows, setRows] = useState<ReadonlyMap<string, CarerRow>>(new Map())
  useEffect(() => {
    let isCurrent = true
    const wanted = key === '' ? [] : key.split(' ')
    void Promise.all(wanted.map((id) => ask(showCarer, { params: { id } }))).then((answers) => {
      const found = answers.flatMap((answer) => (answer.ok ? [answer.value.carer] : []))
      if (isCurrent) setRows(new Map(found.map((carer) => [carer.id, carer])))
    })
    return () => {
      isCurrent = false
    }
  }, [key])
  return rows
}

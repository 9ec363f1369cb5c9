// The history as if it had just been accepted, for tests without a database: numbered in order, received when entered.
import type { Entry, SubjectId } from '@komar/domain/chronicle/entry'
import type { Chronicles } from '@komar/domain/insight/situation'
import { instantSchema } from '@komar/domain/time/instant'
import { kindNamed } from '@komar/domain/kinds'
import type { Timed } from './pen.ts'

/** Whole chronicles by type of subject; what the gates are meant to refuse is left out. */
export function chroniclesOf(timed: readonly Timed[]): Chronicles {
  const bySubject = new Map<SubjectId, Entry[]>()
  const types = new Map<SubjectId, string>()
  timed
    .filter(({ isRefused }) => isRefused !== true)
    .forEach(({ at, entry }, index) => {
      const accepted = { ...entry, seq: index + 1, received: instantSchema.parse(at) }
      types.set(entry.subject, kindNamed(entry.kind)?.subject ?? 'unknown')
      for (const subject of [entry.subject, ...entry.also]) {
        const chronicle = bySubject.get(subject)
        if (chronicle === undefined) bySubject.set(subject, [accepted])
        else chronicle.push(accepted)
      }
    })
  const ofType = (type: string) => [...bySubject].filter(([subject]) => types.get(subject) === type)
  return { children: ofType('child'), carers: ofType('carer'), facilities: ofType('facility') }
}

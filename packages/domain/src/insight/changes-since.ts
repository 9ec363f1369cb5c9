// What was recorded since a decision, for whoever renews it: the form begins with the former decision and with what changed since, so
// that a renewal is a look at the child and not a copy of a paper (practice.md part 3, G-A, G-X1). Only entries that say something new
// of the child, the place or the family are listed, by the day on which they happened.
import * as assess from '../assess/kinds.ts'
import { circumstanceStated } from '../assess/decision-kinds.ts'
import * as care from '../care/kinds.ts'
import type { Standing } from '../chronicle/fold.ts'
import * as register from '../register/kinds.ts'
import { edtfBounds } from '../time/edtf.ts'
import type { PlainDate } from '../time/plain-date.ts'
import type { ChildFile } from './child-file.ts'

/** Kinds that say something new of the child, the place or the family. */
export const newsKinds: ReadonlySet<string> = new Set([
  register.residenceBegan.name,
  register.residenceEnded.name,
  register.birthStated.name,
  register.kinRegistered.name,
  register.relationStated.name,
  circumstanceStated.name,
  assess.viewHeard.name,
  assess.assessmentFinished.name,
  assess.measureConfirmed.name,
  care.optionExplored.name,
  care.carerAssessed.name,
  care.carerApproved.name,
  care.meetingHeld.name,
  care.contactHeld.name,
])

export type News = { kind: string; standing: Standing; on: PlainDate | null }

/** What happened after a day, as far as the reader sees it, the newest first. */
export function newsSince({ settled }: Pick<ChildFile, 'settled'>, day: PlainDate): News[] {
  return [...settled.facts, ...settled.acts]
    .filter(({ entry, isPending }) => newsKinds.has(entry.kind) && !isPending)
    .map((standing) => ({
      kind: standing.entry.kind,
      standing,
      on: edtfBounds(standing.entry.occurred).latest,
    }))
    .filter(({ on }) => on !== null && on > day)
    .toSorted((left, right) => ((left.on ?? '') < (right.on ?? '') ? 1 : -1))
}

// What a situation report is made from, and what it holds while it is being made.
import type { AgencyId, SubjectId } from '../chronicle/entry.ts'
import type { AgencyFacts } from '../chronicle/gate.ts'
import type { Rate } from '../entitlement/rates.ts'
import type { LawPack } from '../law/pack.ts'
import type { Instant } from '../time/instant.ts'
import type { PlainDate } from '../time/plain-date.ts'
import type { PublishedFigure } from './published-figures.ts'
import type { Certainty } from './share.ts'
import type { FacilityFigures } from './situation-facility.ts'
import type { ListedChild } from './situation-report.ts'
import type { Tally } from './situation-tally.ts'

export type SituationInput = {
  asOf: PlainDate
  /** A day and the instant at which it ends there; null: everything accepted until now. */
  knownAt: { day: PlainDate; until: Instant } | null
  isDemonstration: boolean
  law: LawPack
  rates: readonly Rate[]
  publishedFigures: readonly PublishedFigure[]
  agencies: readonly AgencyFacts[]
  /** Children whom the reader may see by code; null lists nobody. */
  mayList: ((child: SubjectId) => boolean) | null
}

/** A report in the making. The functions below change it; `finishSituation` may be called more than once. */
export type Situation = {
  input: SituationInput
  days: readonly PlainDate[]
  stateAgencies: ReadonlySet<AgencyId>
  tallies: Map<SubjectId, Tally>
  carersInside: Map<SubjectId, { facility: SubjectId; certainty: Certainty }>
  assessments: { byState: number; byOthers: number }
  facilities: FacilityFigures[]
  listed: (Omit<ListedChild, 'facility'> & { at: SubjectId })[]
}

// wellbeing, folded: what stands of a child's growth, health, development, mind and days. Nothing is scored or judged here; entries that
// the reader may not see are simply not there.
import { statedOf, type Settled, type Stated } from '../chronicle/fold.ts'
import { compareText } from '../chronicle/order.ts'
import type { AccessClass } from '../access/classes.ts'
import { closingKinds } from './closing-kinds.ts'
import type { closings } from './closing-kinds.ts'
import * as development from './development-kinds.ts'
import * as growth from './growth-kinds.ts'
import * as health from './health-kinds.ts'
import * as immunisation from './immunisation-kinds.ts'
import { instrumentAnswered } from './instrument-kinds.ts'
import * as life from './life-kinds.ts'
import * as safety from './safety-kinds.ts'
import { sessionHeld } from './session-kinds.ts'

export type Measured = Stated<typeof growth.growthMeasured>
export type InstrumentAnswers = Stated<typeof instrumentAnswered>
/** Both kinds have one body; the class says by whom it was seen. */
export type Development = Stated<typeof development.developmentObserved> & { class: 'care' | 'health' }
export type Dose = Stated<typeof immunisation.immunisationStated>
export type Closing = {
  signal: string
  signalKey: string
  class: AccessClass
  closedAs: (typeof closings)[number]
  stated: Stated<(typeof closingKinds)[number]>
}

export type ChildWellbeing = {
  measures: readonly Measured[]
  birthFacts: Stated<typeof growth.birthFactsStated> | null
  newborn: readonly Stated<typeof growth.newbornChecked>[]
  instruments: readonly InstrumentAnswers[]
  development: readonly Development[]
  doses: readonly Dose[]
  card: Stated<typeof immunisation.vaccineCardStated> | null
  illnesses: readonly Stated<typeof health.illnessRecorded>[]
  exposures: readonly Stated<typeof health.exposureStated>[]
  contacts: readonly Stated<typeof health.contactAssessed>[]
  referrals: readonly Stated<typeof health.referralMade>[]
  referralResults: readonly Stated<typeof health.referralFollowed>[]
  functioning: Stated<typeof health.functioningStated> | null
  feeding: readonly Stated<typeof health.feedingStated>[]
  injuries: readonly Stated<typeof safety.injurySeen>[]
  hospitalStops: readonly Stated<typeof safety.hospitalStopped>[]
  suspicions: readonly Stated<typeof safety.harmSuspected>[]
  harmAnswers: readonly Stated<typeof safety.harmAnswered>[]
  school: readonly Stated<typeof life.schoolStated>[]
  diary: readonly Stated<typeof life.diaryWritten>[]
  losses: readonly Stated<typeof life.lossStated>[]
  friends: Stated<typeof life.friendsStated> | null
  sessions: readonly Stated<typeof sessionHeld>[]
  closings: readonly Closing[]
}

/** What stands of a child's wellbeing. */
export function childWellbeing(settled: Settled): ChildWellbeing {
  return {
    ...healthOf(settled),
    ...lifeOf(settled),
    instruments: statedOf(settled, instrumentAnswered),
    sessions: statedOf(settled, sessionHeld),
    development: [
      ...statedOf(settled, development.developmentObserved).map((each) => ({ ...each, class: 'care' as const })),
      ...statedOf(settled, development.developmentExamined).map((each) => ({ ...each, class: 'health' as const })),
    ].toSorted(byOccurrence),
    injuries: statedOf(settled, safety.injurySeen),
    hospitalStops: statedOf(settled, safety.hospitalStopped),
    suspicions: statedOf(settled, safety.harmSuspected),
    harmAnswers: statedOf(settled, safety.harmAnswered),
    closings: closingKinds.flatMap((kind) =>
      statedOf(settled, kind).map((stated) => ({
        signal: stated.body.signal,
        signalKey: stated.body.signalKey,
        class: kind.class,
        closedAs: stated.body.closedAs,
        stated,
      })),
    ),
  }
}

function healthOf(settled: Settled) {
  return {
    measures: statedOf(settled, growth.growthMeasured),
    birthFacts: statedOf(settled, growth.birthFactsStated).at(-1) ?? null,
    newborn: statedOf(settled, growth.newbornChecked),
    doses: statedOf(settled, immunisation.immunisationStated),
    card: statedOf(settled, immunisation.vaccineCardStated).at(-1) ?? null,
    illnesses: statedOf(settled, health.illnessRecorded),
    exposures: statedOf(settled, health.exposureStated),
    contacts: statedOf(settled, health.contactAssessed),
    referrals: statedOf(settled, health.referralMade),
    referralResults: statedOf(settled, health.referralFollowed),
    functioning: statedOf(settled, health.functioningStated).at(-1) ?? null,
    feeding: statedOf(settled, health.feedingStated),
  }
}

function lifeOf(settled: Settled) {
  return {
    school: statedOf(settled, life.schoolStated),
    diary: statedOf(settled, life.diaryWritten),
    losses: statedOf(settled, life.lossStated),
    friends: statedOf(settled, life.friendsStated).at(-1) ?? null,
  }
}

function byOccurrence(left: Development, right: Development): number {
  return compareText(left.entry.occurred, right.entry.occurred)
}

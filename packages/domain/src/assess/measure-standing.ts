// How each special measure stands: owed, provided, owed and not provided, or to be confirmed. Two voices are kept side by side, the
// monitor's and the mother's, with the paper as a third; where they differ that is shown, and they are never merged into one. A
// measure is provided when no voice that spoke last says that it is missing, and an accepted proof, or the decision itself, says that
// it is there. What somebody present found missing is owed from that day: at once for class A. A measure nobody can provide stays owed,
// with its letter, and is never deleted. Source: practice.md part 7.
import { edtfBounds } from '../time/edtf.ts'
import { addMonths, earlier, type PlainDate } from '../time/plain-date.ts'
import { measureDue, nextCheckDue, type MeasureCatalogue, type SpecialMeasure } from './measures.ts'
import { measuresOf, type ChildAssess, type Confirmation, type Decision, type MeasureStanding } from './state.ts'

export const voices = ['seen-by-monitor', 'mother-says', 'record'] as const
export type VoiceName = (typeof voices)[number]
/** What someone last said of a measure. */
export type Voice = { isInPlace: boolean; on: PlainDate | null; confirmation: Confirmation }

export type MeasureState = 'provided' | 'to-confirm' | 'owed' | 'not-provided'

export type StandingMeasure = MeasureStanding & {
  row: SpecialMeasure | null
  voices: Readonly<Record<VoiceName, Voice | null>>
  doVoicesDiffer: boolean
  /** From when it is missing and by when it was to be there; null while it is provided. */
  missing: { since: PlainDate; due: PlainDate; isFoundMissing: boolean } | null
  /** The day by which somebody looks again; null when an event calls for it, or while it is missing. */
  lookAgainBy: PlainDate | null
  /** The last letter about it that came after it was found missing. */
  letter: MeasureStanding['letter']
}

/** Class C has no day of its own in the pack; it is asked about twice a year. Practice default. */
const builtUpMonths = 6

/** The measures of a decision as they stand. What was said before `since`, in another prison, does not count. */
export function standingMeasures(
  state: ChildAssess,
  decision: Decision,
  catalogue: MeasureCatalogue,
  since: PlainDate | null,
): StandingMeasure[] {
  return measuresOf(state, decision).map((measure) => {
    const row = catalogue.measures.find(({ number }) => number === measure.measure) ?? null
    const said = state.confirmations.filter(
      ({ body, isPending, entry }) =>
        body.measure === measure.measure && !isPending && isFrom(edtfBounds(entry.occurred).latest, since),
    )
    return standing(measure, row, said, decision, catalogue)
  })
}

/** True for what is owed and not there. */
export function isMissing({ missing }: StandingMeasure): boolean {
  return missing !== null
}

/** How a measure stands on a day. */
export function measureStateOn(
  { missing, lookAgainBy, voices: said }: StandingMeasure,
  today: PlainDate,
): MeasureState {
  if (missing !== null) return missing.due < today || missing.isFoundMissing ? 'not-provided' : 'owed'
  const isConfirmed = Object.values(said).some((voice) => voice?.isInPlace === true)
  return isConfirmed && (lookAgainBy === null || today <= lookAgainBy) ? 'provided' : 'to-confirm'
}

function standing(
  measure: MeasureStanding,
  row: SpecialMeasure | null,
  said: readonly Confirmation[],
  decision: Decision,
  catalogue: MeasureCatalogue,
): StandingMeasure {
  const spoken = {
    'seen-by-monitor': lastBy('seen-by-monitor', said),
    'mother-says': lastBy('mother-says', said),
    record: lastBy('record', said),
  }
  const all = Object.values(spoken).filter((voice) => voice !== null)
  const missing = missingOf(measure, row, all, decision, catalogue)
  const seenOn = all.flatMap(({ isInPlace, on }) => (isInPlace && on !== null ? [on] : [])).toSorted()
  return {
    ...measure,
    row,
    voices: spoken,
    doVoicesDiffer: new Set(all.map(({ isInPlace }) => isInPlace)).size > 1,
    missing,
    lookAgainBy: row === null || missing !== null ? null : nextCheckDue(row, seenOn.at(-1) ?? decision.from),
    letter: letterSince(measure, missing?.isFoundMissing === true ? missing.since : null),
  }
}

function missingOf(
  measure: MeasureStanding,
  row: SpecialMeasure | null,
  said: readonly Voice[],
  decision: Decision,
  catalogue: MeasureCatalogue,
): StandingMeasure['missing'] {
  const denied = said.flatMap(({ isInPlace, on }) => (isInPlace ? [] : [on ?? decision.from])).toSorted()
  const isProven = said.some(
    ({ isInPlace, on, confirmation }) =>
      isInPlace && isFrom(on, decision.takenOn) && (row?.proof.includes(confirmation.body.proof) ?? true),
  )
  const foundOn = denied[0]
  if (measure.state !== 'in-place' && !isProven) {
    const atOnce = measureDue(catalogue, 'A', decision.from)
    const due = measure.class === 'A' && atOnce !== null ? earlier(measure.due, atOnce) : measure.due
    return { since: decision.from, due, isFoundMissing: foundOn !== undefined }
  }
  if (foundOn === undefined) return null
  const due = measureDue(catalogue, measure.class, foundOn) ?? addMonths(foundOn, builtUpMonths)
  return { since: foundOn, due, isFoundMissing: true }
}

function lastBy(proof: VoiceName, said: readonly Confirmation[]): Voice | null {
  const confirmation = said.findLast(({ body }) => body.proof === proof)
  if (confirmation === undefined) return null
  return { isInPlace: confirmation.body.isInPlace, on: edtfBounds(confirmation.entry.occurred).latest, confirmation }
}

function letterSince({ letter }: MeasureStanding, since: PlainDate | null): MeasureStanding['letter'] {
  return letter !== null && isFrom(edtfBounds(letter.entry.occurred).latest, since) ? letter : null
}

function isFrom(day: PlainDate | null, since: PlainDate | null): boolean {
  return since === null || day === null || day >= since
}

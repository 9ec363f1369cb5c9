// Which of the stated birth dates count. Far from the limit all that stand do (register/state.ts). From a year before the limit on, by
// the dates so far or by the new ones, nothing that is stated, corrected or withdrawn moves the dates that count: the change waits, as
// a question, until a document and two agencies stand behind it (act register.birth-settled). Meanwhile both stand: planning begins
// from the earliest of all, and a breach comes neither sooner nor later than before.
// Source: practice.md part 2, officers' incentives; part 1 row 34. What came in on the first day is the first picture, and no change.
// Looked at day by day in the order of arrival at the host, as "near" is a question of when it was said, and a device's clock can be set.
import { isAccepted, type Recorded, type Uuid } from '../chronicle/entry.ts'
import { settle, statedOf, type Settled } from '../chronicle/fold.ts'
import type { CountryPack } from '../policy.ts'
import { birthStated } from '../register/kinds.ts'
import { birthSettled } from '../register/life-kinds.ts'
import { childRegister, rangeOfClaims, type Birth, type BirthClaim, type DayRange } from '../register/state.ts'
import { edtfBounds } from '../time/edtf.ts'
import { dayOfInstant } from '../time/instant.ts'
import { addMonths, lastDay, type PlainDate } from '../time/plain-date.ts'
import { limitDates, type LimitRules } from './past.ts'
import { birthAsEdtf } from './signals.ts'

/** Practice default: practice.md part 2. */
export const changeWindowMonths = 12

/** A date that was stated, corrected or withdrawn near the limit, and does not count yet. */
export type BirthQuestion = {
  /** First version of the claim that it is about. */
  claim: Uuid
  /** The claim as it is stated now, or as it was before it was withdrawn. */
  version: BirthClaim
  on: PlainDate
  is: 'stated' | 'withdrawn'
}

export type SettledBirth = Birth & {
  /** The claims from which the range follows. */
  counted: readonly BirthClaim[]
  questions: readonly BirthQuestion[]
}

type Claim = BirthClaim & { id: Uuid }
type State = { counted: readonly Claim[]; lost: ReadonlySet<Uuid> }

/** The birth dates that count. `birth` is what stands; `entries` the whole chronicle; `offset` the country's offset from UTC. */
export function settledBirth(
  birth: Birth,
  entries: readonly Recorded[],
  rules: LimitRules,
  offset: string,
): SettledBirth {
  const stated = entries.filter(({ kind }) => kind === birthStated.name || kind === birthSettled.name)
  if (stated.length < 2) return { ...birth, counted: birth.claims, questions: [] }
  const arrived = Map.groupBy(stated, (entry) => dayOfInstant(entry.received ?? entry.written, offset))
  const days = [...arrived.keys()].toSorted()
  let state: State = { counted: [], lost: new Set() }
  for (const [index, day] of days.entries()) {
    const known = days.slice(0, index + 1).flatMap((each) => arrived.get(each) ?? [])
    state = afterDay(state, known, arrived.get(day) ?? [], index === 0 ? null : day, rules)
  }
  const standing = claimsOf(stated).filter(({ id }) => !state.lost.has(id))
  const questions = questionsOf(state.counted, standing, stated, offset)
  return { claims: birth.claims, counted: state.counted, questions, range: planned(state.counted, questions) }
}

/** A date that waits widens the plan, and never moves the day from which a breach is certain. */
function planned(counted: readonly Claim[], questions: readonly BirthQuestion[]): DayRange {
  const { earliest, latest } = rangeOfClaims(counted)
  const waiting = questions.flatMap(
    ({ is, version }) => (is === 'stated' ? edtfBounds(version.born).earliest : null) ?? [],
  )
  return { earliest: earliest === null ? null : ([earliest, ...waiting].toSorted()[0] ?? earliest), latest }
}

/** `on` is null on the first day: then nothing is held. */
function afterDay(
  { counted, lost }: State,
  known: readonly Recorded[],
  today: readonly Recorded[],
  on: PlainDate | null,
  rules: LimitRules,
): State {
  const standing = claimsOf(known)
  const candidate = standing.filter(({ id }) => !lost.has(id))
  const isHeld =
    on !== null && counted.length > 0 && moves(counted, candidate) && isNear([counted, candidate], on, rules)
  const state = { counted: isHeld ? counted : candidate, lost }
  return settlingsOf(known, today).reduce((before, { claim, born }) => {
    const named = standing.find(({ id, entry }) => id === claim || entry.id === claim)
    if (named === undefined || named.born !== born) return before
    return { counted: [named], lost: new Set(standing.filter((each) => each !== named).map(({ id }) => id)) }
  }, state)
}

function settlingsOf(known: readonly Recorded[], today: readonly Recorded[]): { claim: Uuid; born: string }[] {
  const settled = settle(known, (kind) => (kind === birthSettled.name ? 'act' : undefined))
  return statedOf(settled, birthSettled)
    .filter(({ entry }) => isAccepted(entry) && today.includes(entry))
    .map(({ body }) => body)
}

function claimsOf(stated: readonly Recorded[]): Claim[] {
  const settled = settle(stated, (kind) => (kind === birthStated.name ? 'fact' : undefined))
  return statedOf(settled, birthStated).map(({ id, entry, body }) => ({
    id,
    entry,
    born: body.born,
    isDocument: entry.basis === 'document',
  }))
}

function moves(before: readonly BirthClaim[], after: readonly BirthClaim[]): boolean {
  const [was, would] = [rangeOfClaims(before), rangeOfClaims(after)]
  return was.earliest !== would.earliest || was.latest !== would.latest
}

function isNear(ranges: readonly (readonly BirthClaim[])[], on: PlainDate, rules: LimitRules): boolean {
  return ranges.some((claims) => {
    const born = birthAsEdtf(rangeOfClaims(claims))
    if (born === null) return true // The last date would be gone: then no limit could be reckoned at all.
    const { earliest } = limitDates(born, rules)
    return earliest !== lastDay && addMonths(earliest, -changeWindowMonths) <= on
  })
}

function questionsOf(
  counted: readonly Claim[],
  standing: readonly Claim[],
  stated: readonly Recorded[],
  offset: string,
): BirthQuestion[] {
  if (!moves(counted, standing)) return []
  const dayOf = (entry: Recorded) => dayOfInstant(entry.received ?? entry.written, offset)
  const isCounted = (claim: Claim) => counted.some(({ entry }) => entry.id === claim.entry.id)
  const added = standing
    .filter((claim) => !isCounted(claim) && moves(counted, [...counted.filter(({ id }) => id !== claim.id), claim]))
    .map((version): BirthQuestion => ({ claim: version.id, version, on: dayOf(version.entry), is: 'stated' }))
  const gone = counted
    .filter(({ id }) => !standing.some((claim) => claim.id === id))
    .flatMap((version): BirthQuestion[] => {
      const withdrawal = stated.find(({ retracts }) => retracts === version.id || retracts === version.entry.id)
      return withdrawal === undefined ? [] : [{ claim: version.id, version, on: dayOf(withdrawal), is: 'withdrawn' }]
    })
  return [...added, ...gone]
}

/** The birth dates of one child that count, under a country's rules. */
export function birthUnder(
  settled: Settled,
  entries: readonly Recorded[],
  { law, head }: Pick<CountryPack, 'law' | 'head'>,
): SettledBirth {
  return settledBirth(childRegister(settled).birth, entries, law, head.timeZone.utcOffset)
}

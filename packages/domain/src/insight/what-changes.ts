// What a corrected birth date would change, shown before anyone writes it down: the limit, the deadlines, the decision that no longer
// ends before the limit. A birth date moved near the limit can hasten a removal or hide a breach (practice.md part 2, officers'
// incentives), so whoever corrects one sees the consequence first. Nothing is recorded here: the same fold runs over both.
import type { Deadline } from '../chronicle/deadline.ts'
import type { Basis, Recorded, SubjectId, Uuid } from '../chronicle/entry.ts'
import { uuidSchema } from '../chronicle/entry.ts'
import type { CountryPack } from '../policy.ts'
import { birthStated } from '../register/kinds.ts'
import type { Edtf } from '../time/edtf.ts'
import { instantSchema } from '../time/instant.ts'
import type { DateRange, PlainDate } from '../time/plain-date.ts'
import { childFile, statusLine, type ChildFile, type StatusLine } from './child-file.ts'

/** Ids that no device makes: version 8, all zeros. They never leave this file. */
const supposedId = uuidSchema.parse('00000000-0000-8000-8000-000000000001')
const supposedSalt = 'AAAAAAAAAAAAAAAAAAAAAA'

export type DeadlineChange =
  | { is: 'appears'; after: Deadline }
  | { is: 'disappears'; before: Deadline }
  | { is: 'moves'; before: Deadline; after: Deadline }

export type WhatChanges = {
  limit: { before: DateRange | null; after: DateRange | null }
  status: { before: StatusLine; after: StatusLine }
  /** True when the last decision to stay would now run past the earliest day of the limit, and did not before. */
  doesStayOutlastLimit: boolean
  /** True when the date would wait as a question, since it is near the limit and nobody settled it. */
  doesWait: boolean
  deadlines: readonly DeadlineChange[]
}

/** A date of birth that nobody has recorded yet. */
export type Supposition = {
  born: Edtf
  /** How it is known; left out while nobody said so. */
  basis?: Basis | undefined
  /** The birth-stated entry that it would correct; left out, it would stand beside what is stated already. */
  claim?: Uuid | undefined
  /** The day on which it would come in: near the limit a change waits, except on the first day. */
  today: PlainDate
}

/** What would follow if this were recorded. */
export function whatChanges(
  child: SubjectId,
  entries: readonly Recorded[],
  pack: CountryPack,
  supposition: Supposition,
): WhatChanges {
  const before = childFile(child, entries, pack)
  const after = childFile(child, [...entries, supposed(child, entries, before, supposition)], pack)
  return {
    limit: { before: before.limit, after: after.limit },
    status: { before: statusLine(before), after: statusLine(after) },
    doesStayOutlastLimit: outlasts(after) && !outlasts(before),
    doesWait: after.register.birth.questions.length > before.register.birth.questions.length,
    deadlines: compareDeadlines(before.deadlines, after.deadlines),
  }
}

function supposed(
  child: SubjectId,
  entries: readonly Recorded[],
  file: ChildFile,
  { born, basis, claim, today }: Supposition,
): Recorded {
  const corrected = file.register.birth.claims.find(({ entry }) => entry.id === claim)?.entry
  const model = corrected ?? entries[0]
  if (model === undefined) throw new RangeError('A child without one entry has no chronicle to compare')
  const { retracts: _retracts, replaces: _replaces, answers: _answers, ...rest } = model
  const lastSeq = entries.reduce((best, { seq }) => Math.max(best, seq ?? 0), 0)
  // At noon, so that it is this day in whatever time zone the country has.
  const now = instantSchema.parse(`${today}T12:00:00.000Z`)
  return {
    ...rest,
    id: supposedId,
    kind: birthStated.name,
    v: birthStated.v,
    subject: child,
    also: [],
    body: { salt: supposedSalt, born },
    basis: basis ?? corrected?.basis ?? 'told',
    written: now,
    seq: lastSeq + 1,
    received: now,
    ...(corrected === undefined ? {} : { replaces: corrected.id }),
  }
}

function outlasts({ lastDecision, limit }: ChildFile): boolean {
  return lastDecision !== null && lastDecision.type === 'full' && lastDecision.outcome === 'stay' && limit !== null
    ? lastDecision.until >= limit.earliest
    : false
}

function compareDeadlines(before: readonly Deadline[], after: readonly Deadline[]): DeadlineChange[] {
  const nameOf = ({ code, key }: Deadline): string => `${code} ${key}`
  const former = new Map(before.map((deadline) => [nameOf(deadline), deadline]))
  const now = new Map(after.map((deadline) => [nameOf(deadline), deadline]))
  const gone = before.filter((deadline) => !now.has(nameOf(deadline)))
  const changed = after.flatMap((deadline): DeadlineChange[] => {
    const was = former.get(nameOf(deadline))
    if (was === undefined) return [{ is: 'appears', after: deadline }]
    const isSame = was.opens === deadline.opens && was.due === deadline.due && was.breachFrom === deadline.breachFrom
    return isSame ? [] : [{ is: 'moves', before: was, after: deadline }]
  })
  return [...changed, ...gone.map((deadline): DeadlineChange => ({ is: 'disappears', before: deadline }))]
}

// A child as lists show it on a day: what the host and a device answer alike. The state on a day is a comparison of stored days.
import { decisionOn } from '../assess/state.ts'
import type { Recorded, SubjectId } from '../chronicle/entry.ts'
import { compareText } from '../chronicle/order.ts'
import { limitState, type LimitState } from '../law/past.ts'
import type { CountryPack } from '../policy.ts'
import { plainName } from '../register/name-search.ts'
import type { PlainDate } from '../time/plain-date.ts'
import { childFile, statusLine, type ChildFile } from './child-file.ts'
import type { ChildDates, ChildIdentity } from './child-row.ts'
import type { ChildSummary } from './summary.ts'

export type ListedState = LimitState | 'unknown' | 'not-in-prison'

export type ListedChild = {
  id: SubjectId
  code: string | null
  names: { km: string | null; latin: string | null; called: string | null }
  sex: string | null
  born: string[]
  facility: SubjectId | null
  carer: SubjectId | null
  livesSince: string | null
  isInside: boolean
  isClosed: boolean
  pastFrom: { earliest: PlainDate; latest: PlainDate } | null
  state: ListedState
  decision: { type: string; until: PlainDate } | null
  nextDue: PlainDate | null
  sameAs?: SubjectId | null
}

/** Which children a list is of. */
export type ListedFilter = {
  text?: string | undefined
  state?: string | undefined
  facility?: string | undefined
  decision?: string | undefined
  where: 'inside' | 'outside' | 'anywhere' | 'closed'
}

/**
 * A child from its summary; undefined where the reader sees it no longer. `place`: where a child with several records lives stands on
 * the record that says it.
 */
export function listedChild(
  { subject, identity, dates, sameAs }: ChildSummary,
  today: PlainDate,
  place: Pick<ChildIdentity, 'facility' | 'livesSince'> | null,
): ListedChild | undefined {
  if (dates === null) return undefined
  const { isInside, isClosed, pastFromEarliest, pastFromLatest, decisionType, decisionUntil, nextDue } = dates
  const range =
    pastFromEarliest === null || pastFromLatest === null ? null : { earliest: pastFromEarliest, latest: pastFromLatest }
  // A decision that has run out is no decision.
  const isInForce = decisionType !== null && decisionUntil !== null && decisionUntil >= today
  return {
    id: subject,
    code: identity?.code ?? null,
    names: { km: identity?.nameKm ?? null, latin: identity?.nameLatin ?? null, called: identity?.called ?? null },
    sex: identity?.sex ?? null,
    born: [...(identity?.born ?? [])],
    facility: identity?.facility ?? place?.facility ?? null,
    carer: identity?.carer ?? null,
    livesSince: identity?.livesSince ?? place?.livesSince ?? null,
    isInside,
    isClosed,
    pastFrom: range,
    state: stateOnDates(dates, today),
    decision: isInForce ? { type: decisionType, until: decisionUntil } : null,
    nextDue,
    sameAs,
  }
}

function stateOnDates(
  { isInside, pastFromEarliest, pastFromLatest, approachFrom }: ChildDates,
  today: PlainDate,
): ListedState {
  if (!isInside) return 'not-in-prison'
  if (pastFromEarliest === null || pastFromLatest === null) return 'unknown'
  const state = limitState({ earliest: pastFromEarliest, latest: pastFromLatest }, today, 0)
  return state === 'within' && approachFrom !== null && today >= approachFrom ? 'approaching' : state
}

/** A child as a list of a past day shows it, from the entries of that day; undefined where nobody had registered it then. */
export function listedAsOf(
  child: SubjectId,
  entries: readonly Recorded[],
  day: PlainDate,
  pack: CountryPack,
): ListedChild | undefined {
  const file = childFile(child, entries, pack)
  const { register, whereabouts } = file
  if (register.code === null) return undefined
  const status = statusLine(file)
  const decision = decisionOn(file.assess.decisions, day)
  const isInside = whereabouts.is === 'in-facility'
  const { km = null, latin = null, called = null } = register.names ?? {}
  return {
    id: child,
    code: register.code,
    names: { km, latin, called },
    sex: register.sex,
    born: register.birth.claims.map(({ born }) => born),
    facility: isInside ? whereabouts.facility : null,
    carer: register.relations[0]?.carer ?? null,
    livesSince: isInside ? (register.residences.at(-1)?.from ?? null) : null,
    isInside,
    isClosed: file.isClosed,
    pastFrom: status.firstDayPast,
    state: stateOnFile(file, day),
    decision: decision === null ? null : { type: decision.type, until: decision.until },
    nextDue: status.nextDue,
  }
}

function stateOnFile(file: ChildFile, day: PlainDate): ListedState {
  if (file.whereabouts.is !== 'in-facility') return 'not-in-prison'
  if (file.limit === null) return 'unknown'
  const state = limitState(file.limit, day, 0)
  const { approachFrom } = statusLine(file)
  return state === 'within' && approachFrom !== null && day >= approachFrom ? 'approaching' : state
}

/** Whether a list of a past day shows this child: by the plain text of its names. */
export function matchesAsOf(child: ListedChild, filter: ListedFilter): boolean {
  const { text } = filter
  if (!matchesFilter(child, filter, text !== undefined)) return false
  if (filter.facility !== undefined && child.facility !== filter.facility) return false
  const { km, latin, called } = child.names
  const names = plainName([km, latin, called].filter((name) => name !== null).join(' '))
  return text === undefined || names.includes(plainName(text))
}

/** Whether a list shows this child, but for its prison. Whoever is searched by name (`isNamed`) is found though work has ended. */
export function matchesFilter(child: ListedChild, { state, decision, where }: ListedFilter, isNamed: boolean): boolean {
  if (!isWhere(child, where, isNamed)) return false
  if (state !== undefined && child.state !== state) return false
  if (decision === 'none') return child.decision === null
  return decision === undefined || child.decision?.type === decision
}

/** Who came back into a prison is on the list, whether or not work with the child had ended. */
function isWhere({ isInside, isClosed }: ListedChild, where: ListedFilter['where'], isNamed: boolean): boolean {
  switch (where) {
    case 'inside':
      return isInside
    case 'outside':
      return !isInside && (isNamed || !isClosed)
    case 'anywhere':
      return isNamed || isInside || !isClosed
    case 'closed':
      return isClosed
  }
}

/** The nearest limit first; children without one last. */
export function byNearestLimit(left: ListedChild, right: ListedChild): number {
  return compareText(left.pastFrom?.earliest ?? '9999-12-31', right.pastFrom?.earliest ?? '9999-12-31')
}

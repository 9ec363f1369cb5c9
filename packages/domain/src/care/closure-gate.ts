// May work with a child end? Source: practice.md part 3, G-Z1. The mother is out for six months and the child settled with her; or a
// placement is stable for twelve months with a plan to adulthood; child and mother were asked; another agency than the responsible one
// approves; and never while the mother is held and the child may be under fourteen, unless it moved abroad or died. The record stays,
// is found by search, and is opened again by one act.
import type { Check, Gate, GateWorld } from '../chronicle/gate.ts'
import { check } from '../chronicle/gate.ts'
import type { AccessClass } from '../access/classes.ts'
import { childAccess } from '../access/state.ts'
import type { Written } from '../chronicle/entry.ts'
import { childAssess } from '../assess/state.ts'
import { mayBeYounger } from '../assess/stay-rules.ts'
import { isHeard, viewRecencyDays } from '../assess/views.ts'
import type { BodyOf } from '../chronicle/kind.ts'
import type { Settled } from '../chronicle/fold.ts'
import type { PolicyPack } from '../policy.ts'
import { carerRegister, childRegister, type Custody } from '../register/state.ts'
import { settledBefore } from '../settled.ts'
import { edtfBounds } from '../time/edtf.ts'
import { dayOfInstant } from '../time/instant.ts'
import { addDays, addMonths, type PlainDate } from '../time/plain-date.ts'
import * as kinds from './after-kinds.ts'
import { childAfter, hasDied, placementNow, reunionNow, type ChildAfter } from './after-state.ts'
import { relatedCarers } from './related-carers.ts'
import { childCare, departureOf, type ChildCare, type Departure } from './state.ts'

export const closureGateCodes = [
  'closure.still-open',
  'closure.carers-named',
  'closure.lives-outside',
  'closure.mother-out-long-enough',
  'closure.lives-with-mother',
  'closure.placement-stable',
  'closure.plan-to-adulthood',
  'closure.child-settled',
  'closure.not-while-mother-held',
  'closure.death-reviewed',
  'closure.child-asked',
  'closure.mother-asked',
  'closure.reasons',
  'closure.approved-by-another-agency',
  'reopening.is-closed',
] as const
type Code = (typeof closureGateCodes)[number]

type Body = BodyOf<typeof kinds.closed>
type Known = {
  body: Body
  settled: Settled
  care: ChildCare
  after: ChildAfter
  departure: Departure | null
  /** The custody of each carer of the child whom the act names; empty for one of whom nothing is known. */
  custody: readonly (readonly Custody[])[]
}

/** Reads the chronicles of the carers it names, where their custody stands. */
export const closedGate: Gate<PolicyPack> = {
  reads: (act) => {
    const body = kinds.closed.body.safeParse(act.body)
    return body.success ? body.data.carers : []
  },
  checks: closureChecks,
}

export const reopenedGate: Gate<PolicyPack> = { reads: () => [], checks: reopeningChecks }

function closureChecks(act: Written, world: GateWorld<PolicyPack>): Check[] {
  const parsed = kinds.closed.body.safeParse(act.body)
  if (!parsed.success) return []
  const settled = settledBefore(act, world)
  const body = parsed.data
  const care = childCare(settled)
  const related = relatedCarers(settled)
  const known: Known = {
    body,
    settled,
    care,
    after: childAfter(settled),
    departure: departureOf(childRegister(settled), care),
    custody: related
      .filter((carer) => body.carers.includes(carer))
      .map((carer) => carerRegister(settledBefore(act, world, carer)).custody),
  }
  return [
    need('closure.still-open', known.after.closing === null),
    need(
      'closure.carers-named',
      related.every((carer) => body.carers.includes(carer)),
      ['identity'],
    ),
    ...groundChecks(known, world),
    need('closure.reasons', body.reasons !== undefined),
    need('closure.approved-by-another-agency', isOfAnotherAgency(act, settled, world), ['identity']),
  ]
}

/**
 * Neither the responsible agency nor one that was until a while ago: else it would give the child away, end the work, and take it back.
 */
function isOfAnotherAgency(act: Written, settled: Settled, { pack, today }: GateWorld<PolicyPack>): boolean {
  const { allocations, responsible } = childAccess(settled)
  const since = addMonths(today, -pack.procedures.closure.motherOutFor.value)
  const offset = pack.head.timeZone.utcOffset
  const wasOfLate = allocations.some(({ body }, index) => {
    const next = allocations[index + 1]?.entry.received
    return body.agency === act.agency && next !== undefined && dayOfInstant(next, offset) > since
  })
  return responsible !== null && responsible.agency !== act.agency && !wasOfLate
}

function groundChecks(known: Known, world: GateWorld<PolicyPack>): Check[] {
  const { body, after, departure, settled } = known
  if (body.ground === 'died') {
    const isReviewed = hasDied(after, 'child') && after.deathReviews.length > 0
    return [need('closure.death-reviewed', isReviewed)]
  }
  const { views } = childAssess(settled)
  const since = addDays(world.today, -viewRecencyDays)
  const asked = [
    need('closure.lives-outside', departure !== null, ['identity', 'care']),
    need('closure.child-asked', isHeard(views, 'child', since, ['closure'])),
    need('closure.mother-asked', hasDied(after, 'mother') || isHeard(views, 'mother', since, ['closure'])),
  ]
  switch (body.ground) {
    case 'moved-abroad':
      return asked
    case 'mother-out-settled':
      return [...motherOutChecks(known, world), ...settledChecks(known, world), ...asked]
    case 'placement-stable':
      return [...placementChecks(known, world), ...settledChecks(known, world), ...asked]
  }
}

function motherOutChecks({ custody, care, after, departure }: Known, { pack, today }: GateWorld<PolicyPack>): Check[] {
  const months = pack.procedures.closure.motherOutFor.value
  const isOut = custody.length > 0 && custody.every((spells) => isOutSince(spells, addMonths(today, -months)))
  const isTogether =
    reunionNow(care, after) !== null || (departure?.way === 'with-mother' && care.placements.length === 0)
  return [
    need('closure.mother-out-long-enough', isOut, ['custody'], { months }),
    need('closure.lives-with-mother', isTogether),
  ]
}

function isOutSince(spells: readonly Custody[], day: PlainDate): boolean {
  const last = spells.at(-1)
  const left = last === undefined || last.to === null ? null : edtfBounds(last.to).latest
  return left !== null && left <= day
}

function placementChecks({ body, care, after, departure }: Known, { pack, today }: GateWorld<PolicyPack>): Check[] {
  const months = pack.procedures.closure.placementStableFor.value
  const placement = departure === null ? null : placementNow(care, after, departure)
  const began = placement === null ? null : edtfBounds(placement.entry.occurred).latest
  return [
    need('closure.placement-stable', began !== null && began <= addMonths(today, -months), ['care'], { months }),
    need('closure.plan-to-adulthood', body.planToAdulthood !== undefined),
  ]
}

/** The child was seen in the last half year, and the last visit left no concern; and its mother is not held while it may be young. */
function settledChecks({ settled, care, custody }: Known, { pack, today }: GateWorld<PolicyPack>): Check[] {
  const { motherOutFor, motherInCustodyUnderAge } = pack.procedures.closure
  const last = care.followUps.at(-1)
  const seenOn = last?.body.isChildSeen === true ? edtfBounds(last.entry.occurred).latest : null
  const isSettled = seenOn !== null && seenOn >= addMonths(today, -motherOutFor.value) && last?.body.concern === 'none'
  const isHeld = custody.some((spells) => spells.at(-1)?.to === null)
  const years = motherInCustodyUnderAge.value
  const isYoung = mayBeYounger(childRegister(settled).birth.range, today, years * 12)
  return [
    need('closure.child-settled', isSettled),
    need('closure.not-while-mother-held', !isHeld || !isYoung, ['identity', 'custody'], { years }),
  ]
}

function reopeningChecks(act: Written, world: GateWorld<PolicyPack>): Check[] {
  const parsed = kinds.reopened.body.safeParse(act.body)
  if (!parsed.success) return []
  return [need('reopening.is-closed', childAfter(settledBefore(act, world)).closing !== null)]
}

function need(code: Code, holds: boolean, classes: readonly AccessClass[] = ['care'], params?: Check['params']): Check {
  return check(code, classes, holds, params)
}

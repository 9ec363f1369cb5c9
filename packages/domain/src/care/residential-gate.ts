// May this child be placed in a children's home? Only after a full decision that asked every other way out and said why not, in a home
// that is registered, fit, and was inspected in the last twelve months; for three months at a time, each further approval being the
// review; with a way back to a family and no talk of adoption (practice.md part 3, G-K3; review every three months: Alternative Care
// Guidelines, UN resolution 64/142, paragraph 67). Under three only for a group of siblings or medical need, and three months in all.
// Disability alone (part 2) and want of means alone (Guidelines, paragraph 15) are never a ground.
import type { Check, Gate, GateWorld } from '../chronicle/gate.ts'
import { check } from '../chronicle/gate.ts'
import type { Written } from '../chronicle/entry.ts'
import { isStateAuthority } from '../assess/panel.ts'
import { bearsId, childAssess, decisionOn } from '../assess/state.ts'
import { mayBeYounger } from '../assess/stay-rules.ts'
import type { BodyOf } from '../chronicle/kind.ts'
import type { PolicyPack } from '../policy.ts'
import { childRegister, type DayRange } from '../register/state.ts'
import { settledBefore } from '../settled.ts'
import { edtfBounds } from '../time/edtf.ts'
import { addMonths, earlier, type PlainDate } from '../time/plain-date.ts'
import { tiers, unansweredBefore } from './ladder.ts'
import { inspectionOn, isInspectedWithin, placesOf, type Inspection, type Places } from './place-state.ts'
import { residentialApproved } from './residential-kinds.ts'
import { kinCare } from './state.ts'
import { hasOpenWarning } from './warning-gate.ts'

export const residentialGateCodes = [
  'residential.is-a-home',
  'residential.by-state-authority',
  'residential.decided',
  'residential.higher-option-excluded',
  'residential.registered',
  'residential.inspected',
  'residential.fit',
  'residential.ground-named',
  'residential.not-disability-alone',
  'residential.not-want-of-means-alone',
  'residential.under-three-ground',
  'residential.under-three-short',
  'residential.review-in-time',
  'residential.way-back',
  'residential.no-adoption',
  'residential.warnings-answered',
] as const
type Code = (typeof residentialGateCodes)[number]
type Body = BodyOf<typeof residentialApproved>

const home = 4

/** Reads the home's chronicle: its registration and inspections stand there. */
export const residentialApprovedGate: Gate<PolicyPack> = {
  reads: (act) => {
    const parsed = residentialApproved.body.safeParse(act.body)
    return parsed.success ? [parsed.data.home] : []
  },
  checks,
}

function checks(act: Written, world: GateWorld<PolicyPack>): Check[] {
  const parsed = residentialApproved.body.safeParse(act.body)
  if (!parsed.success) return []
  const body = parsed.data
  const child = settledBefore(act, world)
  // Only a home that the act names in `also`: else the gate would tell of a place that its author may not see.
  const isNamed = act.also.includes(body.home)
  const ofHome = settledBefore(act, world, body.home)
  const own = world.agency(act.agency)
  return [
    need('residential.is-a-home', isNamed && kinCare(ofHome, body.home).relation === 'home'),
    need('residential.by-state-authority', own !== undefined && isStateAuthority(own)),
    ...decisionChecks(body, childAssess(child), world.today),
    ...inspectionChecks(isNamed ? inspectionOn(placesOf(ofHome).inspections, world.today) : null, world),
    ...groundChecks(body),
    ...timeChecks(body, placesOf(child), childRegister(child).birth.range, world),
    need('residential.way-back', body.wayBack !== undefined && body.whoLooksForFamily !== undefined),
    need('residential.no-adoption', !body.isAdoptionOffered),
    need('residential.warnings-answered', !hasOpenWarning(act, [act.subject, ...(isNamed ? [body.home] : [])], world)),
  ]
}

function decisionChecks(body: Body, { decisions }: ReturnType<typeof childAssess>, today: PlainDate): Check[] {
  const inForce = decisionOn(decisions, today)
  const made = inForce?.made ?? null
  const isNamed = made !== null && bearsId(made, body.decision)
  const isForHome = isNamed && made.body.type === 'full' && made.body.chosenTier === home
  const open = isNamed ? unansweredBefore(made.body.options, home) : tiers.slice(0, home)
  return [
    need('residential.decided', isForHome && made.body.outcome === 'leave-to-care'),
    ...tiers.slice(0, home).map((tier) => need('residential.higher-option-excluded', !open.includes(tier), { tier })),
  ]
}

function inspectionChecks(last: Inspection | null, { pack, today }: GateWorld<PolicyPack>): Check[] {
  const months = pack.procedures.care.residentialInspectedWithin.value
  return [
    need('residential.registered', last?.body.registration === 'registered'),
    need('residential.inspected', last !== null && isInspectedWithin(last, today, months), { months }),
    need('residential.fit', last !== null && last.body.fitness !== 'not-fit'),
  ]
}

function groundChecks({ grounds }: Body): Check[] {
  const weak: readonly string[] = ['disability', 'want-of-means']
  const isWeak = grounds.length > 0 && grounds.every((ground) => weak.includes(ground))
  return [
    need('residential.ground-named', grounds.length > 0),
    need('residential.not-disability-alone', !isWeak || !grounds.includes('disability')),
    need('residential.not-want-of-means-alone', !isWeak || !grounds.includes('want-of-means')),
  ]
}

function timeChecks(
  body: Body,
  { residentialApprovals }: Places,
  birth: DayRange,
  { pack, today }: GateWorld<PolicyPack>,
): Check[] {
  const { residentialReviewEvery, residentialUnderThreeAtMost, residentialUnderThreeAgeBelow } = pack.procedures.care
  const latest = addMonths(today, residentialReviewEvery.value)
  const isYoung = mayBeYounger(birth, today, residentialUnderThreeAgeBelow.value * 12)
  const since = residentialApprovals
    .map(({ entry }) => edtfBounds(entry.occurred).earliest ?? today)
    .reduce((first, day) => earlier(first, day), today)
  const latestYoung = addMonths(since, residentialUnderThreeAtMost.value)
  const isSpecial = body.grounds.includes('sibling-group') || body.grounds.includes('medical-need')
  return [
    need('residential.under-three-ground', !isYoung || isSpecial),
    need('residential.under-three-short', !isYoung || body.until <= latestYoung, { latest: latestYoung }),
    need('residential.review-in-time', body.until >= today && body.until <= latest, { latest }),
  ]
}

function need(code: Code, holds: boolean, params?: Check['params']): Check {
  return check(code, ['care'], holds, params)
}

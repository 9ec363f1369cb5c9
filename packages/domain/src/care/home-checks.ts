// What a visit to a carer's home must have asked (practice.md part 6, C1 to C8). Any approval: nobody pays or promises for the child, and
// nobody beats or locks in. The final word: who lives there, why this child, what is said of the mother and whether the carer takes the
// child to her, the view of the carer's own children, money in a bad month, what is done on a difficult day; a foster carer is trained.
import type { Check } from '../chronicle/gate.ts'
import { check } from '../chronicle/gate.ts'
import { tierOfRelation } from './carer-fit.ts'
import type { CarerAssessment, KinCare } from './state.ts'

export const homeGateCodes = [
  'carer.not-paid',
  'carer.no-beating',
  'carer.household-stated',
  'carer.why-this-child',
  'carer.said-of-mother',
  'carer.own-children-heard',
  'carer.means-asked',
  'carer.difficult-days',
  'carer.payment-asked',
  'carer.beating-asked',
  'carer.trained',
] as const
type Code = (typeof homeGateCodes)[number]
type Visit = CarerAssessment['body']

const fosterTier = 3

/** What no approval passes over. */
export function safetyChecks(visit: Visit): Check[] {
  return [
    need('carer.not-paid', visit.isPaidOrPromised !== true),
    need('carer.no-beating', visit.hitsOrLocksIn !== true),
  ]
}

/** What the final word needs besides: the whole visit, and the household with its children. */
export function finalChecks(visit: Visit, { relation, ownChildren }: KinCare): Check[] {
  return [
    need('carer.household-stated', ownChildren !== null),
    need('carer.why-this-child', visit.whyThisChild !== undefined),
    need('carer.payment-asked', visit.isPaidOrPromised !== undefined),
    need('carer.said-of-mother', visit.saidOfMother !== undefined && visit.takesChildToMother !== undefined),
    // Named as long as it is not known that there are none, so that stating the household brings up nothing new.
    need('carer.own-children-heard', ownChildren === 0 || visit.ownChildrensView !== undefined),
    need('carer.means-asked', visit.meansInBadMonth !== undefined),
    need('carer.difficult-days', visit.whenChildIsDifficult !== undefined),
    need('carer.beating-asked', visit.hitsOrLocksIn !== undefined),
    ...(tierOfRelation(relation) === fosterTier ? [need('carer.trained', visit.isTrained === true)] : []),
  ]
}

function need(code: Code, holds: boolean): Check {
  return check(code, ['care'], holds)
}

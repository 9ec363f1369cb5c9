// The five ways out, in their order: 0 out together with the mother, 1 the other parent, 2 kin, 3 a foster family, 4 a children's home.
// Choosing one needs, for each before it, who was asked and why it is not taken (practice.md part 1 row 12). This is the reading of
// what was recorded, tier by tier; the gates decide with the same rule.
import { isExcluded } from '../assess/decision-gate.ts'
import type { Decision } from '../assess/state.ts'
import type { BodyOf } from '../chronicle/kind.ts'
import type { decisionMade } from '../assess/kinds.ts'
import type { ChildCare, Option } from './state.ts'

type Considered = BodyOf<typeof decisionMade>['options'][number]

export const tiers = [0, 1, 2, 3, 4] as const
export type Tier = (typeof tiers)[number]

export type Rung = {
  tier: Tier
  asked: readonly Option[]
  /** What the last decision says of this way. */
  considered: Considered | null
  /** chosen: decided for; open: someone is willing; excluded: asked, and why not; waiting: asked, no clear answer; unasked: nobody was. */
  standing: 'chosen' | 'open' | 'excluded' | 'waiting' | 'unasked'
}

/** The ladder of a child: what is known of each way out, with the last decision that compared them. */
export function ladderOf(care: Pick<ChildCare, 'options'>, decisions: readonly Decision[]): Rung[] {
  const compared = decisions.findLast(({ made }) => (made?.body.options.length ?? 0) > 0)?.made ?? null
  return tiers.map((tier) => {
    const asked = care.options.filter(({ body }) => body.tier === tier)
    const considered = compared?.body.options.findLast((option) => option.tier === tier) ?? null
    return { tier, asked, considered, standing: standingOf(tier, asked, considered, compared?.body.chosenTier) }
  })
}

function standingOf(
  tier: Tier,
  asked: readonly Option[],
  considered: Considered | null,
  chosen: number | undefined,
): Rung['standing'] {
  if (chosen === tier) return 'chosen'
  if (asked.some(({ body }) => body.answer === 'willing')) return 'open'
  if (isExcluded(considered ?? undefined)) return 'excluded'
  if (asked.length > 0) return asked.every(isClearNo) ? 'excluded' : 'waiting'
  return considered?.whoWasAsked === undefined ? 'unasked' : 'waiting'
}

/** A no counts as an answer only with its reason: who could not be reached is still to be asked. */
function isClearNo({ body }: Option): boolean {
  return (body.answer === 'not-willing' || body.answer === 'not-suitable') && body.why !== undefined
}

/** The ways before a chosen one that a decision has not excluded. */
export function unansweredBefore(options: readonly Considered[], chosen: number): Tier[] {
  return tiers.filter((tier) => tier < chosen && !isExcluded(options.findLast((option) => option.tier === tier)))
}

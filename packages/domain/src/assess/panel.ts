// Who must sit on a panel. Separation or placement, a first full decision, and an overstay: the state child-welfare authority
// votes. Full decisions need besides one voting agency that is independent of it and of the prisons. The prison informs and states
// an opinion, without a vote. The assessor may not chair. Every member declares an interest, or that there is none. Being on the phone
// counts, with the time of the call and the text read back. An ordinary renewal of a stay with nothing changed: a worker and a
// supervisor, of one agency or with the state authority; two other agencies are never a panel. An interim decision: whoever is in
// reach; where that is one agency alone, it is queued to the nearest other one, so that the two make a panel.
// Source: practice.md part 3, G-A.
import type { AgencyFacts, Check } from '../chronicle/gate.ts'
import { check } from '../chronicle/gate.ts'
import type { AgencyId } from '../chronicle/entry.ts'
import type { BodyOf } from '../chronicle/kind.ts'
import type * as kinds from './kinds.ts'

export const panelGateCodes = [
  'panel.has-voters',
  'panel.one-chair',
  'panel.chair-is-not-assessor',
  'panel.agencies-known',
  'panel.prison-has-no-vote',
  'panel.someone-is-for',
  'panel.state-authority-votes',
  'panel.independent-agency-votes',
  'panel.not-two-others',
  'panel.interest-declared',
  'panel.phone-time-noted',
  'panel.phone-read-back',
  'interim.second-agency-named',
] as const
type Code = (typeof panelGateCodes)[number]

export type Member = BodyOf<typeof kinds.decisionMade>['panel'][number]

/** What a panel must have for this decision. */
export type PanelNeed = { voters: number; isStateAuthorityNeeded: boolean; isIndependentNeeded: boolean }

type AgencyOf = (id: AgencyId) => AgencyFacts | undefined

/** The checks on a panel. `agency` gives what is known of an agency. */
export function panelChecks(panel: readonly Member[], needs: PanelNeed, agency: AgencyOf): Check[] {
  const votes = panel.filter((member) => member.part === 'votes')
  const voters = new Set(votes.map((member) => member.name)).size
  const chairs = panel.filter((member) => member.isChair)
  const hasVoter = (fits: (facts: AgencyFacts) => boolean): boolean =>
    votes.some((member) => {
      const facts = agency(member.agency)
      return facts !== undefined && fits(facts)
    })
  return [
    need('panel.has-voters', voters >= needs.voters, { have: voters, need: needs.voters }),
    need('panel.one-chair', chairs.length === 1),
    need('panel.chair-is-not-assessor', !chairs.some((member) => member.isAssessor)),
    need(
      'panel.agencies-known',
      panel.every((member) => agency(member.agency) !== undefined),
    ),
    need('panel.prison-has-no-vote', !hasVoter((facts) => facts.kind === 'prisons')),
    need(
      'panel.someone-is-for',
      votes.some((member) => member.opinion === 'for'),
    ),
    ...(needs.isStateAuthorityNeeded ? [need('panel.state-authority-votes', hasVoter(isStateAuthority))] : []),
    ...(needs.isIndependentNeeded ? [need('panel.independent-agency-votes', hasVoter(isIndependent))] : []),
    ...(needs.voters > 1 && !needs.isStateAuthorityNeeded
      ? [need('panel.not-two-others', hasVoter(isStateAuthority) || agenciesOf(votes).length <= 1)]
      : []),
    ...memberChecks(panel),
  ]
}

function memberChecks(panel: readonly Member[]): Check[] {
  return panel.flatMap(({ name, hasInterest, interest, presence, calledAt, isReadBack }) => [
    need('panel.interest-declared', hasInterest === false || interest !== undefined, { name }),
    ...(presence === 'phone'
      ? [
          need('panel.phone-time-noted', calledAt !== undefined, { name }),
          need('panel.phone-read-back', isReadBack === true, { name }),
        ]
      : []),
  ])
}

function agenciesOf(members: readonly Member[]): AgencyId[] {
  return [...new Set(members.map(({ agency }) => agency))]
}

/** Whether the voters, with one more agency, are the state authority and one independent of it. */
export function isPanelOfTwo(panel: readonly Member[], agency: AgencyOf, second?: AgencyId): boolean {
  const voting = agenciesOf(panel.filter((member) => member.part === 'votes'))
  const facts = [...voting, ...(second === undefined ? [] : [second])].map(agency).filter((each) => each !== undefined)
  return facts.some(isStateAuthority) && facts.some(isIndependent)
}

/** Of an interim decision: a panel of two, or the agency named that would make it one. */
export function secondAgencyChecks(
  { panel, secondAgency }: Pick<BodyOf<typeof kinds.decisionMade>, 'panel' | 'secondAgency'>,
  agency: AgencyOf,
): Check[] {
  return [need('interim.second-agency-named', isPanelOfTwo(panel, agency, secondAgency))]
}

/** The authority that the law makes responsible for children outside. */
export function isStateAuthority(facts: AgencyFacts): boolean {
  return facts.kind === 'child-welfare' && facts.isState
}

/** Independent of the child-welfare authority and of the prisons; whoever runs the host decides about no child. */
function isIndependent(facts: AgencyFacts): boolean {
  return facts.kind !== 'prisons' && facts.kind !== 'host' && !isStateAuthority(facts)
}

function need(code: Code, holds: boolean, params?: Check['params']): Check {
  return check(code, ['care'], holds, params)
}

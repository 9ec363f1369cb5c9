// The second decision of the story, to leave to kin, handed in by the API: the page of a decision has been used before.
import { ask, handIn } from './hand-in.ts'
import { dayAfter } from './days.ts'
import type { Visitor } from './sign-in.ts'

type Chronicle = { entries: { kind: string; body: { assessment?: string; isShort?: boolean } }[] }

/** The panel of two agencies decides that the child goes to kin; its declaration follows. */
export async function leaveToKin(supervisor: Visitor, child: string): Promise<void> {
  const { session } = supervisor
  const { entries } = await ask<Chronicle>(supervisor, `/v1/children/${child}/chronicle`)
  const finished = entries.find(({ kind, body }) => kind === 'assess.assessment-finished' && body.isShort === false)
  const { agencies } = await ask<{ agencies: { id: string; code: string }[] }>(supervisor, '/v1/agencies')
  const member = { presence: 'in-person', part: 'votes', isAssessor: false, hasInterest: false, opinion: 'for' }
  const decided = {
    type: 'full',
    outcome: 'leave-to-care',
    from: session.host.today,
    until: dayAfter(session.host.today, 60),
    measures: [],
  }
  const [decision] = await handIn(supervisor, [
    {
      kind: 'assess.decision-made',
      subject: child,
      body: {
        ...decided,
        assessment: finished?.body.assessment,
        isRenewal: false,
        options: [0, 1, 2, 3, 4].map((tier) => ({ tier, whoWasAsked: 'Asked', whyNot: 'Not now' })),
        chosenTier: 2,
        panel: [
          { ...member, name: session.account.displayName, agency: session.agency.id, isChair: true },
          {
            ...member,
            name: 'Supervisor, Family Bridge',
            isChair: false,
            agency: agencies.find(({ code }) => code === 'family-bridge')?.id,
          },
        ],
        reasons: 'Near the limit; the grandmother is ready and the mother agrees.',
      },
    },
  ])
  await handIn(supervisor, [{ kind: 'assess.decision-declared', subject: child, body: { decision, ...decided } }])
}

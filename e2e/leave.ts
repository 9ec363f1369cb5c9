// The second decision of the story, to leave to kin, handed in by the API: the page of a decision has been used before.
import { ask, handIn, newId } from './hand-in.ts'
import { dayAfter } from './days.ts'
import type { Visitor } from './sign-in.ts'

type Chronicle = { entries: { kind: string; body: { assessment?: string; isShort?: boolean } }[] }

type Asked = { occurred?: string; values?: Record<string, string>; concerns?: object[] }

/** The questions of the periodic questionnaire that must be answered, by section. */
const required = {
  'first-words': ['F2', 'F3'],
  growing: ['P1.1', 'P4.1'],
  day: ['P6'],
  feeling: ['P8.1'],
  outside: ['P11.1', 'P12'],
}

/** A full periodic assessment: what is not given in `values` was not asked. For journeys of which it is not the story. */
export async function assessFully(
  worker: Visitor,
  child: string,
  { occurred = worker.session.host.today, values = {}, concerns = [] }: Asked = {},
): Promise<void> {
  const assessment = newId()
  const about = { subject: child, occurred }
  const head = { assessment, type: 'periodic', questionnaire: 'periodic', questionnaireVersion: '1' }
  const answer = (item: string) => {
    const value = values[item]
    return value === undefined ? { item, missing: 'not-asked' } : { item, value, toldBy: 'mother' }
  }
  await handIn(
    worker,
    Object.entries(required).map(([section, items]) => ({
      kind: 'assess.care-answered',
      ...about,
      body: { ...head, section, answers: items.map(answer) },
    })),
  )
  const finished = { assessment, type: 'periodic', isShort: false, concerns }
  await handIn(worker, [{ kind: 'assess.assessment-finished', ...about, body: finished }])
}

/** Mother and child are heard on a move: she agrees, and two people who know the child say what they see of it. */
export async function hearBoth(worker: Visitor, child: string): Promise<void> {
  const view = { kind: 'assess.view-heard', subject: child }
  const seenBy = [
    { who: 'Her mother', sees: 'Sleeps well' },
    { who: 'A woman of the cell', sees: 'Plays with the others' },
  ]
  await handIn(worker, [
    { ...view, body: { whose: 'mother', about: 'separation', stance: 'agrees', freely: 'yes' } },
    { ...view, body: { whose: 'child', about: 'separation', stance: 'undecided', ways: ['watched'], seenBy } },
  ])
}

/** The panel of two agencies decides that the child goes to kin, or by another way out; its declaration follows. */
export async function leaveToKin(supervisor: Visitor, child: string, chosenTier = 2): Promise<void> {
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
        chosenTier,
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

// The made-up story with another end, for tests: every other way out was asked and said no, and a children's home was approved for the
// child on 25 September 2013. Every entry has a name, so that a test can leave one out or change one.
import type { Recorded } from '../chronicle/entry.ts'
import { entry, leaveBody, people, planBody, story, testId } from '../example-entries.fixture.ts'
import * as register from '../register/kinds.ts'
import * as assess from '../assess/kinds.ts'
import { homeInspected } from './carer-kinds.ts'
import { residentialApproved } from './residential-kinds.ts'

export const home = testId(61)

/** All five ways compared, a children's home chosen. */
export const homeOptions = [
  { tier: 0, whoWasAsked: 'The court', whyNot: 'Bail refused' },
  { tier: 1, whoWasAsked: 'The father', whyNot: 'Cannot be found' },
  { tier: 2, whoWasAsked: 'The aunt and both grandmothers', whyNot: 'Each said no' },
  { tier: 3, whoWasAsked: 'The district’s foster carers', whyNot: 'None has a place for two' },
  { tier: 4, argumentsFor: 'With his sister' },
]

export const approvalBody = {
  home,
  decision: testId(1046),
  until: '2013-12-20',
  grounds: ['sibling-group'],
  wayBack: 'The grandmother’s house is being mended',
  whoLooksForFamily: 'The district office',
  isAdoptionOffered: false,
  reasons: 'His sister lives there.',
}

export const homePlan = { ...planBody, carer: home, tier: 4, siblingsPlaced: 'together' }

/** The approval as it is sent. */
export function approval(body: Record<string, unknown> = approvalBody, more: Partial<Recorded> = {}): Recorded {
  return entry(70, residentialApproved, people.child, '2013-09-25', body, {
    also: [home],
    author: people.supervisor,
    ...more,
  })
}

/** The story up to the approval, by name. */
export function homeStory(): Record<string, Recorded> {
  const { decided: _decided, ...rest } = story()
  const meetings = Object.fromEntries(
    Object.entries(rest).map(([name, each]) => [
      name,
      name.endsWith('Meeting') ? { ...each, also: [home], body: { ...each.body, withCarer: home } } : each,
    ]),
  )
  const chosen = { ...leaveBody, options: homeOptions, chosenTier: 4 }
  return {
    ...meetings,
    decided: entry(46, assess.decisionMade, people.child, '2013-09-20', chosen, { author: people.supervisor }),
    home: entry(
      61,
      register.kinRegistered,
      home,
      '2013-08-20',
      { names: { latin: 'House of the River' }, relation: 'home' },
      { also: [people.child] },
    ),
    inspected: entry(
      62,
      homeInspected,
      home,
      '2013-03-01',
      { registration: 'registered', inspectedBy: 'The provincial office', fitness: 'fit' },
      { also: [people.child] },
    ),
  }
}

/** With an entry's body changed. */
export function changed(
  entries: Record<string, Recorded>,
  name: string,
  body: Record<string, unknown>,
): Record<string, Recorded> {
  const former = entries[name]
  if (former === undefined) throw new Error(`the story has no ${name}`)
  return { ...entries, [name]: { ...former, body: { ...former.body, ...body } } }
}

export function without(entries: Record<string, Recorded>, ...names: string[]): Record<string, Recorded> {
  return Object.fromEntries(Object.entries(entries).filter(([name]) => !names.includes(name)))
}

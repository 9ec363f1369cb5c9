// No child inside is ever without a full, interim or overstay decision for longer than the pack allows without a breach that everyone
// who may see the child can see. Whatever is decided or withdrawn in whatever order, on each day one of three holds: a decision, the
// first fortnight, or a breach. Source: practice.md part 3, G-B ("never leave a child inside with no decision").
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { allClasses } from '../access/classes.ts'
import * as assess from '../assess/kinds.ts'
import { childAssess, decisionOn } from '../assess/state.ts'
import type { Recorded } from '../chronicle/entry.ts'
import { rule } from '../chronicle/gate.ts'
import {
  agencies,
  entry,
  leaveBody,
  measuresInPlace,
  member,
  people,
  story,
  worldOf,
} from '../example-entries.fixture.ts'
import { gateFor } from '../gates.ts'
import { residenceBegan } from '../register/kinds.ts'
import { settled } from '../settled.ts'
import { edtf } from '../time/edtf.ts'
import { addDays, plainDate, type PlainDate } from '../time/plain-date.ts'
import { childFile } from './child-file.ts'

const pack = cambodia()
const start = plainDate('2013-09-06')
const livesInsideSince = plainDate('2013-09-01')
const firstDue = addDays(livesInsideSince, pack.procedures.assessments.entryFullWithin.value)
const breaches: ReadonlySet<string> = new Set([
  'assess.decision-missing',
  'assess.decision-running-out',
  'assess.decision-gap',
])

const stay = { ...leaveBody, outcome: 'stay', chosenTier: undefined, measures: measuresInPlace }
const bodies = {
  full: stay,
  interim: {
    ...stay,
    type: 'interim',
    panel: [member('Worker', agencies.ngo.id, { isChair: true })],
    secondAgency: agencies.welfare.id,
  },
  overstay: {
    ...stay,
    type: 'overstay',
    overstay: { whyNoSafePlace: 'None', whoIsFindingOne: 'Office', steps: [{ what: 'Visit', by: '2014-03-01' }] },
  },
  leave: leaveBody,
} as const

type Step = { after: number; from: number; days: number; what: keyof typeof bodies | 'withdraw' }

const step: fc.Arbitrary<Step> = fc.record({
  after: fc.integer({ min: 0, max: 40 }),
  from: fc.oneof(fc.constant(0), fc.integer({ min: -20, max: 60 })),
  days: fc.integer({ min: 1, max: 60 }),
  what: fc.constantFrom('full', 'interim', 'interim', 'overstay', 'leave', 'withdraw'),
})

/** What is known on each day in turn, with the acts that passed by then. */
function* lived(steps: readonly Step[]): Generator<{ today: PlainDate; entries: Recorded[] }> {
  const { decided: _decided, declared: _declared, ...rest } = story()
  // Years in prison before anyone wrote are another matter: the stay begins with this story.
  let entries = Object.values(rest).map((each) =>
    each.kind === residenceBegan.name ? { ...each, occurred: edtf(livesInsideSince) } : each,
  )
  let today = start
  for (const [index, each] of steps.entries()) {
    for (const last = addDays(today, each.after); today < last; today = addDays(today, 3)) yield { today, entries }
    entries = [...entries, ...accepted(each, index, today, entries)]
    yield { today, entries }
  }
  for (const last = addDays(today, 70); today < last; today = addDays(today, 5)) yield { today, entries }
}

function accepted(
  { what, from, days }: Step,
  index: number,
  today: PlainDate,
  entries: readonly Recorded[],
): Recorded[] {
  if (what === 'withdraw') {
    const made = entries.filter(({ kind, retracts }) => kind === assess.decisionMade.name && retracts === undefined)
    const one = made[days % Math.max(1, made.length)]
    if (one === undefined) return []
    return [{ ...entry(700 + index, assess.decisionMade, people.child, today, { reason: 'Slip' }), retracts: one.id }]
  }
  const first = addDays(today, from)
  const body: Record<string, unknown> = JSON.parse(
    JSON.stringify({ ...bodies[what], from: first, until: addDays(first, days) }),
  )
  const act = entry(700 + index, assess.decisionMade, people.child, today, body, { author: people.supervisor })
  const checks = gateFor(act.kind)?.checks(act, worldOf(entries, pack, today)) ?? []
  return rule(checks, allClasses).passes ? [act] : []
}

test('no child inside is without a decision for longer than allowed and without a breach', () => {
  const days = { decided: 0, breached: 0 }
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
      for (const { today, entries } of lived(steps)) {
        const { decisions } = childAssess(settled(entries))
        if (decisionOn(decisions, today) !== null) days.decided += 1
        if (decisionOn(decisions, today) !== null || today <= firstDue) continue
        const file = childFile(people.child, entries, pack)
        const broken = file.deadlines.filter(
          ({ code, breachFrom }) => breaches.has(code) && breachFrom !== null && breachFrom <= today,
        )
        expect([today, broken.length > 0]).toEqual([today, true])
        days.breached += 1
        for (const { classes } of broken) expect(classes).toEqual(['identity'])
      }
    }),
    { numRuns: 30, seed: 20131008 },
  )
  expect(Math.min(days.decided, days.breached)).toBeGreaterThan(100)
}, 30_000)

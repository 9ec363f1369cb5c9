// Whatever acts are tried in whatever order, with whatever is left out: a child whose separation into a children's home passed had every
// other way out asked and answered, in a registered home that was inspected, and no warning sign open.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { allClasses } from '../access/classes.ts'
import * as assess from '../assess/kinds.ts'
import { childAssess } from '../assess/state.ts'
import type { Recorded } from '../chronicle/entry.ts'
import { rule } from '../chronicle/gate.ts'
import { day, entry, leaveBody, people, testId, worldOf } from '../example-entries.fixture.ts'
import { gateFor } from '../gates.ts'
import { kindNamed } from '../kinds.ts'
import { settled } from '../settled.ts'
import { carerApproved, separationPlanned } from './kinds.ts'
import { emergencyOrdered } from './emergency-kinds.ts'
import { approvalBody, home, homeOptions, homePlan, homeStory, without } from './home-story.fixture.ts'
import { unansweredBefore } from './ladder.ts'
import { residentialApproved } from './residential-kinds.ts'
import { warningSignsSeen } from './warning-kinds.ts'

const pack = cambodia()
const today = '2013-10-08'

type Step = { what: string; tier: number; answered: readonly number[]; last: number; relation: string }
const often = ['decide', 'approve-home', 'plan'] as const
const tries = [...often, ...often, ...often, 'approve-carer', 'emergency', 'warn'] as const
const step = fc.record({
  what: fc.constantFrom(...tries),
  tier: fc.constantFrom(0, 1, 2, 3, 4, 4, 4),
  answered: fc.oneof({ weight: 3, arbitrary: fc.constant([0, 1, 2, 3, 4]) }, fc.subarray([0, 1, 2, 3, 4])),
  last: fc.integer({ min: 0, max: 9 }),
  relation: fc.constantFrom('home', 'aunt', 'foster-carer'),
})

const lackingParts = fc.oneof({ weight: 2, arbitrary: fc.constant<string[]>([]) }, fc.subarray(['inspected', 'home']))

/** The entry that a step tries; `decisions` are those accepted so far. */
function entryOf(number: number, { what, tier, answered, last }: Step, decisions: readonly Recorded[]): Recorded {
  const { child, supervisor } = people
  const decision = decisions.at(-1 - (last === 0 ? 1 : 0))?.id ?? testId(1046)
  const more = { also: [home], author: supervisor }
  const options = homeOptions.filter((option) => answered.includes(option.tier))
  switch (what) {
    case 'decide':
      return entry(
        number,
        assess.decisionMade,
        child,
        today,
        { ...leaveBody, from: today, until: '2014-01-08', options, chosenTier: tier },
        { author: supervisor },
      )
    case 'approve-home':
      return entry(number, residentialApproved, child, today, { ...approvalBody, decision }, more)
    case 'approve-carer':
      return entry(
        number,
        carerApproved,
        home,
        today,
        { assessment: testId(1044), approval: 'final', capacity: 1, until: '2014-09-15', communeWord: 'agrees' },
        { also: [child], author: supervisor },
      )
    case 'emergency':
      return entry(
        number,
        emergencyOrdered,
        child,
        today,
        {
          ground: 'violence',
          whatHappened: 'Blows',
          on: today,
          place: 'known-kin',
          carer: home,
          placesTried: [{ place: 'other-parent', whoWasAsked: 'He', whyNot: 'No' }],
          until: '2013-10-20',
        },
        more,
      )
    case 'warn':
      return entry(number, warningSignsSeen, child, today, { signs: ['payment'] }, { also: [home] })
    default:
      return entry(
        number,
        separationPlanned,
        child,
        today,
        { ...homePlan, decision, tier },
        { ...more, author: people.worker },
      )
  }
}

test('no sequence of acts leads into a children’s home past an unanswered way', () => {
  let reached = 0
  fc.assert(
    fc.property(fc.array(step, { minLength: 3, maxLength: 14 }), lackingParts, (steps, lacking) => {
      const base = Object.values(without(homeStory(), 'decided', 'declared', ...lacking))
      const accepted: Recorded[] = []
      for (const [index, each] of steps.entries()) {
        const before = [...base, ...accepted]
        const decisions = accepted.filter(({ kind }) => kind === assess.decisionMade.name)
        const tried = entryOf(500 + index, each, decisions)
        const checks = gateFor(tried.kind)?.checks(tried, worldOf(before, pack, day(today))) ?? []
        if (kindNamed(tried.kind)?.family === 'act' && !rule(checks, allClasses).passes) continue
        if (tried.kind === emergencyOrdered.name || tried.kind === carerApproved.name) expect(lacking).toContain('home')
        if (tried.kind === separationPlanned.name) {
          reached += 1
          expect(tried.body['tier']).toBe(4)
          expect(lacking).toEqual([])
          expect(before.some(({ kind }) => kind === warningSignsSeen.name)).toBe(false)
          const named = childAssess(settled(before)).decisions.find(({ id }) => id === tried.body['decision'])
          expect(unansweredBefore(named?.made?.body.options ?? [], 4)).toEqual([])
        }
        accepted.push(tried)
      }
    }),
    { numRuns: 200, seed: 20131008 },
  )
  expect(reached).toBeGreaterThan(4)
})

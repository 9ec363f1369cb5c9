// A refusal is a list to work through: whatever is missing from the story, mending exactly what the gate names makes it pass. And
// whatever decisions are tried in whatever order, those that passed never break the rules together.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cambodia } from '../../../policies/kh/policy.ts'
import { allClasses } from './access/classes.ts'
import * as assess from './assess/kinds.ts'
import { childAssess, type Decision } from './assess/state.ts'
import type { Recorded } from './chronicle/entry.ts'
import { rule } from './chronicle/gate.ts'
import {
  agencies,
  day,
  entry,
  leaveBody,
  measuresInPlace,
  member,
  people,
  planBody,
  planned,
  story,
  worldOf,
} from './example-entries.fixture.ts'
import { gateFor, type GateCode } from './gates.ts'
import { settled } from './settled.ts'
import { addDays, daysBetween, plainDate } from './time/plain-date.ts'

const pack = cambodia()
const runs = { numRuns: 200, seed: 20131008 }

/** What can be taken away from the story, and the codes that send a person back to it. */
const pieces = {
  decided: ['separation.decision-to-leave', 'separation.decision-in-force', 'separation.tier-as-decided'],
  approved: ['separation.carer-approved', 'separation.carer-has-place'],
  firstMeeting: ['separation.meetings-enough', 'separation.meetings-long-enough', 'separation.meeting-with-mother'],
  secondMeeting: ['separation.meetings-enough', 'separation.meeting-at-new-home'],
  thirdMeeting: ['separation.meetings-enough', 'separation.meetings-long-enough'],
  motherOnSeparation: ['separation.mother-heard'],
  childOnSeparation: ['separation.child-heard'],
  whoTellsChild: ['separation.who-tells-child'],
  wordsForChild: ['separation.words-for-child'],
  comfortThing: ['separation.comfort-thing'],
  picture: ['separation.picture'],
  siblings: ['separation.siblings'],
  backupCarer: ['separation.backup-carer'],
  mothersSupport: ['separation.mothers-support'],
  travel: ['separation.travel'],
  contact: ['separation.contact-planned', 'separation.contact-monthly', 'separation.contact-first-in-time'],
  firstFollowUpOn: ['separation.follow-up-dated'],
} as const satisfies Record<string, readonly GateCode[]>
type Piece = keyof typeof pieces
const names = Object.keys(pieces).filter((name): name is Piece => name in pieces)

function refusal(lacking: ReadonlySet<string>): string[] {
  const keep = (record: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(record).filter(([name]) => !lacking.has(name)))
  const entries = Object.entries(story()).flatMap(([name, each]) => (lacking.has(name) ? [] : [each]))
  const isDecided = !lacking.has('decided')
  const known = isDecided ? entries : entries.filter(({ kind }) => kind !== assess.decisionDeclared.name)
  const act = planned(keep(planBody))
  const checks = gateFor(act.kind)?.checks(act, worldOf(known, pack, day('2013-10-08'))) ?? []
  return rule(checks, allClasses).pieces.map(({ code }) => code)
}

describe('the plan of a separation', () => {
  test('mending what the gate names, and nothing else, makes it pass', () => {
    fc.assert(
      fc.property(fc.subarray(names), (taken) => {
        const lacking = new Set<string>(taken)
        const named = refusal(lacking)
        expect(named.length > 0).toBe(taken.length > 0)
        for (const name of taken.filter((each) => pieces[each].some((code) => named.includes(code))))
          lacking.delete(name)
        expect(refusal(lacking)).toEqual([])
      }),
      runs,
    )
  })

  test('nothing is named that was not taken away', () => {
    fc.assert(
      fc.property(fc.subarray(names), (taken) => {
        const explained = new Set<string>(taken.flatMap((name) => pieces[name]))
        expect(refusal(new Set(taken)).filter((code) => !explained.has(code))).toEqual([])
      }),
      runs,
    )
  })
})

const stay = { outcome: 'stay', chosenTier: undefined, measures: measuresInPlace }
const types = {
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
    overstay: {
      whyNoSafePlace: 'None found',
      whoIsFindingOne: 'The office',
      steps: [{ what: 'Visit', by: '2014-03-01' }],
    },
  },
  leave: {},
} as const

const anyDecision = fc.record({
  type: fc.constantFrom('full', 'interim', 'overstay', 'leave'),
  from: fc.integer({ min: -100, max: 300 }),
  days: fc.integer({ min: -2, max: 40 }),
})

describe('any sequence of decisions', () => {
  test('those that passed keep the rules together', () => {
    fc.assert(
      fc.property(fc.array(anyDecision, { maxLength: 14 }), (tried) => {
        const { decided: _decided, declared: _declared, ...entries } = story()
        const accepted: Recorded[] = []
        for (const [index, { type, from, days }] of tried.entries()) {
          const first = addDays(plainDate('2013-09-20'), from)
          const body = { ...leaveBody, ...types[type], from: first, until: addDays(first, days) }
          const act = entry(
            500 + index,
            assess.decisionMade,
            people.child,
            '2013-09-20',
            JSON.parse(JSON.stringify(body)),
          )
          // A decision is taken on its first day, or before it where another one holds until then.
          const today = first > '2013-09-20' && index % 3 !== 0 ? first : day('2013-09-20')
          const world = worldOf([...Object.values(entries), ...accepted], pack, today)
          if (rule(gateFor(act.kind)?.checks(act, world) ?? [], allClasses).passes) accepted.push(act)
        }
        const { decisions } = childAssess(settled(accepted))
        expect(decisions.length).toBe(accepted.length)
        for (const decision of decisions) expect(isWithinRules(decision)).toBe(true)
        expect(longestRow(decisions, 'interim')).toBeLessThanOrEqual(2)
        expect(longestRow(decisions, 'overstay')).toBeLessThanOrEqual(3)
      }),
      runs,
    )
  })
})

function isWithinRules({ type, outcome, from, until }: Decision): boolean {
  const days = daysBetween(from, until)
  if (days < 0) return false
  if (type === 'interim') return days <= 14 && outcome !== 'leave-to-care'
  if (type === 'overstay') return days <= 30 && outcome === 'stay' && from >= '2014-02-10'
  return outcome !== 'stay' || until < '2014-02-10'
}

function longestRow(decisions: readonly Decision[], type: Decision['type']): number {
  return decisions.reduce(
    ({ row, best }, decision) => {
      const now = decision.type === type ? row + 1 : 0
      return { row: now, best: Math.max(best, now) }
    },
    { row: 0, best: 0 },
  ).best
}

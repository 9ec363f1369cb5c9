// A refusal is a list to work through: whatever is taken from a return or from an ending, mending exactly what the gate names makes it
// pass, and nothing is named that was not taken away.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { people } from '../example-entries.fixture.ts'
import type { GateCode } from '../gates.ts'
import { closed, contactStopped, leavingCarePlanned, reunificationPlanned } from './after-kinds.ts'
import {
  closeBody,
  fromNgo,
  gatesOf,
  heard,
  older,
  placed,
  released,
  returnBody,
  settledAtHome,
} from './after-story.fixture.ts'

const { missing } = gatesOf(cambodia())

const runs = { numRuns: 150, seed: 20131008 }

type Pieces = Readonly<Record<string, readonly GateCode[]>>
/** What the gate says when these members of the body, or these entries of the story, are taken away. */
type Refuse = (lacking: ReadonlySet<string>) => string[]

function keep(record: Record<string, unknown>, lacking: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !lacking.has(name)))
}

const returning: Pieces = {
  mothersState: ['reunification.mothers-state'],
  homeFound: ['reunification.home-seen'],
  aid: ['reunification.means-or-aid'],
  isDangerKnown: ['reunification.safety'],
  school: ['reunification.school'],
  goodbye: ['reunification.goodbye'],
  nightCall: ['reunification.night-call'],
  ifItFails: ['reunification.if-it-fails'],
  firstVisitOn: ['reunification.first-visit'],
  childAskedFirst: ['reunification.child-asked'],
  childAskedAgain: ['reunification.child-asked'],
  motherAsked: ['reunification.mother-heard'],
}
const refuseReturn: Refuse = (lacking) =>
  missing(reunificationPlanned, keep(returnBody, lacking), {
    entries: released(),
    on: '2014-05-20',
    act: { also: [people.mother] },
    without: [...lacking],
  })

const ending: Pieces = {
  reasons: ['closure.reasons'],
  childOnEnd: ['closure.child-asked'],
  motherOnEnd: ['closure.mother-asked'],
  seenAtHome: ['closure.child-settled'],
  back: ['closure.lives-with-mother'],
  free: ['closure.mother-out-long-enough', 'closure.not-while-mother-held'],
  allocated: ['closure.approved-by-another-agency'],
}
const refuseEnding: Refuse = (lacking) =>
  missing(closed, keep(closeBody, lacking), {
    entries: settledAtHome(),
    on: '2014-12-01',
    act: fromNgo,
    without: [...lacking],
  })

const stopping: Pieces = {
  danger: ['contact-stop.decision-or-danger'],
  reasons: ['contact-stop.reasons'],
  reviewOn: ['contact-stop.review-dated'],
}
const stopBody = { danger: 'Threats', reasons: 'Threats', isPunishment: false, reviewOn: '2013-11-30' }
const refuseStop: Refuse = (lacking) =>
  missing(contactStopped, keep(stopBody, lacking), { entries: placed(), on: '2013-11-01', without: [...lacking] })

const leaving: Pieces = {
  livingPlace: ['leaving-care.home'],
  schooling: ['leaving-care.schooling'],
  papers: ['leaving-care.papers'],
  trustedAdult: ['leaving-care.trusted-adult'],
  childOnPlan: ['leaving-care.child-heard'],
}
const leavingBody = {
  livingPlace: 'Aunt',
  schooling: 'Grade 12',
  papers: 'Asked for',
  trustedAdult: 'Aunt',
  reviewOn: '2015-05-01',
}
const refuseLeaving: Refuse = (lacking) =>
  missing(leavingCarePlanned, keep(leavingBody, lacking), {
    entries: { ...older(placed()), childOnPlan: heard(90, '2014-11-10', 'child', 'general') },
    on: '2014-11-15',
    without: [...lacking],
  })

const gates: readonly [string, Pieces, Refuse][] = [
  ['a return', returning, refuseReturn],
  ['an ending', ending, refuseEnding],
  ['a stop of contact', stopping, refuseStop],
  ['leaving care', leaving, refuseLeaving],
]

describe.each(gates)('%s', (_name, pieces, refuse) => {
  test('mending what the gate names, and nothing else, makes it pass', () => {
    fc.assert(
      fc.property(fc.subarray(Object.keys(pieces)), (taken) => {
        const lacking = new Set(taken)
        const named = refuse(lacking)
        expect(named.length > 0).toBe(taken.length > 0)
        for (const name of taken.filter((each) => pieces[each]?.some((code) => named.includes(code))))
          lacking.delete(name)
        expect(refuse(lacking)).toEqual([])
      }),
      runs,
    )
  })

  test('nothing is named that was not taken away', () => {
    fc.assert(
      fc.property(fc.subarray(Object.keys(pieces)), (taken) => {
        const explained = new Set<string>(taken.flatMap((name) => pieces[name] ?? []))
        expect(refuse(new Set(taken)).filter((code) => !explained.has(code))).toEqual([])
      }),
      runs,
    )
  })
})

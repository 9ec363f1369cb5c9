// The gates that finish an assessment and declare a decision.
import { describe, expect, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { allClasses } from '../access/classes.ts'
import type { Recorded } from '../chronicle/entry.ts'
import { rule } from '../chronicle/gate.ts'
import {
  assessmentId,
  day,
  entry,
  measuresInPlace,
  people,
  story,
  testId,
  worldOf,
} from '../example-entries.fixture.ts'
import { gateFor } from '../gates.ts'
import type { Kind } from '../chronicle/kind.ts'
import * as kinds from './kinds.ts'

const pack = cambodia()
type Entries = Record<string, Recorded>

function without(...names: string[]): Entries {
  return Object.fromEntries(Object.entries(story()).filter(([name]) => !names.includes(name)))
}

function pieces(kind: Kind, body: Record<string, unknown>, entries: Entries) {
  const act = entry(90, kind, people.child, '2013-09-20', body)
  const checks = gateFor(act.kind)?.checks(act, worldOf(Object.values(entries), pack, day('2013-09-20'))) ?? []
  return rule(checks, allClasses).pieces
}

function codes(kind: Kind, body: Record<string, unknown>, entries: Entries): string[] {
  return pieces(kind, body, entries).map(({ code }) => code)
}

describe('finishing an assessment', () => {
  const body = { assessment: assessmentId, type: 'entry', isShort: false, concerns: [] }
  const finish = kinds.assessmentFinished

  test('passes when sections are answered and both are heard', () => {
    expect(codes(finish, body, story())).toEqual([])
  })

  test('there is something to finish, of this type', () => {
    expect(codes(finish, { ...body, assessment: testId(95) }, story())).toContain('assessment.started')
    expect(codes(finish, { ...body, type: 'periodic' }, story())).toContain('assessment.started')
  })

  test('each section with a required question is answered, and the missing one is named', () => {
    const [missing] = pieces(finish, body, without('section place'))
    expect(missing?.code).toBe('assessment.section-answered')
    expect(missing?.params).toEqual({ section: 'place' })
  })

  test('the short check asks fewer sections, and no views', () => {
    const short = { ...body, isShort: true }
    const bare = without('childHeard', 'motherHeard', 'childOnSeparation', 'motherOnSeparation')
    expect(codes(finish, short, bare)).toEqual([])
    expect(codes(finish, body, bare)).toEqual(['assessment.child-heard', 'assessment.mother-heard'])
  })

  test('a concern has an action, or is passed on because it cannot be met here', () => {
    const concern = { item: 'E6', level: 'act' }
    expect(codes(finish, { ...body, concerns: [concern] }, story())).toEqual(['assessment.concern-has-action'])
    expect(codes(finish, { ...body, concerns: [{ ...concern, action: 'Clinic today' }] }, story())).toEqual([])
    expect(codes(finish, { ...body, concerns: [{ ...concern, passedTo: 'Ministry of Health' }] }, story())).toEqual([])
  })

  test('a view from long before does not serve this assessment', () => {
    const old = entry(40, kinds.viewHeard, people.child, '2013-08-02', {
      whose: 'child',
      about: 'general',
      stance: 'agrees',
    })
    expect(codes(finish, body, { ...without('childOnSeparation'), childHeard: old })).toEqual([
      'assessment.child-heard',
    ])
    const recent = entry(40, kinds.viewHeard, people.child, '2013-08-03', {
      whose: 'child',
      about: 'general',
      stance: 'agrees',
    })
    expect(codes(finish, body, { ...without('childOnSeparation'), childHeard: recent })).toEqual([])
  })

  test('sections of another assessment do not count', () => {
    const other = Object.fromEntries(
      Object.entries(story()).map(([name, each]) =>
        name === 'section place' ? [name, { ...each, body: { ...each.body, assessment: testId(96) } }] : [name, each],
      ),
    )
    expect(codes(finish, body, other)).toEqual(['assessment.section-answered'])
  })
})

describe('declaring a decision', () => {
  const declare = kinds.decisionDeclared
  const body = { ...story()['declared']?.body }

  test('repeats the decision word for word', () => {
    expect(codes(declare, body, without('declared'))).toEqual([])
    expect(codes(declare, { ...body, until: '2013-12-21' }, story())).toEqual(['declaration.says-the-same'])
    expect(codes(declare, { ...body, measures: measuresInPlace }, story())).toEqual(['declaration.says-the-same'])
    expect(codes(declare, { ...body, outcome: 'stay' }, story())).toEqual(['declaration.says-the-same'])
  })

  test('of a decision that stands', () => {
    const none = ['declaration.decision-stands', 'declaration.says-the-same']
    expect(codes(declare, body, without('decided'))).toEqual(none)
    expect(codes(declare, { ...body, decision: testId(97) }, story())).toEqual(none)
    const withdrawn = {
      ...entry(55, kinds.decisionMade, people.child, '2013-09-21', { reason: 'Slip' }),
      retracts: testId(1046),
    }
    expect(codes(declare, body, { ...without('declared'), withdrawn })).toEqual(none)
  })
})

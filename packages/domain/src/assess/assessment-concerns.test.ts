// Concerns computed anew from what is stored: none is left out by the form or its writer, and the unmet ones are counted.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { allClasses } from '../access/classes.ts'
import type { Recorded } from '../chronicle/entry.ts'
import { rule } from '../chronicle/gate.ts'
import { assessmentId, day, entry, people, story, testId, worldOf } from '../example-entries.fixture.ts'
import { gateFor } from '../gates.ts'
import { settled } from '../settled.ts'
import * as kinds from './kinds.ts'
import { childAssess } from './state.ts'
import { groupUnmet, unmetConcerns } from './unmet.ts'

const pack = cambodia()
const { child } = people
const head = { assessment: assessmentId, type: 'entry', questionnaire: 'entry', questionnaireVersion: '2026-11-22' }
const raising = [
  ['health-today', 'E6', ['fever'], 'act'],
  ['place', 'E10', ['milk'], 'watch'],
  ['bond-and-safety', 'E13.2', 'yes', 'act'],
  ['papers-and-wish', 'E14.1', 'none', 'watch'],
] as const

function answered(items: readonly (typeof raising)[number][]): Record<string, Recorded> {
  const given = items.map(([section, item, value], index) => [
    `section ${section}`,
    entry(70 + index, kinds.careAnswered, child, '2013-09-02', { ...head, section, answers: [{ item, value }] }),
  ])
  return { ...story(), ...Object.fromEntries(given) }
}

function pieces(entries: Record<string, Recorded>, concerns: object[], more: Record<string, unknown> = {}) {
  const act = entry(95, kinds.assessmentFinished, child, '2013-09-20', {
    assessment: assessmentId,
    type: 'entry',
    isShort: false,
    concerns,
    ...more,
  })
  const checks = gateFor(act.kind)?.checks(act, worldOf(Object.values(entries), pack, day('2013-09-20'))) ?? []
  return rule(checks, allClasses).pieces
}

describe('the gate computes the concerns anew', () => {
  test('one that the answers raise and the act leaves out is missing', () => {
    const fever = answered([raising[0]])
    expect(pieces(fever, []).map(({ code, params }) => [code, params])).toEqual([
      ['assessment.concern-has-action', { item: 'E6' }],
    ])
    expect(pieces(fever, [{ item: 'E6', level: 'act', action: 'Clinic' }])).toEqual([])
    expect(pieces(fever, [{ item: 'E6', level: 'act', passedTo: 'Ministry of Health' }])).toEqual([])
  })

  test('one for today is not met by a watch', () => {
    expect(pieces(answered([raising[0]]), [{ item: 'E6', level: 'watch', action: 'Later' }])).toHaveLength(1)
  })

  test('mending exactly what is named makes it pass, whatever was raised and left out', () => {
    fc.assert(
      fc.property(fc.subarray([...raising]), fc.infiniteStream(fc.boolean()), (raised, coin) => {
        const entries = answered(raised)
        const listed = raised
          .filter(() => coin.next().value)
          .map(([, item, , level]) => ({ item, level, action: 'Done' }))
        const named = pieces(entries, listed).map(({ params }) => String(params?.['item']))
        expect(named.toSorted()).toEqual(
          raised
            .map(([, item]) => item)
            .filter((item) => !listed.some((each) => each.item === item))
            .toSorted(),
        )
        const mended = named.map((item) => ({ item, level: 'act', passedTo: 'Ministry' }))
        expect(pieces(entries, [...listed, ...mended])).toEqual([])
      }),
      { numRuns: 60, seed: 7 },
    )
  })
})

describe('sections that deal with their own', () => {
  const health = (concerns?: object[]) =>
    entry(80, kinds.healthAnswered, child, '2013-09-02', {
      ...head,
      type: 'birth',
      questionnaire: 'birth',
      section: 'tests-and-vaccines',
      answers: [{ item: 'B6.1', value: 'none' }],
      ...(concerns && { concerns }),
    })
  const birth = { type: 'birth' }
  const own = (entries: Record<string, Recorded>) =>
    pieces(entries, [], birth).filter(({ code }) => code === 'assessment.own-section-concern-has-action')

  test('health is named by its class; it is not in the finishing act', () => {
    expect(own({ ...story(), health: health() })).toEqual([
      {
        code: 'assessment.own-section-concern-has-action',
        classes: ['health'],
        status: 'missing',
        params: { section: 'tests-and-vaccines' },
      },
    ])
    expect(own({ ...story(), health: health([{ item: 'B6.1', level: 'watch', action: 'Tomorrow' }]) })).toEqual([])
  })

  test('of safeguarding not even an open concern is named', () => {
    const sealed = entry(81, kinds.safeguardingAnswered, child, '2013-09-02', {
      ...head,
      type: 'birth',
      section: 'safe-when-pregnant',
      answers: [{ item: 'B3.1', value: 'no' }],
    })
    expect(own({ ...story(), sealed })).toEqual([])
  })
})

test('a separation is assessed after a decision that the child leaves', () => {
  const { decided: _decided, declared: _declared, ...undecided } = story()
  const codes = (entries: Record<string, Recorded>) =>
    pieces(entries, [], { type: 'separation' }).map(({ code }) => code)
  expect(codes(undecided)).toContain('assessment.decision-to-move')
  expect(codes(story())).not.toContain('assessment.decision-to-move')
})

test('what could not be met is counted by item, and by whom it was passed to', () => {
  const finish = (seq: number, concerns: object[]) =>
    entry(seq, kinds.assessmentFinished, child, '2013-09-20', {
      assessment: testId(800 + seq),
      type: 'entry',
      isShort: false,
      concerns,
    })
  const entries = [
    finish(1, [{ item: 'E6', level: 'act', passedTo: 'Ministry of  Health' }]),
    finish(2, [
      { item: 'E6', level: 'watch', passedTo: 'ministry of health' },
      { item: 'E10', level: 'watch', passedTo: 'The prison' },
      { item: 'E14', level: 'watch', action: 'Commune asked' },
    ]),
  ]
  expect(groupUnmet(unmetConcerns(childAssess(settled(entries))))).toEqual([
    { item: 'E6', count: 2, urgent: 1, passedTo: [{ who: 'Ministry of  Health', count: 2 }] },
    { item: 'E10', count: 1, urgent: 0, passedTo: [{ who: 'The prison', count: 1 }] },
  ])
})

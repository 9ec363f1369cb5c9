// When somebody is to be asked again, from worked examples.
import { describe, expect, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import type { Deadline } from '../chronicle/deadline.ts'
import type { Recorded } from '../chronicle/entry.ts'
import { day, entry, people, testId } from '../example-entries.fixture.ts'
import { settled } from '../settled.ts'
import { askingDeadlines, type Asking } from './asking-signals.ts'
import * as kinds from './kinds.ts'
import { childAssess } from './state.ts'

const pack = cambodia()
const { child } = people
const head = { questionnaire: 'entry', questionnaireVersion: '2026-11-22' }
let number = 0

function assessed(type: kinds.AssessmentType, on: string, more: Record<string, unknown> = {}): Recorded[] {
  number += 1
  const assessment = testId(500 + number)
  const body = { assessment, type, ...head, section: 'first-words', answers: [], ...more }
  return [
    entry(100 + number * 2, kinds.careAnswered, child, on, body),
    entry(101 + number * 2, kinds.assessmentFinished, child, on, { assessment, type, isShort: false, concerns: [] }),
  ]
}

const stay = {
  since: { earliest: day('2012-01-10'), latest: day('2012-01-10') },
  hereSince: { earliest: day('2012-01-10'), latest: day('2012-01-10') },
  isTransferred: false,
  isBornInside: false,
}
const born = (on: string) => ({ earliest: day(on), latest: day(on) })
const inside = { stay, birth: born('2011-06-01'), limit: null, planningFrom: null, away: null }

function found(entries: Recorded[], asking: Partial<Asking> = {}): Deadline[] {
  return askingDeadlines({ ...inside, ...asking, assess: childAssess(settled(entries)) }, pack)
}
function codes(entries: Recorded[], asking: Partial<Asking> = {}): string[] {
  return found(entries, asking).map(({ code, due }) => `${code} ${due}`)
}

describe('from time to time', () => {
  test('three months after the last one under one year of age, six after', () => {
    expect(codes(assessed('entry', '2012-02-01'))).toEqual(['assess.periodic 2012-05-01'])
    expect(codes([...assessed('entry', '2012-02-01'), ...assessed('periodic', '2012-06-01')])).toEqual([
      'assess.periodic 2012-12-01',
    ])
  })

  test('a child who may still be under one year is asked about as a baby', () => {
    const birth = { earliest: day('2010-09-01'), latest: day('2011-09-01') }
    expect(codes(assessed('entry', '2012-02-01'), { birth })).toEqual(['assess.periodic 2012-05-01'])
  })

  test('not before a first full assessment, and not outside', () => {
    expect(codes([])).toEqual([])
    expect(codes(assessed('placement', '2012-02-01'))).toEqual([])
    expect(codes(assessed('entry', '2012-02-01'), { stay: null })).toEqual([])
  })
})

describe('before the limit', () => {
  const near = { limit: born('2014-06-01'), planningFrom: day('2013-12-01') }

  test('a first talk within a month of the opening, a second two weeks after it', () => {
    expect(codes([], near)).toEqual(['assess.before-limit-talk 2013-12-31'])
    const first = assessed('before-limit', '2013-12-10')
    expect(codes(first, near)).toContain('assess.before-limit-second-talk 2014-01-23')
    const tooSoon = assessed('before-limit', '2013-12-23')
    expect(codes([...first, ...tooSoon], near)).toContain('assess.before-limit-second-talk 2014-01-23')
    const second = assessed('before-limit', '2013-12-24')
    expect(codes([...first, ...second], near).filter((each) => each.includes('before-limit'))).toEqual([])
  })

  test('nothing where the limit never comes', () => {
    expect(codes([], { ...near, limit: born('9999-12-31') })).toEqual([])
  })
})

describe('coming back together', () => {
  const away = { stay: null, away: { since: born('2013-10-15'), isPlaced: false } }
  const told = (release: string) => assessed('periodic', '2013-10-01', { answers: [{ item: 'P13.2', value: release }] })

  test('six months before a likely release, or the day it is heard of', () => {
    const [deadline] = found(told('2014-08-01'), away)
    expect([deadline?.code, deadline?.opens, deadline?.due]).toEqual([
      'assess.reunification',
      '2014-02-01',
      '2014-08-01',
    ])
    expect(found(told('2013-11-20'), away)[0]?.opens).toBe('2013-10-01')
  })

  test('not where nobody told of a release, nor once it was assessed', () => {
    expect(codes(assessed('periodic', '2013-10-01'), away)).toEqual([])
    expect(codes([...told('2014-08-01'), ...assessed('reunification', '2014-03-01')], away)).toEqual([])
  })
})

test('the home is looked at when the child lives there, unless it was before', () => {
  const away = { stay: null, away: { since: born('2013-10-15'), isPlaced: true } }
  expect(codes([], away)).toEqual(['assess.placement-check 2013-10-15'])
  expect(codes(assessed('placement', '2013-09-01'), away)).toEqual([])
  expect(codes(assessed('placement', '2013-01-01'), away)).toEqual(['assess.placement-check 2013-10-15'])
})

test('within seven days of a harm that was seen, until somebody asks', () => {
  const harm = entry(90, kinds.measureConfirmed, child, '2012-03-01', {
    measure: 8,
    isInPlace: false,
    proof: 'mother-says',
  })
  const [deadline] = found([harm])
  expect([deadline?.code, deadline?.due, deadline?.breachFrom]).toEqual([
    'assess.after-incident',
    '2012-03-08',
    '2012-03-09',
  ])
  expect(codes([harm, ...assessed('periodic', '2012-03-02')])).not.toContain('assess.after-incident 2012-03-08')
})

describe('a closed section', () => {
  const sealed = (more: Record<string, unknown>) =>
    entry(91, kinds.safeguardingAnswered, child, '2012-03-01', {
      assessment: testId(700),
      type: 'birth',
      ...head,
      section: 'safe-when-pregnant',
      answers: [{ item: 'B3.1', value: 'no' }],
      ...more,
    })

  test('has its concern as a deadline of its own class until it is dealt with there', () => {
    const [deadline] = found([sealed({})])
    expect(deadline).toMatchObject({
      code: 'assess.sealed-concern',
      classes: ['safeguarding'],
      due: '2012-03-01',
      harm: 1,
    })
    const done = [{ item: 'B3.1', level: 'act', passedTo: 'Specialist of the ministry' }]
    expect(found([sealed({ concerns: done })])).toEqual([])
    expect(found([sealed({ concerns: [{ item: 'B3.1', level: 'watch', action: 'Later' }] })])).toHaveLength(1)
  })
})

// The fold of the situation report, on a few made-up entries: coverage, uncertainty, known time, carers, and the words.
import { describe, expect, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { uuidSchema, writtenSchema, type Entry, type SubjectId } from '../chronicle/entry.ts'
import { edtf } from '../time/edtf.ts'
import { instantSchema } from '../time/instant.ts'
import { plainDate } from '../time/plain-date.ts'
import type { PublishedFigure } from './published-figures.ts'
import { situation, type Chronicles } from './situation.ts'
import { situationCsv } from './situation-csv.ts'
import type { SituationReport } from './situation-report.ts'
import { situationText } from './situation-text.ts'

const id = (number: number): SubjectId =>
  uuidSchema.parse(`00000000-0000-7000-8000-${String(number).padStart(12, '0')}`)
const [state, other] = [id(1), id(2)]
const [prison, silent] = [id(10), id(11)]
const [mother, pregnant] = [id(20), id(21)]
const [child, unsure] = [id(30), id(31)]
const salt = 'AAAAAAAAAAAAAAAAAAAAAA'
let number = 100

type Draft = { received?: string; agency?: SubjectId; also?: SubjectId[]; basis?: 'seen' | 'document' }

function entry(kind: string, subject: SubjectId, occurred: string, body: object, draft: Draft = {}): Entry {
  number += 1
  const { received = '2013-07-01T00:00:00.000Z', agency = other, also = [], basis = 'seen' } = draft
  const head = {
    id: id(number),
    kind,
    v: 1,
    subject,
    also,
    occurred,
    basis,
    author: id(3),
    agency,
    device: id(4),
    written: received,
  }
  return {
    ...writtenSchema.parse({ ...head, body: { salt, ...body } }),
    seq: number,
    received: instantSchema.parse(received),
  }
}

const names = { latin: 'Nobody' }
const held = { place: 'facility', facility: prison, cause: 'remand', legalStatus: 'pre-trial', charge: 'theft' }

function chronicles(): {
  children: Map<SubjectId, Entry[]>
  carers: Map<SubjectId, Entry[]>
  facilities: Map<SubjectId, Entry[]>
} {
  const registered = (facility: SubjectId, code: string) =>
    entry('register.facility-registered', facility, '2011', {
      code,
      name: { en: code, km: code },
      province: '12',
      holdsWomen: true,
    })
  return {
    children: new Map([
      [
        child,
        [
          entry('register.child-registered', child, '2011', { names, sex: 'female', code: 'K-0001' }),
          entry('register.birth-stated', child, '2010-07-01', { born: '2010-07-01' }),
          entry('register.residence-began', child, '2012-01-01', { facility: prison, carer: mother }),
        ],
      ],
      [
        unsure,
        [
          entry('register.child-registered', unsure, '2013', { names, sex: 'male', code: 'K-0002' }),
          entry('register.birth-stated', unsure, '2010', { born: '2010' }),
          entry('register.residence-began', unsure, '2013-07', { facility: prison, carer: mother }),
        ],
      ],
    ]),
    carers: new Map([
      [mother, [entry('register.custody-began', mother, '2012-01-01', held)]],
      [
        pregnant,
        [
          entry('register.custody-began', pregnant, '2013-05-01', held),
          entry('register.pregnancy-recorded', pregnant, '2013-05-02', { due: '2013-08' }),
        ],
      ],
    ]),
    facilities: new Map([
      [
        prison,
        [
          registered(prison, 'AA'),
          entry('register.census-taken', prison, '2013-07-15', { method: 'visit', children: 3 }),
        ],
      ],
      [
        silent,
        [
          registered(silent, 'BB'),
          entry('register.census-taken', silent, '2013-06-30', { method: 'visit', children: 1 }),
        ],
      ],
    ]),
  }
}

const pack = cambodia()
const figure = (more: Partial<PublishedFigure>): PublishedFigure => ({
  id: 'x',
  date: edtf('2013-06'),
  children: 5,
  publisher: 'licadho',
  coverage: { scope: 'monitored', facilities: 1, facilitiesWithWomen: 2, shareOfWomenHeldPercent: null },
  source: 'A statement',
  status: 'sourced',
  ...more,
})

function report(
  asOf: string,
  from: Chronicles = chronicles(),
  more: { knownAt?: string; published?: PublishedFigure[]; mayList?: boolean } = {},
): SituationReport {
  const { knownAt, published = [], mayList = false } = more
  const input = {
    asOf: plainDate(asOf),
    knownAt:
      knownAt === undefined
        ? null
        : { day: plainDate(knownAt), until: instantSchema.parse(`${knownAt}T16:59:59.999Z`) },
    isDemonstration: true,
    law: pack.law,
    rates: [],
    publishedFigures: published,
    agencies: [
      { id: state, kind: 'child-welfare', isState: true },
      { id: other, kind: 'non-governmental', isState: false },
    ],
    mayList: mayList ? () => true : null,
  } as const
  return situation(input, from)
}

describe('children', () => {
  test('count in facilities that report, from certain to possible', () => {
    const early = report('2013-07-20')
    expect(early.children).toMatchObject({ total: 1, range: { certain: 1, possible: 2 } })
    expect(report('2013-07-31').children).toMatchObject({ total: 2, range: { certain: 2, possible: 2 } })
  })

  test('are past the limit certainly only after the latest possible day', () => {
    expect(report('2013-06-30').children.overLimitAgeRange).toEqual({ certain: 0, possible: 0 })
    const july = report('2013-07-31')
    expect(july.children.overLimitAge).toBe(1)
    expect(july.children.overLimitAgeRange).toEqual({ certain: 1, possible: 2 })
    expect(july.pastLimit).toMatchObject({
      medianDaysOver: 31,
      longestDaysOver: 31,
      withOverstayDecision: 0,
      children: null,
    })
  })

  test('are listed by code for who may see them', () => {
    const listed = report('2013-07-31', chronicles(), { mayList: true }).pastLimit.children
    expect(listed?.map(({ code, facility }) => [code, facility])).toEqual([
      ['K-0001', 'AA'],
      ['K-0002', 'AA'],
    ])
  })

  test('without a birth date may be past it, and are named as missing', () => {
    const from = chronicles()
    from.children.set(child, from.children.get(child)?.filter(({ kind }) => kind !== 'register.birth-stated') ?? [])
    const { children, missing } = report('2013-07-31', from)
    expect(children.overLimitAgeRange).toEqual({ certain: 0, possible: 2 })
    expect(missing.childrenWithoutBirthDate).toBe(1)
  })
})

describe('carers', () => {
  test('are those with a child inside and pregnant women', () => {
    expect(report('2013-07-31').carers).toMatchObject({
      total: 2,
      withChildInside: 1,
      pregnant: 1,
      byCharge: { theft: 2 },
      preTrial: 2,
    })
  })

  test('a pregnancy long past its due day is not carried forward', () => {
    const from = chronicles()
    from.facilities.get(prison)?.push(entry('register.census-taken', prison, '2013-10-30', { method: 'visit' }))
    expect(report('2013-10-12', from).carers.pregnant).toBe(0)
    from.facilities.get(prison)?.push(entry('register.census-taken', prison, '2013-10-11', { method: 'visit' }))
    expect(report('2013-10-12', from).carers.pregnant).toBe(1)
    expect(report('2013-10-13', from).carers.pregnant).toBe(0)
  })
})

describe('facilities', () => {
  test('report for 31 days after a count, and never longer', () => {
    const july = report('2013-07-30').facilities
    expect(july).toMatchObject({ withWomen: 2, reporting: 2 })
    const after = report('2013-07-31')
    expect(after.facilities).toMatchObject({ reporting: 1, notReporting: [{ code: 'BB' }] })
    expect(after.facilities.differences).toMatchObject([{ code: 'AA', register: 2, census: 3 }])
    expect(report('2013-08-15').children.total).toBe(0)
  })

  test('hold a share of the women only by official lists of the year before', () => {
    expect(report('2013-07-31').facilities.womenCovered).toBeNull()
    const from = chronicles()
    const listed = (facility: SubjectId, women: number) =>
      from.facilities
        .get(facility)
        ?.push(entry('register.census-taken', facility, '2013-01', { method: 'official-list', women }))
    listed(prison, 87)
    listed(silent, 13)
    expect(report('2013-07-31', from).facilities.womenCovered).toEqual({ count: 87, of: 100, overPercent: 80 })
  })
})

describe('assessments', () => {
  test('count for the State only when an agency of the State finished them', () => {
    const from = chronicles()
    const finished = (agency: SubjectId) =>
      entry(
        'assess.assessment-finished',
        child,
        '2013-07-10',
        { assessment: id(50), type: 'entry', isShort: false, concerns: [] },
        { agency },
      )
    from.children.get(child)?.push(finished(other))
    expect(report('2013-07-31', from).assessments).toMatchObject({ byState: 0, byOthers: 1 })
    from.children.get(child)?.push(finished(state))
    expect(report('2013-07-31', from).assessments.byState).toBe(1)
    expect(report('2013-07-09', from).assessments.byState).toBe(0)
  })
})

describe('known time', () => {
  test('what came in later is not in the report of that day', () => {
    const from = chronicles()
    from.children
      .get(child)
      ?.push(
        entry(
          'register.residence-ended',
          child,
          '2013-07-05',
          { facility: prison, route: 'kin' },
          { received: '2013-08-10T03:00:00.000Z' },
        ),
      )
    expect(report('2013-07-31', from).children.total).toBe(1)
    expect(report('2013-07-31', from, { knownAt: '2013-07-31' }).children.total).toBe(2)
    expect(report('2013-07-31', from, { knownAt: '2013-06-30' }).children.total).toBe(0)
  })
})

describe('the trend', () => {
  test('joins points only where publisher and coverage agree, and shows nothing of later days', () => {
    const published = [
      figure({}),
      figure({ date: edtf('2013-07'), children: 6 }),
      figure({ date: edtf('2013-08'), children: 7 }),
    ]
    const { trend } = report('2013-07-31', chronicles(), { published })
    expect(
      trend.filter(({ publisher }) => publisher !== 'register').map(({ children, isJoined }) => [children, isJoined]),
    ).toEqual([
      [5, false],
      [6, true],
    ])
    const apart = [figure({}), figure({ date: edtf('2013-07'), publisher: 'prisons-department' })]
    expect(report('2013-07-31', chronicles(), { published: apart }).trend[1]?.isJoined).toBe(false)
  })
})

describe('the words', () => {
  test('are there in both languages, without a percentage under twenty', () => {
    const july = report('2013-07-31', chronicles(), { published: [figure({})], mayList: true })
    const [english, khmer] = [situationText(july, 'en'), situationText(july, 'km')]
    expect(english).toContain('2 children live in the 1 facility that reports, of 2 that hold women.')
    expect(english).toContain('1 to 2 of them are past the age limit of 3 years.')
    expect(english).toContain('Still awaiting trial: 2 of 2.')
    expect(khmer.split('\n')).toHaveLength(english.split('\n').length)
    for (const line of khmer.split('\n').filter((each) => each.trim() !== '' && !each.includes('•')))
      expect(line).toMatch(/[\u1780-\u17FF]|K-000/)
    for (const text of [english, khmer]) expect(text).not.toMatch(/undefined|null|NaN|\[object/)
  })

  test('and as a table', () => {
    const csv = situationCsv(report('2013-07-31', chronicles(), { mayList: true }))
    expect(csv).toContain('children.overLimitAge,1,2,2,\r\n')
    expect(csv).not.toContain('K-0001')
  })
})

// The demonstration fits the published counts, tells the report's child as the report does, and is the same every time.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { canonicalJson, type Json } from '@komar/domain/chronicle/canonical'
import type { Recorded, SubjectId } from '@komar/domain/chronicle/entry'
import { rule } from '@komar/domain/chronicle/gate'
import { allClasses } from '@komar/domain/access/classes'
import { entitlementPackSchema } from '@komar/domain/entitlement/rates'
import { gateFor } from '@komar/domain/gates'
import { publishedFiguresSchema } from '@komar/domain/insight/published-figures'
import { situation } from '@komar/domain/insight/situation'
import { situationText } from '@komar/domain/insight/situation-text'
import { knownKind } from '@komar/domain/kinds'
import { statutoryClock } from '@komar/domain/law/clock'
import { facilitiesPackSchema } from '@komar/domain/register/facilities-pack'
import { edtf } from '@komar/domain/time/edtf'
import { plainDate, plainDateSchema } from '@komar/domain/time/plain-date'
import { uncertainSpan } from '@komar/domain/time/span'
import { describe, expect, test, vi } from 'vitest'
import { loadPolicyPack } from '../policy-files.ts'
import { bulkFamilies } from './bulk.ts'
import { counts, lastDay, onDay, systemStart, usualSeed } from './calendar.ts'
import { chroniclesOf } from './fold-history.ts'
import { writeHistory, type History } from './history.ts'
import { agencyFacts } from './people.ts'
import type { Timed } from './pen.ts'
import { merged } from './play.ts'

const pack = loadPolicyPack('kh')
const read = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../../policies/kh/${file}.json`, import.meta.url), 'utf8'))
const { facilities } = facilitiesPackSchema.parse(read('facilities'))
const { figures } = publishedFiguresSchema.parse(read('published-figures'))
const { rates } = entitlementPackSchema.parse(read('entitlement'))
const historyOf = (seed: number) => writeHistory({ seed, facilities, pack, until: lastDay })
// A whole history is told several times: seconds each on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const usual = historyOf(usualSeed)

function report(asOf: string, history: History = usual, timed: readonly Timed[] = history.timed) {
  const input = {
    asOf: plainDate(asOf),
    knownAt: null,
    isDemonstration: true,
    law: pack.law,
    rates,
    publishedFigures: figures,
    agencies: agencyFacts(history.people),
    mayList: null,
  }
  return situation(input, chroniclesOf(timed))
}

describe.each([usualSeed, 1])('with seed %i', (seed) => {
  const history = seed === usualSeed ? usual : historyOf(seed)
  const july = report('2013-07-31', history)

  test('July 2013 is the report’s (G5, G7), from entries alone', () => {
    expect(july.children).toMatchObject({
      total: 51,
      range: { certain: 51, possible: 51 },
      ages: { minMonths: 1, maxMonths: 96 },
    })
    expect(july.children.overLimitAgeRange).toEqual({ certain: 12, possible: 12 })
    expect(july.carers).toMatchObject({ total: 64, range: { certain: 64, possible: 64 } })
    const { 'drug-trafficking': drugs = 0, theft = 0, prostitution = 0 } = july.carers.byCharge
    expect(drugs + theft + prostitution).toBe(61)
    expect(july.carers.preTrial).toBeGreaterThan(32)
    expect(july.assessments).toMatchObject({ byState: 0, byOthers: 0 })
    expect(july.facilities).toMatchObject({ reporting: 15, withWomen: 23, womenCovered: { overPercent: 80 } })
  })

  test('51 children are owed 71,400 riel a day (G6)', () => {
    expect(july.entitlement?.rielPerDay).toBe(71_400)
  })

  test('the register passes through the published counts, and no published point is joined to another (G9)', () => {
    const points = report('2014-11-30', history).trend
    const own = points.filter(({ publisher }) => publisher === 'register')
    for (const { day, children } of counts)
      expect(own.find(({ date }) => date === onDay(day))).toMatchObject({ children, possible: children })
    const published = points.filter(({ publisher }) => publisher !== 'register')
    expect(published.map(({ children, isJoined }) => [children, isJoined])).toEqual([
      [36, false],
      [81, false],
      [51, false],
      [40, false],
    ])
    expect(own.find(({ date }) => date === '2012-05-31')?.coverage.facilities).toBe(14)
  })

  test('in September 2013 four had learning or play on site, the State none (G10)', () => {
    expect(report('2013-09-30', history).facilities).toMatchObject({ withOnSiteProgramme: 4, withStateRunProgramme: 0 })
    expect(report('2013-09-30', history).assessments.byState).toBe(0)
  })

  test('every act passes its gate, but for the plan and the home that the stories mean to be refused', () => {
    expect(refusedActs(history)).toEqual(['care.residential-approved meant', 'care.separation-planned meant'])
  })
})

function refusedActs({ timed, people }: History): string[] {
  const agencies = new Map(agencyFacts(people).map((facts) => [facts.id, facts]))
  const chronicles = new Map<SubjectId, Recorded[]>()
  return timed.flatMap(({ at, entry, isRefused }, index) => {
    const kind = knownKind(entry.kind, entry.v)
    expect(kind?.body.safeParse(entry.body).success).toBe(true)
    const chronicle = (subject: SubjectId) => chronicles.get(subject) ?? []
    const world = {
      chronicle,
      agency: (id: SubjectId) => agencies.get(id),
      isOwnCarer: (account: SubjectId) =>
        people.accounts.some(
          ({ id, role, agencyId }) => id === account && role === 'carer' && agencyId === entry.agency,
        ),
      isColleague: () => false,
      authorReads: allClasses,
      otherAgencies: [],
      pack,
      today: plainDateSchema.parse(at.slice(0, 10)),
    }
    if (kind?.family === 'act' && !rule(gateFor(kind.name)?.checks(entry, world) ?? [], allClasses).passes)
      return [`${kind.name} ${isRefused === true ? 'meant' : 'not meant'}`]
    for (const subject of [entry.subject, ...entry.also])
      chronicles.set(subject, [...chronicle(subject), { ...entry, seq: index + 1, received: entry.written }])
    return []
  })
}

describe('the history', () => {
  const hashes = ({ timed }: History) =>
    timed.map(
      ({ at, entry }) =>
        `${at} ${createHash('sha256')
          .update(canonicalJson(entry as Json))
          .digest('hex')}`,
    )

  test('is the same for the same seed, to the byte, and another for another', () => {
    expect(hashes(historyOf(usualSeed))).toEqual(hashes(usual))
    expect(hashes(historyOf(1))).not.toEqual(hashes(usual))
  })

  test('has no act of the State before the marked day', () => {
    const early = usual.timed.filter(({ at }) => at.slice(0, 10) < systemStart)
    expect(new Set(early.map(({ login }) => login))).toEqual(new Set(['monitor']))
  })

  test('tells the report’s child once, by its pseudonym, with the clock that the report gives it (G1)', () => {
    const named = usual.timed.filter(
      ({ entry }) => JSON.stringify(entry.body).includes('Sokun') && entry.kind === 'register.child-registered',
    )
    expect(named).toHaveLength(1)
    const about = usual.timed
      .filter(({ entry }) => entry.subject === named[0]?.entry.subject)
      .map(({ entry }) => [entry.kind, entry.occurred])
    expect(about).toContainEqual(['register.birth-stated', '2005-03'])
    expect(about).toContainEqual(['register.residence-ended', '2012-01'])
    const clock = statutoryClock({
      birth: edtf('2005-03'),
      inPrison: [uncertainSpan(edtf('2005-03/2012-01'))],
      rules: pack.law,
      asOf: plainDate('2012-01-31'),
      leadMonths: 6,
    })
    expect(clock.firstDayPast.earliest?.slice(0, 7)).toBe('2011-03')
  })

  test('ends with some forty children inside and work for each role', () => {
    const today = report('2014-12-12')
    expect(today.children.total).toBeGreaterThanOrEqual(35)
    expect(today.decisions.none).toBeGreaterThan(0)
    expect(today.decisions.full).toBeGreaterThan(0)
    expect(today.decisions.overstay).toBeGreaterThan(0)
    expect(situationText(today, 'km')).toContain('សាកល្បង')
  })

  test('keeps the published counts whatever the number of children', () => {
    const ids = [...usual.facilityIds.values()]
    const more = [
      ...bulkFamilies({ seed: usualSeed, people: usual.people, policy: 'kh@0', facilities: ids, children: 700 }),
    ]
    expect(new Set(more.map(({ entry }) => entry.subject)).size).toBe(1400)
    const timed = [...merged(usual.timed, more)]
    expect(timed.every(({ at }, index) => at >= (timed[index - 1]?.at ?? ''))).toBe(true)
    expect(report('2013-07-31', usual, timed)).toMatchObject({
      children: { total: 51, overLimitAge: 12 },
      carers: { total: 64 },
    })
    expect(report('2014-12-12', usual, timed).children.total).toBeGreaterThan(90)
  })
})

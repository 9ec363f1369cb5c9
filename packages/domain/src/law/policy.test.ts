// The packs that ship with Komar fit their schemas and say what their sources say.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { mayBeJoined, publishedFiguresSchema } from '../insight/published-figures.ts'
import { facilitiesPackSchema } from '../register/facilities-pack.ts'
import { placesSchema } from '../register/places.ts'
import { edtf } from '../time/edtf.ts'
import type { Limit } from './pack.ts'
import { lawPackSchema, leadMonths } from './pack.ts'
import { policyPackSchema } from './policy-pack.ts'

function read(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../../policies/kh/${file}.json`, import.meta.url), 'utf8'))
}

const law = lawPackSchema.parse(read('law'))
const places = placesSchema.parse(read('places'))
const { facilities } = facilitiesPackSchema.parse(read('facilities'))
const { figures } = publishedFiguresSchema.parse(read('published-figures'))

describe("Cambodia's pack", () => {
  test('has a head with its time zone', () => {
    expect(policyPackSchema.parse(read('pack'))).toMatchObject({
      id: 'kh',
      timeZone: { name: 'Asia/Phnom_Penh', utcOffset: '+07:00' },
    })
  })

  test('has six years, then three from an uncertain day of December 2011', () => {
    expect(law.limits.map(({ from, months, status }) => [from, months, status])).toEqual([
      [null, 72, 'sourced'],
      ['2011-12', 36, 'sourced'],
    ])
    expect(law.missingDay.rule).toBe('next-day')
    expect(law.overstay).toMatchObject({ days: 30, times: 3, status: 'practice' })
  })

  test('plans six months ahead, twelve with a reason', () => {
    expect(leadMonths(law.leadTime, [])).toBe(6)
    expect(leadMonths(law.leadTime, ['disability'])).toBe(12)
    expect(leadMonths({ ...law.leadTime, longer: { months: 12, reasons: ['disability'] } }, ['sibling-group'])).toBe(6)
    expect(
      leadMonths({ ...law.leadTime, longer: { months: 12, reasons: ['disability'] } }, ['sibling-group', 'disability']),
    ).toBe(12)
  })

  test('has 25 provinces and their districts in both scripts', () => {
    expect([places.provinces.length, places.districts.length]).toEqual([25, 210])
    expect(places.districts.find(({ code }) => code === '0203')?.name).toEqual({ en: 'Battambang', km: 'បាត់ដំបង' })
  })

  test('has 23 facilities that hold women, 15 of them monitored and named by the report (G5)', () => {
    const ofReport = facilities.filter(({ origin }) => origin === 'report')
    expect(facilities.filter(({ holdsWomen }) => holdsWomen)).toHaveLength(23)
    expect(ofReport).toHaveLength(15)
    expect(facilities.every(({ isMonitored, origin }) => isMonitored === (origin === 'report'))).toBe(true)
    expect(facilities.find(({ code }) => code === 'CC2')?.capacity).toBe(300)
    const codes = new Set(places.provinces.map(({ code }) => code))
    expect(facilities.filter(({ province }) => !codes.has(province))).toEqual([])
    expect(
      facilitiesPackSchema.safeParse({ source: 's', note: 'n', facilities: [facilities[0], facilities[0]] }).success,
    ).toBe(false)
  })

  test('has the four published counts, none joined to another (G9)', () => {
    expect(
      figures.map(({ date, children, coverage }) => [date, children, coverage.scope, coverage.facilities]),
    ).toEqual([
      ['2011-04', 36, 'national', null],
      ['2012-05', 81, 'monitored', 14],
      ['2013-07', 51, 'monitored', 15],
      ['2014-11', 40, 'monitored', null],
    ])
    const joined = figures.flatMap((a, index) => figures.slice(index + 1).filter((b) => mayBeJoined(a, b)))
    expect(joined).toEqual([])
  })

  test('joins points of one publisher with one coverage', () => {
    const [national, , july, november] = figures
    if (national === undefined || july === undefined || november === undefined) throw new Error('figures are missing')
    expect(mayBeJoined(july, { ...july, children: 40 })).toBe(true)
    expect(mayBeJoined(national, { ...national, children: 40 })).toBe(true)
    expect(mayBeJoined(november, { ...november })).toBe(false)
    expect(mayBeJoined(july, { ...july, publisher: 'prisons-department' })).toBe(false)
    expect(mayBeJoined(national, { ...national, coverage: july.coverage })).toBe(false)
  })
})

describe('a pack that does not fit', () => {
  const limit = (from: string | null): Limit => ({
    from: from === null ? null : edtf(from),
    months: 36,
    source: 'test',
    status: 'verified',
  })
  const fits = (...limits: Limit[]) => lawPackSchema.safeParse({ ...law, limits }).success

  test('has limits in order, each certainly after the one before', () => {
    expect(fits(limit(null), limit('2011-12'), limit('2012-01'))).toBe(true)
    expect(fits(limit('2011-12'))).toBe(true)
    expect(fits()).toBe(false)
    expect(fits(limit('2011-12'), limit(null))).toBe(false)
    expect(fits(limit('2011-12'), limit('2011-12-31'))).toBe(false)
    expect(fits(limit('2012'), limit('2011'))).toBe(false)
    expect(fits(limit('2011/..'))).toBe(false)
    expect(fits(limit('../2011'))).toBe(false)
    const unordered = lawPackSchema.safeParse({ ...law, limits: [limit('2012'), limit('2011')] })
    expect(unordered.error?.issues.map((issue) => issue.message)).toEqual(['law.limits-not-in-order'])
  })

  test('has each district in its own, known province', () => {
    const [district] = places.districts
    const wrong = (change: object) =>
      placesSchema.safeParse({ ...places, districts: [{ ...district, ...change }] }).success
    expect(wrong({})).toBe(true)
    expect(wrong({ province: '02' })).toBe(false)
    expect(wrong({ code: '9901', province: '99' })).toBe(false)
  })
})

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { edtf } from '../time/edtf.ts'
import { plainDate } from '../time/plain-date.ts'
import { dailyEntitlement } from './daily.ts'
import { entitlementPackSchema, rateOn, type Rate } from './rates.ts'

const file = new URL('../../../../policies/kh/entitlement.json', import.meta.url)
const { rates } = entitlementPackSchema.parse(JSON.parse(readFileSync(file, 'utf8')))

describe('food money for children in prison', () => {
  test('is 71,400 riel a day for 51 children at 1,400 riel (G6)', () => {
    const owed = dailyEntitlement(51, plainDate('2013-07-31'), rates)
    expect(owed).toMatchObject({ riel: 71_400, rate: { rielPerDay: 1400, status: 'sourced' } })
  })

  test('is not known before the first rate certainly holds', () => {
    expect(dailyEntitlement(51, plainDate('2009-12-30'), rates)).toBeNull()
    expect(dailyEntitlement(0, plainDate('2009-12-31'), rates)?.riel).toBe(0)
  })

  test('never uses a rate without a first day, and takes the later of two', () => {
    expect(rateOn(rates, 'child-with-mother', plainDate('2030-01-01'))?.rielPerDay).toBe(1400)
    expect(rateOn(rates, 'prisoner', plainDate('2030-01-01'))?.rielPerDay).toBe(2800)
    const later: Rate = {
      personClass: 'prisoner',
      rielPerDay: 3000,
      from: edtf('2015-01'),
      source: 'test',
      status: 'unverified',
    }
    expect(rateOn([later, ...rates], 'prisoner', plainDate('2015-01-30'))?.rielPerDay).toBe(2800)
    expect(rateOn([later, ...rates], 'prisoner', plainDate('2015-01-31'))?.rielPerDay).toBe(3000)
  })
})

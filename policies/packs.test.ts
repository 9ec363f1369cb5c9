// Every pack in this folder, one row each: it loads, its check finds no fault, and its clock gives the day that its source's months give.
// The months stand here a second time on purpose: a slip of the hand in a pack must not pass because the test reads the same slip.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { statutoryClock } from '@komar/domain/law/clock'
import { isWhole } from '@komar/domain/policy'
import { edtf } from '@komar/domain/time/edtf'
import { addMonths, plainDate } from '@komar/domain/time/plain-date'
import { uncertainSpan } from '@komar/domain/time/span'
import { describe, expect, test } from 'vitest'
import { checkPack } from '../apps/server/src/policy/check-pack.ts'
import { readPackFrom } from '../apps/server/src/policy-files.ts'

const here = import.meta.dirname
const folders = readdirSync(here, { withFileTypes: true }).flatMap((each) => (each.isDirectory() ? [each.name] : []))

/** Months by the sources; null: no fixed limit. */
const months: Readonly<Record<string, number | null>> = {
  ar: 48,
  at: 36,
  'au-act': 48,
  'au-nsw': null,
  'au-qld': 12,
  'au-vic': null,
  be: 36,
  bg: 12,
  bi: 36,
  bo: 72,
  ca: 48,
  ch: 36,
  cy: 24,
  cz: 36,
  de: 36,
  dk: 36,
  dz: 36,
  ee: 36,
  es: 36,
  fi: 36,
  fr: null,
  'gb-eaw': 18,
  'gb-nir': 0,
  'gb-sct': 0,
  gr: 36,
  hr: 36,
  hu: 12,
  ie: 12,
  in: 72,
  it: 36,
  ke: 48,
  kh: 36,
  lt: 36,
  lu: null,
  lv: 48,
  mt: 12,
  'mx-cmx': 72,
  nl: 48,
  no: 0,
  nz: 24,
  pl: 36,
  pt: 60,
  ro: 24,
  se: null,
  si: 24,
  sk: 0,
}

const born = plainDate('2019-02-28')
const came = plainDate('2019-06-10')

function clockOn(country: string, day: string) {
  const { law } = readPackFrom(join(here, country))
  const inPrison = [uncertainSpan(edtf(`${came}/..`))]
  return statutoryClock({ birth: edtf(born), inPrison, rules: law, asOf: plainDate(day), leadMonths: 6 })
}

test('every folder is a pack of this table, and every row has a folder', () => {
  expect(folders.toSorted()).toEqual(Object.keys(months).toSorted())
})

describe.each(folders)('%s', (country) => {
  const limit = months[country] ?? null

  test('is sound', () => {
    expect(checkPack(join(here, country)).filter(({ level }) => level === 'fault')).toEqual([])
  })

  test('has a source and a status for its limit, and claims of none that its text was read', () => {
    const { law, head } = readPackFrom(join(here, country))
    expect(law.limits.every(({ source, status }) => source.length > 20 && status !== 'verified')).toBe(true)
    expect([law.country, head.id]).toEqual([country, country])
  })

  test('is past its limit from the day of its months, or never', () => {
    const reached = limit === null ? null : addMonths(born, limit)
    const first = reached === null ? null : reached < came ? came : reached
    expect(clockOn(country, '2019-06-10').firstDayPast).toEqual({ earliest: first, latest: first })
    expect(clockOn(country, '2019-06-10').state).toBe(limit === null ? 'no-limit' : limit === 0 ? 'past' : 'within')
  })

  test('holds rules of the work only where it is Cambodia', () => {
    expect(isWhole(readPackFrom(join(here, country)))).toBe(country === 'kh')
  })
})

test('where children may not live in prison, each day inside is a day past the limit, the first one too', () => {
  expect(clockOn('no', '2019-06-10')).toMatchObject({ state: 'past', daysOver: { min: 1, max: 1 }, daysLeft: null })
  expect(clockOn('no', '2019-06-19')).toMatchObject({ state: 'past', daysOver: { min: 10, max: 10 } })
})

test('where no fixed limit is known, nobody is within it, near it or over it', () => {
  for (const country of ['fr', 'lu', 'se', 'au-vic', 'au-nsw']) {
    expect(clockOn(country, '2030-01-01')).toMatchObject({
      state: 'no-limit',
      daysOver: { min: 0, max: 0 },
      daysLeft: null,
      firstDayPast: { earliest: null, latest: null },
    })
  }
})

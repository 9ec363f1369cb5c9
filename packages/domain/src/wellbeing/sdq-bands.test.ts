import { describe, expect, test } from 'vitest'
import type { SdqBandedScale, SdqForm, SdqInformant } from './sdq.ts'
import { sdqBandEvidence, sdqBandOf, sdqBandTables } from './sdq-bands.ts'

const normal = ['normal', 'borderline', 'abnormal']
const raised = ['close-to-average', 'slightly-raised', 'high', 'very-high']
const lowered = ['close-to-average', 'slightly-lowered', 'low', 'very-low']

/** The tables as they are printed: for each scale the scores of its bands, from the best to the worst. */
const printed: [SdqInformant, SdqForm, 3 | 4, Partial<Record<SdqBandedScale, string>>][] = [
  [
    'parent',
    '4-17',
    3,
    {
      total: '0-13 14-16 17-40',
      emotional: '0-3 4-4 5-10',
      conduct: '0-2 3-3 4-10',
      hyperactivity: '0-5 6-6 7-10',
      peer: '0-2 3-3 4-10',
      prosocial: '6-10 5-5 0-4',
      impact: '0-0 1-1 2-10',
    },
  ],
  [
    'parent',
    '4-17',
    4,
    {
      total: '0-13 14-16 17-19 20-40',
      emotional: '0-3 4-4 5-6 7-10',
      conduct: '0-2 3-3 4-5 6-10',
      hyperactivity: '0-5 6-7 8-8 9-10',
      peer: '0-2 3-3 4-4 5-10',
      prosocial: '8-10 7-7 6-6 0-5',
      impact: '0-0 1-1 2-2 3-10',
    },
  ],
  [
    'teacher',
    '4-17',
    3,
    {
      total: '0-11 12-15 16-40',
      emotional: '0-4 5-5 6-10',
      conduct: '0-2 3-3 4-10',
      hyperactivity: '0-5 6-6 7-10',
      peer: '0-3 4-4 5-10',
      prosocial: '6-10 5-5 0-4',
      impact: '0-0 1-1 2-6',
    },
  ],
  [
    'teacher',
    '4-17',
    4,
    {
      total: '0-11 12-15 16-18 19-40',
      emotional: '0-3 4-4 5-5 6-10',
      conduct: '0-2 3-3 4-4 5-10',
      hyperactivity: '0-5 6-7 8-8 9-10',
      peer: '0-2 3-4 5-5 6-10',
      prosocial: '6-10 5-5 4-4 0-3',
      impact: '0-0 1-1 2-2 3-6',
    },
  ],
  [
    'self',
    '11-17',
    3,
    {
      total: '0-15 16-19 20-40',
      emotional: '0-5 6-6 7-10',
      conduct: '0-3 4-4 5-10',
      hyperactivity: '0-5 6-6 7-10',
      peer: '0-3 4-5 6-10',
      prosocial: '6-10 5-5 0-4',
      impact: '0-0 1-1 2-10',
    },
  ],
  [
    'self',
    '11-17',
    4,
    {
      total: '0-14 15-17 18-19 20-40',
      emotional: '0-4 5-5 6-6 7-10',
      conduct: '0-3 4-4 5-5 6-10',
      hyperactivity: '0-5 6-6 7-7 8-10',
      peer: '0-2 3-3 4-4 5-10',
      prosocial: '7-10 6-6 5-5 0-4',
      impact: '0-0 1-1 2-2 3-10',
    },
  ],
  [
    'parent',
    '2-4',
    3,
    {
      total: '0-12 13-15 16-40',
      emotional: '0-2 3-3 4-10',
      conduct: '0-3 4-4 5-10',
      hyperactivity: '0-5 6-6 7-10',
      peer: '0-2 3-3 4-10',
      prosocial: '7-10 6-6 0-5',
    },
  ],
  [
    'parent',
    '2-4',
    4,
    {
      total: '0-12 13-15 16-18 19-40',
      emotional: '0-2 3-3 4-4 5-10',
      conduct: '0-3 4-4 5-5 6-10',
      hyperactivity: '0-5 6-6 7-7 8-10',
      peer: '0-2 3-3 4-4 5-10',
      prosocial: '7-10 6-6 5-5 0-4',
    },
  ],
]

describe.each(printed)('%s %s, %i bands', (informant, form, count, scales) => {
  const tables = sdqBandTables(informant, form)
  const set = count === 3 ? tables.three : tables.four

  test.each(Object.entries(scales) as [SdqBandedScale, string][])('%s', (scale, ranges) => {
    const labels = count === 3 ? normal : scale === 'prosocial' ? lowered : raised
    ranges.split(' ').forEach((range, place) => {
      const [from = 0, to = 0] = range.split('-').map(Number)
      for (let score = from; score <= to; score += 1) expect(sdqBandOf(set, scale, score)).toBe(labels[place])
    })
    expect(sdqBandOf(set, scale, null)).toBeNull()
  })
})

test('where there is no table there is no band', () => {
  expect(sdqBandTables('teacher', '2-4')).toEqual({ three: null, four: null })
  expect(sdqBandOf(null, 'total', 30)).toBeNull()
  expect(sdqBandOf(sdqBandTables('parent', '2-4').three, 'impact', 3)).toBeNull()
})

test('the form for older children is read by the same tables', () => {
  expect(sdqBandTables('parent', '11-17')).toBe(sdqBandTables('parent', '4-17'))
  expect(sdqBandTables('teacher', '11-17')).toBe(sdqBandTables('teacher', '4-17'))
})

test('each band says how sure it is', () => {
  const status = (informant: SdqInformant, form: SdqForm, count: 3 | 4, scale: SdqBandedScale) => {
    const tables = sdqBandTables(informant, form)
    return sdqBandEvidence(count === 3 ? tables.three : tables.four, scale)?.status ?? null
  }
  expect(status('parent', '4-17', 3, 'total')).toBe('sourced')
  expect(status('parent', '4-17', 3, 'prosocial')).toBe('recollection')
  expect(status('parent', '4-17', 3, 'impact')).toBe('recollection')
  expect(status('parent', '4-17', 4, 'total')).toBe('recollection')
  expect(status('teacher', '4-17', 4, 'total')).toBe('sourced')
  expect(status('teacher', '4-17', 4, 'impact')).toBe('recollection')
  expect(status('teacher', '4-17', 3, 'prosocial')).toBe('sourced')
  expect(status('teacher', '4-17', 3, 'impact')).toBe('recollection')
  expect(status('self', '11-17', 3, 'total')).toBe('sourced')
  expect(status('self', '11-17', 3, 'impact')).toBe('recollection')
  expect(status('self', '11-17', 4, 'total')).toBe('recollection')
  expect(status('parent', '2-4', 3, 'total')).toBe('sourced')
  expect(status('parent', '2-4', 4, 'total')).toBe('recollection')
  expect(status('parent', '2-4', 4, 'impact')).toBeNull()
  expect(status('teacher', '2-4', 4, 'total')).toBeNull()
})

import type { Entry } from '@komar/domain/chronicle/entry'
import { uuidSchema } from '@komar/domain/chronicle/entry'
import { childFile } from '@komar/domain/insight/child-file'
import { plainDate } from '@komar/domain/time/plain-date'
import { describe, expect, it } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { readEntry } from '../chronicle/merge-feed.ts'
import { speakForTest } from '../i18n/spoken-for-tests.tsx'
import { reckoningOf, sayAge } from './child-clock.ts'
import { childLifeline } from './child-lifeline.ts'
import { entryOfMark } from './entry-of-mark.ts'

const id = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`
const child = uuidSchema.parse(id(1))
const pack = cambodia()
const today = plainDate('2014-06-01')

function entry(seq: number, kind: string, occurred: string, body: object): Entry {
  const instant = '2014-01-01T03:00:00.000Z'
  const who = { subject: child, author: id(11), agency: id(21), device: id(31) }
  const read = readEntry({
    ...who,
    v: 1,
    also: [],
    basis: 'seen',
    written: instant,
    received: instant,
    id: id(100 + seq),
    seq,
    kind,
    occurred,
    body: { salt: 'AAAAAAAAAAAAAAAAAAAAAA', ...body },
  })
  if (read === null) throw new Error('the example is no entry')
  return read
}

const story = [
  entry(1, 'register.birth-stated', '2011-02', { born: '2011-02' }),
  entry(2, 'register.residence-began', '2011-02', { facility: id(4) }),
  entry(3, 'care.placement-began', '2013-10-15', { tier: 2, isParentsOwnArrangement: true }),
  entry(4, 'care.contact-held', '2013-11-15', { way: 'visit', hasHappened: true }),
]

function drawn(entries: readonly Entry[]) {
  const file = childFile(child, entries, pack)
  return childLifeline({ file, custody: null, pack, today, speech: speakForTest('en'), facilityName: () => 'Prison A' })
}

describe('childLifeline', () => {
  it('shows a child left outside where it was last said to live, until it comes in', () => {
    const left = (seq: number, occurred: string, livingWith: string) =>
      entry(seq, 'register.living-outside-stated', occurred, { livingWith, attended: 'yes', whereaboutsKnown: 'yes' })
    const inside = entry(9, 'register.residence-began', '2014-03-01', { facility: id(4) })
    const data = drawn([left(5, '2014-01-10', 'neighbour'), left(6, '2014-02-01', 'grandparent'), inside])
    const [lane] = data?.lanes ?? []
    expect(lane?.marks.map((mark) => [mark.label, mark.type === 'spell' ? mark.until?.earliest : null])).toEqual([
      ['Prison A', undefined],
      ['a neighbour or friend', '2014-02-01'],
      ['a grandparent', '2014-03-01'],
    ])
  })

  it('is nothing while nothing is dated', () => {
    expect(drawn([])).toBeNull()
  })

  it('begins at the earliest birth, with the law that was in force', () => {
    const data = drawn(story.slice(0, 1))
    expect(data).toMatchObject({ start: '2011-02-01', birth: { earliest: '2011-02-01', latest: '2011-02-28' } })
    expect(data?.lanes.map((lane) => lane.id)).toEqual(['law'])
    expect(data?.lanes[0]?.marks.map(({ label }) => label)).toEqual(['Limit 6 years', 'Limit 3 years'])
  })

  it('ends the stay in prison when the child moved out, although the prison has not said so', () => {
    const residence = drawn(story)?.lanes.find((lane) => lane.id === 'residence')
    expect(residence?.marks).toMatchObject([
      { label: 'Prison A', look: 'prison', until: { earliest: '2013-10-15', latest: '2013-10-15' } },
      { label: 'Relatives', look: 'outside', until: null },
    ])
  })

  it('marks the limit only for a child who is still inside past it', () => {
    const labels = (entries: readonly Entry[]) =>
      drawn(entries)
        ?.lanes.find((lane) => lane.id === 'law')
        ?.marks.map(({ label }) => label)
    expect(labels(story.slice(0, 2))).toContain('Past the limit')
    expect(labels(story)).not.toContain('Past the limit')
  })

  it('leads from a mark to its entry, and from the law to none', () => {
    const file = childFile(child, story, pack)
    expect(entryOfMark(id(104), file)).toBe(id(104))
    expect(entryOfMark('law-0', file)).toBeNull()
  })
})

describe('reckoningOf', () => {
  it('tells birth, limit and days over, the day of leaving left out', () => {
    const file = childFile(child, story.slice(0, 2), pack)
    const { birth, limit, daysOver } = reckoningOf(file, pack, today, speakForTest('en'))
    expect(birth).toBe('2011-02-01/2011-02-28')
    expect(limit).toMatchObject({ months: 36, isVerified: false })
    expect(daysOver).toEqual({ min: 94, max: 121 })
  })

  it('says an age with both ends, or none', () => {
    const speech = speakForTest('en')
    expect(sayAge(childFile(child, story, pack), today, speech)).toBe(
      'between 3 years and 3 months and 3 years and 4 months old',
    )
    expect(sayAge(childFile(child, [], pack), today, speech)).toBeNull()
  })
})

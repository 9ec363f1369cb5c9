// What a corrected birth date would change, and a carer's file.
import { describe, expect, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { entry, leaveBody, people, story, testId } from '../example-entries.fixture.ts'
import { decisionMade } from '../assess/kinds.ts'
import * as register from '../register/kinds.ts'
import { edtf } from '../time/edtf.ts'
import { plainDate } from '../time/plain-date.ts'
import { carerFile } from './carer-file.ts'
import { whatChanges } from './what-changes.ts'

const pack = cambodia()
/** The story's own claim, corrected late in the story. */
const corrected = (born: string) => ({ born: edtf(born), claim: story().born?.id, today: plainDate('2014-01-01') })

describe('a corrected birth date', () => {
  test('moves the limit and what hangs on it', () => {
    const changes = whatChanges(people.child, Object.values(story()), pack, corrected('2010-11-10'))
    expect(changes.limit).toEqual({
      before: { earliest: '2014-02-10', latest: '2014-02-10' },
      after: { earliest: '2013-11-10', latest: '2014-02-10' },
    })
    // Near the limit: planning begins earlier at once, and the breach stays where it was until two agencies and a document say so.
    expect(changes.doesWait).toBe(true)
    expect(changes.status.after.firstDayPast?.earliest).toBe('2013-11-10')
    const moved = changes.deadlines.find((change) => change.is === 'moves' && change.after.code === 'law.limit')
    expect(moved).toMatchObject({ before: { due: '2014-02-09' }, after: { due: '2013-11-09' } })
    expect(
      changes.deadlines.some(
        (change) => change.is === 'appears' && change.after.code === 'law.birth-date-change-unconfirmed',
      ),
    ).toBe(true)
  })

  test('says when a stay that was decided would outlast the limit', () => {
    const { chosenTier: _tier, ...body } = leaveBody
    const stay = entry(46, decisionMade, people.child, '2013-09-20', { ...body, outcome: 'stay' })
    const entries = Object.values({ ...story(), decided: stay })
    expect(whatChanges(people.child, entries, pack, corrected('2010-11-10')).doesStayOutlastLimit).toBe(true)
    expect(whatChanges(people.child, entries, pack, corrected('2011-01-10')).doesStayOutlastLimit).toBe(false)
  })

  test('the same date changes nothing', () => {
    const changes = whatChanges(people.child, Object.values(story()), pack, corrected('2011-02-10'))
    expect(changes.deadlines).toEqual([])
    expect(changes.status.after).toEqual(changes.status.before)
  })

  test('a first date where there was none takes the question away', () => {
    const { born: _born, ...entries } = story()
    const changes = whatChanges(people.child, Object.values(entries), pack, corrected('2011-02-10'))
    expect(changes.limit.before).toBeNull()
    expect(
      changes.deadlines.some((change) => change.is === 'disappears' && change.before.code === 'law.birth-date-missing'),
    ).toBe(true)
  })

  test('of two claims the one that is named is corrected', () => {
    const second = entry(
      8,
      register.birthStated,
      people.child,
      '2012-01-01',
      { born: '2011-05-10' },
      { basis: 'document' },
    )
    const entries = [...Object.values(story()).filter(({ written }) => written < '2012'), second]
    const after = (claim: ReturnType<typeof testId>) =>
      whatChanges(people.child, entries, pack, { born: edtf('2011-06-10'), claim, today: plainDate('2012-01-02') })
        .limit.after
    expect(after(second.id)).toEqual({ earliest: '2014-02-10', latest: '2014-06-10' })
    expect(after(testId(1002))).toEqual({ earliest: '2014-05-10', latest: '2014-06-10' })
  })

  test('a date of another source stands beside what is stated, and waits from the second day on', () => {
    const entries = Object.values(story()).filter(({ written }) => written < '2011-03')
    const said = { born: edtf('2011-05-10'), basis: 'document' } as const
    const late = whatChanges(people.child, entries, pack, { ...said, today: plainDate('2013-10-01') })
    expect(late.limit.after).toEqual(late.limit.before)
    expect(late.doesWait).toBe(true)
    const early = whatChanges(people.child, entries, pack, { ...said, today: plainDate('2011-04-01') })
    expect(early.doesWait).toBe(false)
    expect(early.limit.after?.latest).toBe('2014-05-10')
  })

  test('a child without an entry has nothing to compare', () => {
    expect(() => whatChanges(people.child, [], pack, corrected('2011'))).toThrow(RangeError)
  })
})

test('a carer’s file: where she is held, pregnancies that go on, and her children', () => {
  const { mother, child, prison } = people
  const held = entry(61, register.custodyBegan, mother, '2010-12-01', {
    place: 'facility',
    facility: prison,
    cause: 'remand',
    legalStatus: 'pre-trial',
    charge: 'theft',
  })
  const pregnant = entry(62, register.pregnancyRecorded, mother, '2013-05-01', { due: '2013-12' })
  const earlier = entry(63, register.pregnancyRecorded, mother, '2010-12-01', { due: '2011-02' })
  const birth = entry(64, register.pregnancyEnded, mother, '2011-02-10', { pregnancy: testId(1063), outcome: 'birth' })
  const { related } = story()
  if (related === undefined) throw new Error('the story changed')
  const file = carerFile(mother, [held, pregnant, earlier, birth, related])
  expect(file.custody).toMatchObject({ facility: prison, place: 'facility' })
  expect(file.openPregnancies.map(({ id }) => id)).toEqual([testId(1062)])
  expect(file.children).toEqual([{ child, relation: 'mother' }])
  const freed = entry(65, register.custodyEnded, mother, '2013-10-01', { how: 'bail' })
  expect(carerFile(mother, [held, freed]).custody).toBeNull()
})

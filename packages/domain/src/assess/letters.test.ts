// Letters: what came back, what takes whose place, and when an office has broken its duty. The first letter goes on Friday 12 December.
import { describe, expect, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { deadlineState } from '../chronicle/deadline.ts'
import type { Recorded } from '../chronicle/entry.ts'
import { entry, people } from '../example-entries.fixture.ts'
import { settled } from '../settled.ts'
import { addDays, plainDate } from '../time/plain-date.ts'
import { addWorkingDays } from '../time/working-days.ts'
import * as kinds from './letter-kinds.ts'
import { letterDeadlines, noticesOwed, waitingLetters } from './letter-signals.ts'
import { letterStateOn, lettersOf } from './letters.ts'
import type { PrisonStay } from './signals.ts'

const { measures, law } = cambodia()
const { child } = people
const sentOn = plainDate('2014-12-12')
const answerDue = addWorkingDays(sentOn, law.noticeAnswerWorkingDays.days)
const owed = { to: 'Director', addressee: 'prison-director', purpose: 'measures-owed', measures: [2, 3], answerDue }
const notice = { ...owed, purpose: 'past-limit', measures: [], aboutDay: '2014-12-10' }

const sent = (number: number, day: string, body: Record<string, unknown>) =>
  entry(number, kinds.letterSent, child, day, body)
const letter = sent(50, '2014-12-12', owed)
const received = entry(51, kinds.letterAcknowledged, child, '2014-12-16', {
  letter: letter.id,
  byOffice: 'Prison',
  how: 'stamp',
})
const answer = entry(52, kinds.letterAnswered, child, '2015-01-05', {
  letter: letter.id,
  byOffice: 'Prison',
  says: 'done',
})

const stay: PrisonStay = {
  since: { earliest: plainDate('2013-01-05'), latest: plainDate('2013-01-05') },
  hereSince: { earliest: plainDate('2013-01-05'), latest: plainDate('2013-01-05') },
  isTransferred: false,
  isBornInside: false,
}
const limit = { earliest: plainDate('2014-12-01'), latest: plainDate('2014-12-10') }
const about = { stay, limit, missing: new Set([2]), measures }
const due = (entries: readonly Recorded[], more: Partial<Parameters<typeof letterDeadlines>[0]> = {}) =>
  letterDeadlines({ ...about, letters: lettersOf(settled(entries)), ...more })

const stateOn = (entries: readonly Recorded[], day: string, missing = [2, 3, 7]) => {
  const letters = lettersOf(settled(entries))
  const waiting = waitingLetters(letterDeadlines({ ...about, letters, missing: new Set(missing) }))
  return letters.map((each) => letterStateOn(each, plainDate(day), waiting))
}

describe('a letter', () => {
  test('is sent, acknowledged, overdue after fifteen working days, answered', () => {
    expect(answerDue).toBe('2015-01-02')
    expect(stateOn([letter], '2014-12-12')).toEqual(['sent'])
    expect(stateOn([letter, received], '2015-01-02')).toEqual(['acknowledged'])
    expect(stateOn([letter, received], '2015-01-03')).toEqual(['overdue'])
    expect(stateOn([letter, received, answer], '2015-03-01')).toEqual(['answered'])
    expect(stateOn([letter, answer], '2015-03-01')).toEqual(['answered'])
  })

  test('waits for nothing once all that it asked for is in place', () => {
    expect(stateOn([letter], '2015-03-01', [7])).toEqual(['not-needed'])
    expect(stateOn([letter, answer], '2015-03-01', [7])).toEqual(['answered'])
  })

  test('gives way to a later one about the same matter to the same office, and to no other', () => {
    const again = sent(53, '2015-01-10', { ...owed, measures: [2], answerDue: '2015-01-30' })
    const other = sent(54, '2015-01-10', { ...owed, measures: [7], answerDue: '2015-01-30' })
    const elsewhere = sent(55, '2015-01-10', { ...owed, to: 'Department', addressee: 'prisons-department' })
    expect(stateOn([letter, again], '2015-01-12')).toEqual(['superseded', 'sent'])
    expect(stateOn([letter, other], '2015-01-12')).toEqual(['overdue', 'sent'])
    expect(stateOn([letter, elsewhere], '2014-12-13')).toEqual(['sent', 'sent'])
  })

  test('of version 1 reads as one about measures', () => {
    const former = { ...sent(56, '2014-12-12', { to: 'Director', measures: [2], answerDue }), v: 1 }
    expect(lettersOf(settled([former]))).toMatchObject([
      { purpose: 'measures-owed', addressee: null, class: 'identity' },
    ])
  })

  test('a corrected letter keeps its answer', () => {
    const corrected = { ...sent(57, '2014-12-12', { ...owed, to: 'The director' }), replaces: letter.id }
    const toNew = entry(58, kinds.letterAnswered, child, '2015-01-05', {
      letter: corrected.id,
      byOffice: 'P',
      says: 'refused',
    })
    expect(stateOn([letter, corrected, toNew], '2015-03-01')).toEqual(['answered'])
  })
})

describe('the body', () => {
  const parse = (body: Record<string, unknown>) =>
    kinds.letterSent.body.safeParse({ salt: 'AAAAAAAAAAAAAAAAAAAAAA', to: 'Director', answerDue, ...body })

  test.each([
    ['one of version 1', { measures: [10] }, true],
    ['version 1 without a measure', { measures: [] }, false],
    ['measures owed without a measure', { measures: [], purpose: 'measures-owed' }, false],
    ['a notice without a measure', { measures: [], purpose: 'past-limit' }, true],
    ['a purpose of care in the class that a prison reads', { measures: [], purpose: 'no-approval-answer' }, false],
  ])('%s', (_, body, isFit) => {
    expect(parse(body).success).toBe(isFit)
  })

  test('no letter and no answer has a member for free text', () => {
    const shapes = [kinds.letterSent, kinds.letterAcknowledged, kinds.letterAnswered].map(({ body }) => body.shape)
    for (const shape of shapes) {
      expect(Object.keys(shape)).not.toContain('words')
      expect(Object.keys(shape)).not.toContain('reasons')
    }
  })
})

describe('what is due', () => {
  test('a certainly passed limit owes a notice to the director and to the ministry, until both went out', () => {
    const toMinistry = sent(60, '2014-12-11', { ...notice, to: 'Ministry', addressee: 'ministry' })
    const toDirector = sent(61, '2014-12-11', notice)
    expect(noticesOwed({ letters: [], stay, limit })).toEqual(['prison-director', 'ministry'])
    expect(due([])[0]).toMatchObject({
      code: 'assess.notice-missing',
      opens: '2014-12-10',
      due: '2014-12-10',
      duty: 'social-affairs',
      classes: ['identity'],
      params: { owedTo: 'prison-director ministry' },
    })
    expect(due([toMinistry])[0]).toMatchObject({ params: { owedTo: 'prison-director' } })
    expect(due([toMinistry, toDirector]).map(({ code }) => code)).toEqual([
      'assess.letter-unanswered',
      'assess.letter-unanswered',
    ])
  })

  test('a notice of a former stay does not count for this one', () => {
    const former = sent(62, '2012-05-01', notice)
    expect(due([former])[0]).toMatchObject({ params: { owedTo: 'prison-director ministry' } })
  })

  test('none where the child does not live in prison, or no limit is known, or it is never reached', () => {
    const never = { earliest: plainDate('2014-12-01'), latest: plainDate('9999-12-31') }
    expect(due([], { stay: null })).toEqual([])
    expect(due([], { limit: null })).toEqual([])
    expect(due([], { limit: never })).toEqual([])
  })

  test('an answer, by its day; then it is a breach of the office that was written to', () => {
    const [open] = due([letter], { limit: null })
    expect(open).toMatchObject({ code: 'assess.letter-unanswered', key: letter.id, due: answerDue, duty: 'prison' })
    if (open === undefined) throw new Error('nothing due')
    const on = (day: string) => deadlineState(open, plainDate(day), addDays(plainDate(day), 7))
    expect([on('2014-12-11'), on('2014-12-12'), on('2015-01-02'), on('2015-01-03')]).toEqual([
      'not-yet',
      'open',
      'due-soon',
      'breach',
    ])
    expect(due([letter, answer], { limit: null })).toEqual([])
  })

  test('no answer once all is in place, or once the child lives elsewhere', () => {
    expect(due([letter], { limit: null, missing: new Set() })).toEqual([])
    expect(due([letter], { stay: null })).toEqual([])
  })

  test('a letter about care outside is due in care class, whether the child is inside or not', () => {
    const aboutCare = entry(63, kinds.careLetterSent, child, '2014-12-12', {
      to: 'Provincial office',
      addressee: 'provincial-social-affairs',
      purpose: 'no-approval-answer',
      measures: [],
      answerDue,
    })
    expect(due([aboutCare], { stay: null })).toMatchObject([{ classes: ['care'], duty: 'social-affairs' }])
  })

  test.each([
    ['court', 'justice'],
    ['health-department', 'health'],
    ['prisons-department', 'prison'],
    ['other', 'prison'],
    [undefined, 'prison'],
  ])('the duty of %s is %s', (addressee, duty) => {
    expect(due([sent(64, '2014-12-12', { ...owed, addressee })], { limit: null })).toMatchObject([{ duty }])
  })
})

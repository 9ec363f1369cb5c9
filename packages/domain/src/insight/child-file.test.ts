// A child's file: where the child is, what is owed, and the line that every role sees alike. Days are the story's.
import { describe, expect, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import * as assess from '../assess/kinds.ts'
import { letterSent } from '../assess/letter-kinds.ts'
import type { Deadline } from '../chronicle/deadline.ts'
import type { Recorded } from '../chronicle/entry.ts'
import { assessmentId, entry, leaveBody, measuresInPlace, people, story } from '../example-entries.fixture.ts'
import * as register from '../register/kinds.ts'
import { growthMeasured } from '../wellbeing/growth-kinds.ts'
import { instrumentAnswered } from '../wellbeing/instrument-kinds.ts'
import { injurySeen } from '../wellbeing/safety-kinds.ts'
import { childFile, statusLine, type ChildFile } from './child-file.ts'

const pack = cambodia()
type Entries = Record<string, Recorded>

function fileOf(entries: Entries): ChildFile {
  return childFile(people.child, Object.values(entries), pack)
}

function deadlines(entries: Entries): Record<string, Deadline> {
  return Object.fromEntries(fileOf(entries).deadlines.map((deadline) => [deadline.code, deadline]))
}

/** Registered, with a known birth, living in the prison; nothing else. */
function bare(born = '2011-02-10', since = '2013-06-01', how = 'present-at-arrest'): Entries {
  const { child, prison } = people
  const { registered } = story()
  if (registered === undefined) throw new Error('the story changed')
  return {
    registered,
    born: entry(2, register.birthStated, child, since, { born }),
    resides: entry(4, register.residenceBegan, child, since, { facility: prison }),
    arrived: entry(5, register.arrivalExplained, child, since, { how }),
  }
}

describe('inside', () => {
  test('the line that every role sees', () => {
    expect(statusLine(fileOf(story()))).toEqual({
      child: people.child,
      inFacility: people.prison,
      firstDayPast: { earliest: '2014-02-10', latest: '2014-02-10' },
      approachFrom: '2013-08-10',
      decisionType: 'full',
      decisionUntil: '2013-12-20',
      // The release-ready pack, kept from entry.
      nextDue: '2011-02-24',
    })
  })

  test('a child of whom nothing but the name is known', () => {
    const { registered } = story()
    if (registered === undefined) throw new Error('the story changed')
    const file = fileOf({ registered })
    expect(file.whereabouts).toEqual({ is: 'not-known' })
    expect(file.deadlines).toEqual([])
    expect(statusLine(file).nextDue).toBeNull()
  })

  test('nothing in it moves for what prison staff may not read: an illness, answers of a questionnaire, an injury', () => {
    const day = '2013-06-20'
    const own = bare()
    // Difficulties high, strengths low (items that are counted the other way round left at 0).
    const bad = new Set([2, 3, 5, 6, 8, 10, 12, 13, 15, 16, 18, 19, 22, 23, 24])
    const found = {
      arm: entry(801, growthMeasured, people.child, day, { muacCm: 11.2 }),
      injury: entry(802, injurySeen, people.child, day, { injury: 'fracture', walks: 'not-yet' }),
      answers: entry(803, instrumentAnswered, people.child, day, {
        instrument: 'sdq',
        form: '2-4',
        informant: 'parent',
        answeredBy: 'mother',
        answers: Array.from({ length: 25 }, (_, item) => (bad.has(item + 1) ? 2 : 0)),
        isEnteredTwice: true,
      }),
    }
    const sealed = fileOf({ ...own, ...found }).deadlines.flatMap(({ classes }) => classes)
    expect(sealed).toEqual(expect.arrayContaining(['health', 'psychology', 'safeguarding']))
    expect(statusLine(fileOf({ ...own, ...found }))).toEqual(statusLine(fileOf(own)))
    // Nor for what is only owed of it, as the first measurement of a child inside.
    const readByAll = fileOf(own).deadlines.filter(({ classes }) => !classes.includes('health'))
    expect(statusLine(fileOf(own)).nextDue).toBe(readByAll.map(({ due }) => due).toSorted()[0])
  })

  test('the limit: planning begins a year before where nobody outside is known, half a year where someone is', () => {
    const nobodyKnown = deadlines(bare())
    const usual = {
      opens: '2013-08-10',
      due: '2014-02-09',
      breachFrom: '2014-02-10',
      duty: 'both',
      classes: ['identity'],
    }
    expect(nobodyKnown['law.limit']).toMatchObject(usual)
    const early = { opens: '2013-02-10', due: '2013-08-09', breachFrom: null, classes: ['identity', 'care'] }
    expect(nobodyKnown['law.limit-early']).toMatchObject(early)
    const kin = entry(
      7,
      register.kinRegistered,
      people.aunt,
      '2013-08-20',
      { names: { latin: 'Sok' }, relation: 'aunt' },
      { also: [people.child] },
    )
    const known = deadlines({ ...bare(), kin })
    expect(known['law.limit']).toEqual(nobodyKnown['law.limit'])
    expect(known['law.limit-early']).toBeUndefined()
  })

  test('an uncertain birth: plan from the earliest, a breach only from the latest, and find out', () => {
    const found = deadlines(bare('2011-02'))
    expect(found['law.limit']).toMatchObject({ due: '2014-01-31', breachFrom: '2014-02-28' })
    expect(found['law.birth-date-unsure']).toMatchObject({ due: '2014-01-31', breachFrom: null })
    expect(deadlines(bare())['law.birth-date-unsure']).toBeUndefined()
  })

  test('no birth date at all asks for one', () => {
    const { born: _born, ...entries } = bare()
    expect(deadlines(entries)['law.birth-date-missing']).toMatchObject({ due: '2013-06-08' })
    expect(statusLine(fileOf(entries)).firstDayPast).toBeNull()
  })

  test('who came in past the limit is past from the first day', () => {
    expect(deadlines(bare('2009-01-01'))['law.limit']).toMatchObject({ breachFrom: '2013-06-01' })
  })

  test('the entry check within a day, the full assessment in a fortnight, a decision with it, an agency in a week', () => {
    const found = deadlines(bare())
    expect(found['assess.entry-check']).toMatchObject({
      due: '2013-06-02',
      breachFrom: '2013-06-03',
      duty: 'social-affairs',
    })
    expect(found['assess.full-assessment']).toMatchObject({ due: '2013-06-15' })
    expect(found['assess.decision-missing']).toMatchObject({ due: '2013-06-15' })
    expect(found['access.agency-missing']).toMatchObject({ due: '2013-06-08' })
    expect(found['assess.birth-assessment']).toBeUndefined()
  })

  test('a check before the door counts', () => {
    const answers = {
      assessment: assessmentId,
      type: 'entry',
      questionnaire: 'entry',
      questionnaireVersion: '1',
      section: 'place',
      answers: [],
    }
    const check = entry(20, assess.conditionsAnswered, people.child, '2013-05-30', answers)
    const found = deadlines({ ...bare(), check })
    expect(found['assess.entry-check']).toBeUndefined()
    expect(found['assess.full-assessment']).toBeDefined()
    const old = entry(20, assess.conditionsAnswered, people.child, '2013-05-01', answers)
    expect(deadlines({ ...bare(), old })['assess.entry-check']).toBeDefined()
  })

  test('a birth inside is assessed within seven days, and there is no door to check before', () => {
    const found = deadlines(bare('2013-06-01', '2013-06-01', 'born-in-custody'))
    expect(found['assess.birth-assessment']).toMatchObject({ due: '2013-06-08' })
    expect(found['assess.entry-check']).toBeUndefined()
    expect(found['assess.full-assessment']).toBeUndefined()
    const { arrived: _arrived, ...unexplained } = bare('2013-06-01', '2013-06-01')
    expect(deadlines(unexplained)['assess.birth-assessment']).toBeDefined()
  })

  test('a transfer keeps the stay and asks for a look within seven days', () => {
    const transferred = entry(8, register.residenceBegan, people.child, '2013-09-10', { facility: people.otherPrison })
    const file = fileOf({ ...story(), transferred })
    expect(file.whereabouts).toMatchObject({ is: 'in-facility', facility: people.otherPrison })
    expect(file.stay).toMatchObject({
      since: { earliest: '2011-02-10' },
      hereSince: { earliest: '2013-09-10' },
      isTransferred: true,
    })
    expect(deadlines({ ...story(), transferred })['assess.recheck-after-transfer']).toMatchObject({ due: '2013-09-17' })
    const before = entry(8, register.residenceBegan, people.child, '2013-09-01', { facility: people.otherPrison })
    expect(deadlines({ ...story(), before })['assess.recheck-after-transfer']).toBeUndefined()
  })

  test('a child who came back begins a new stay', () => {
    const back = entry(72, register.residenceBegan, people.child, '2013-11-01', { facility: people.prison })
    const file = fileOf({
      ...story(),
      left: entry(71, register.residenceEnded, people.child, '2013-10-15', { route: 'hospital' }),
      back,
    })
    expect(file.stay).toMatchObject({ since: { earliest: '2013-11-01' }, isTransferred: false })
  })

  test('the view of a child put off for want of time is heard within a fortnight', () => {
    const later = entry(53, assess.viewHeard, people.child, '2013-10-06', {
      whose: 'child',
      about: 'stay',
      stance: 'could-not-be-asked',
      whyNot: 'no-time',
    })
    expect(deadlines({ ...story(), later })['assess.child-view-postponed']).toMatchObject({ due: '2013-10-20' })
  })
})

describe('decisions', () => {
  const decision = (number: number, more: Record<string, unknown>) =>
    entry(number, assess.decisionMade, people.child, '2013-06-10', {
      ...leaveBody,
      outcome: 'stay',
      from: '2013-06-10',
      until: '2013-09-10',
      measures: measuresInPlace,
      ...more,
    })

  test('one in force runs out; an interim one is pressed from its first day', () => {
    const full = deadlines({ ...bare(), decided: decision(46, {}) })
    expect(full['assess.decision-missing']).toBeUndefined()
    expect(full['assess.decision-running-out']).toMatchObject({
      opens: '2013-08-27',
      due: '2013-09-10',
      breachFrom: '2013-09-11',
    })
    const interim = deadlines({ ...bare(), decided: decision(46, { type: 'interim', until: '2013-06-24' }) })
    expect(interim['assess.decision-running-out']).toMatchObject({
      opens: '2013-06-10',
      params: { type: 'interim', until: '2013-06-24' },
    })
  })

  test('one of a former stay does not serve', () => {
    const old = decision(46, { from: '2012-01-01', until: '2012-02-01' })
    expect(deadlines({ ...bare(), old })['assess.decision-missing']).toBeDefined()
  })

  test('those who owe measures are told the same day', () => {
    expect(deadlines({ ...bare(), decided: decision(46, {}) })['assess.decision-undeclared']).toMatchObject({
      due: '2013-06-10',
    })
    expect(deadlines(story())['assess.decision-undeclared']).toBeUndefined()
  })

  test('past the limit there is an overstay decision, or one to leave; the breach stays visible either way', () => {
    const stay = deadlines({ ...bare(), decided: decision(46, {}) })
    expect(stay['assess.overstay-decision-missing']).toMatchObject({
      opens: '2014-01-27',
      due: '2014-02-09',
      breachFrom: '2014-02-10',
    })
    const overstay = decision(47, { type: 'overstay', from: '2014-02-10', until: '2014-03-10' })
    const decided = deadlines({ ...bare(), overstay })
    expect(decided['assess.overstay-decision-missing']).toBeUndefined()
    expect(decided['law.limit']?.breachFrom).toBe('2014-02-10')
    expect(deadlines(story())['assess.overstay-decision-missing']).toBeUndefined()
  })

  test('a pending decision is none', () => {
    const { seq: _seq, received: _received, ...waiting } = decision(46, {})
    expect(deadlines({ ...bare(), waiting })['assess.decision-missing']).toBeDefined()
  })
})

describe('measures', () => {
  const owed = { measure: 10, class: 'B', state: 'owed', dutyHolder: 'Prison director', due: '2013-07-10' }
  const decided = entry(46, assess.decisionMade, people.child, '2013-06-10', {
    ...leaveBody,
    outcome: 'stay',
    from: '2013-06-10',
    until: '2013-09-10',
    measures: [...measuresInPlace.slice(0, 1), owed],
  })
  const confirmed = (number: number, day: string, measure: number, isInPlace: boolean) =>
    entry(number, assess.measureConfirmed, people.child, day, { measure, isInPlace, proof: 'seen-by-monitor' })

  test('an owed one is due on its day, and a letter goes the same day', () => {
    const found = deadlines({ ...bare(), decided })
    expect(found['assess.measure-owed']).toMatchObject({
      due: '2013-07-10',
      breachFrom: '2013-07-11',
      duty: 'prison',
      harm: 3,
      params: { measure: 10 },
    })
    expect(found['assess.letter-missing']).toMatchObject({ due: '2013-06-10', duty: 'social-affairs' })
  })

  test('a letter is answered, or that is a breach of whom it went to', () => {
    const letter = entry(50, letterSent, people.child, '2013-06-10', {
      to: 'Director',
      measures: [10],
      answerDue: '2013-07-01',
    })
    const found = deadlines({ ...bare(), decided, letter })
    expect(found['assess.letter-missing']).toBeUndefined()
    expect(found['assess.letter-unanswered']).toMatchObject({
      due: '2013-07-01',
      breachFrom: '2013-07-02',
      duty: 'prison',
    })
  })

  test('once seen in place it is owed no more, and looked at again', () => {
    const found = deadlines({ ...bare(), decided, seen: confirmed(51, '2013-06-20', 10, true) })
    expect(found['assess.measure-owed']).toBeUndefined()
    const again = fileOf({ ...bare(), decided, seen: confirmed(51, '2013-06-20', 10, true) }).deadlines.filter(
      ({ code }) => code === 'assess.measure-unconfirmed',
    )
    expect(again.map(({ due, params }) => [params['measure'], due])).toEqual([
      [1, '2013-06-17'],
      [10, '2013-06-27'],
    ])
  })

  test('found missing, it is owed again from that day: at once for class A', () => {
    const found = deadlines({ ...bare(), decided, gone: confirmed(51, '2013-06-20', 1, false) })
    const measures = fileOf({ ...bare(), decided, gone: confirmed(51, '2013-06-20', 1, false) }).deadlines.filter(
      ({ code }) => code === 'assess.measure-owed',
    )
    expect(measures.map(({ params, due, harm }) => [params['measure'], due, harm])).toEqual([
      [1, '2013-06-20', 1],
      [10, '2013-07-10', 3],
    ])
    expect(found['assess.letter-missing']).toBeDefined()
  })
})

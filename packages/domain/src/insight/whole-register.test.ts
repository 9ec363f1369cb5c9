// The register, whole: children left outside, brothers and sisters, searches, papers, the other parent, deaths. Days are the story's.
import { describe, expect, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { careAnswered } from '../assess/kinds.ts'
import { followUpDone, optionExplored } from '../care/kinds.ts'
import type { Deadline } from '../chronicle/deadline.ts'
import type { Recorded } from '../chronicle/entry.ts'
import type { Kind } from '../chronicle/kind.ts'
import { assessmentId, entry, people, story, testId } from '../example-entries.fixture.ts'
import * as family from '../register/family-kinds.ts'
import * as register from '../register/kinds.ts'
import * as life from '../register/life-kinds.ts'
import * as outside from '../register/outside-kinds.ts'
import * as standing from '../register/standing-kinds.ts'
import { plainDate } from '../time/plain-date.ts'
import { carerFile, isUnderAge } from './carer-file.ts'
import { childFile, type ChildFile } from './child-file.ts'

const pack = cambodia()
const { child, mother, prison } = people
const other = testId(71)

function said(number: number, kind: Kind, on: string, body: Record<string, unknown>, also: Recorded['also'] = []) {
  return entry(number, kind, child, on, body, { also })
}

/** A child who is registered and never entered a prison. */
const registered = said(1, register.childRegistered, '2013-06-01', {
  names: { latin: 'Sok Dara' },
  sex: 'male',
  code: '13-ABCDEF',
})

function fileOf(...entries: Recorded[]): ChildFile {
  return childFile(child, entries, pack)
}

function due(file: ChildFile, code: string): Deadline | undefined {
  return file.deadlines.find((deadline) => deadline.code === code)
}

const living = (number: number, on: string, more: Record<string, unknown> = {}) =>
  said(number, outside.livingOutsideStated, on, {
    livingWith: 'grandparent',
    attended: 'yes',
    whereaboutsKnown: 'yes',
    ...more,
  })
const visit = (number: number, on: string) =>
  said(number, followUpDone, on, {
    way: 'visit',
    isChildSeen: true,
    isChildAlone: false,
    isSleepingPlaceSeen: true,
    concern: 'none',
  })

describe('a child left outside', () => {
  test('has a place, a clock and an agency that is missing, without ever entering a prison', () => {
    const file = fileOf(registered, living(2, '2013-06-02'))
    expect(file.whereabouts).toMatchObject({ is: 'outside', since: { earliest: '2013-06-02' } })
    expect(file.stay).toBeNull()
    expect(due(file, 'care.outside-check')).toMatchObject({ due: '2013-06-16', breachFrom: '2013-06-17' })
    expect(due(file, 'access.agency-missing')).toBeDefined()
    expect(due(file, 'law.limit')).toBeUndefined()
  })

  test.each([
    ['nobody looks after it', { attended: 'no' }],
    ['nobody knows whether somebody does', { attended: 'unknown' }],
    ['nobody knows where it is', { whereaboutsKnown: 'no' }],
  ])('is acted on the same day when %s', (_, more) => {
    const file = fileOf(registered, living(2, '2013-06-02', more))
    expect(due(file, 'care.outside-unattended')).toMatchObject({ due: '2013-06-02', breachFrom: '2013-06-03', harm: 1 })
    expect(due(file, 'care.outside-check')).toBeUndefined()
    const found = fileOf(registered, living(2, '2013-06-02', more), living(3, '2013-06-02'))
    expect(due(found, 'care.outside-unattended')).toBeUndefined()
  })

  test('is visited again every three months, until the parent is released', () => {
    const seen = [registered, living(2, '2013-06-02'), visit(3, '2013-06-10')]
    expect(due(fileOf(...seen), 'care.outside-follow-up')).toMatchObject({ due: '2013-09-10', opens: '2013-08-27' })
    const free = fileOf(...seen, living(4, '2013-07-01', { livingWith: 'released-parent' }))
    expect(free.deadlines.filter(({ code }) => code.startsWith('care.outside'))).toEqual([])
  })

  test('a child who lives in prison has no such clock; its stay with a host family is checked before it begins', () => {
    const stay = said(3, outside.hostStayStated, '2013-07-01', { household: 'A friend', isSafetyChecked: false })
    const inside = said(4, register.residenceBegan, '2013-06-01', { facility: prison })
    const file = fileOf(registered, living(2, '2013-06-02', { attended: 'no' }), inside, stay)
    expect(due(file, 'care.outside-unattended')).toBeUndefined()
    expect(due(file, 'care.host-stay-unchecked')).toMatchObject({ due: '2013-07-01' })
    expect(file.whereabouts.is).toBe('in-facility')
  })
})

describe('brothers, sisters and the lost', () => {
  const apart = { sibling: other, bond: 'half', isTwin: false, livesTogether: 'no', siblingPlace: 'with-kin' }

  test('living apart needs a reason', () => {
    const file = fileOf(registered, said(2, family.siblingStated, '2013-06-02', apart, [other]))
    expect(due(file, 'register.siblings-apart')).toMatchObject({ due: '2013-06-16' })
    const why = { ...apart, apartReason: 'The grandmother can take one' }
    const told = fileOf(registered, said(2, family.siblingStated, '2013-06-02', why, [other]))
    expect(due(told, 'register.siblings-apart')).toBeUndefined()
    expect(told.family.siblings).toMatchObject([{ child: other, bond: 'half', siblingPlace: 'with-kin' }])
  })

  test('what the other’s record says counts for both, and the last word stands', () => {
    const theirs = {
      ...entry(3, family.siblingStated, other, '2013-06-03', { ...apart, sibling: child, isTwin: true }),
    }
    const file = fileOf(registered, said(2, family.siblingStated, '2013-06-02', apart, [other]), {
      ...theirs,
      also: [child],
    })
    expect(file.family.siblings).toMatchObject([{ child: other, isTwin: true }])
    expect(file.family.siblings[0]?.siblingPlace).toBeUndefined()
  })

  test('one of several plans earlier, and a foreign child too', () => {
    const inside = said(4, register.residenceBegan, '2013-06-01', { facility: prison })
    const born = said(5, register.birthStated, '2013-06-01', { born: '2013-05-20' })
    const kin = entry(6, register.kinRegistered, people.aunt, '2013-06-01', { names: { latin: 'A' }, relation: 'aunt' })
    const base = [registered, inside, born, { ...kin, also: [child] }]
    expect(due(fileOf(...base), 'law.limit-early')).toBeUndefined()
    const together = said(7, family.siblingStated, '2013-06-02', { ...apart, livesTogether: 'yes' })
    expect(due(fileOf(...base, together), 'law.limit-early')).toBeDefined()
    const foreign = said(8, standing.papersStated, '2013-06-02', { ...papers, nationality: 'stateless' })
    expect(due(fileOf(...base, foreign), 'law.limit-early')).toBeDefined()
  })

  test('a search goes on until someone is found', () => {
    const lost = said(2, family.contactLostStated, '2013-06-02', { lostRelation: 'sibling', whom: 'Big brother' })
    const tried = (number: number, on: string, tracingResult: string, nextOn?: string) =>
      said(number, family.tracingTried, on, {
        lost: testId(1002),
        tried: 'Asked the village chief',
        tracingResult,
        ...(nextOn === undefined ? {} : { nextOn }),
      })
    expect(due(fileOf(registered, lost), 'register.tracing')).toMatchObject({ due: '2013-06-16', key: testId(1002) })
    for (const result of ['false-lead', 'not-found', 'keep-looking']) {
      expect(due(fileOf(registered, lost, tried(3, '2013-06-10', result)), 'register.tracing')).toMatchObject({
        due: '2013-07-10',
      })
    }
    const again = fileOf(registered, lost, tried(3, '2013-06-10', 'keep-looking', '2013-06-20'))
    expect(due(again, 'register.tracing')).toMatchObject({ due: '2013-06-20' })
    const found = fileOf(registered, lost, tried(3, '2013-06-10', 'false-lead'), tried(4, '2013-06-20', 'found'))
    expect(due(found, 'register.tracing')).toBeUndefined()
    expect(found.family.lostContacts).toMatchObject([{ isFound: true, tries: [{}, {}] }])
  })

  test('records that were compared are named to each other', () => {
    const alike = said(2, family.lookedAlike, '2013-06-02', { other, areTwins: 'yes' }, [other])
    expect(fileOf(registered, alike).family.comparedWith).toEqual([other])
    expect(childFile(other, [alike], pack).family.comparedWith).toEqual([child])
  })
})

const papers = {
  nationality: 'national',
  birthRegistration: 'not-registered',
  isPaperSeen: false,
  needsInterpreter: 'no',
}

describe('papers', () => {
  test('a birth is registered by its thirtieth day', () => {
    const born = said(2, register.birthStated, '2013-06-01', { born: '2013-06-01' })
    expect(due(fileOf(registered, born), 'register.birth-unregistered')).toBeUndefined()
    const not = fileOf(registered, born, said(3, standing.papersStated, '2013-06-05', papers))
    expect(due(not, 'register.birth-unregistered')).toMatchObject({ due: '2013-07-01', classes: ['identity'] })
    const inside = said(4, register.residenceBegan, '2013-06-01', { facility: prison })
    expect(due(fileOf(registered, born, inside), 'register.birth-unregistered')).toBeDefined()
    const done = said(5, standing.papersStated, '2013-06-20', { ...papers, birthRegistration: 'registered' })
    expect(due(fileOf(registered, born, inside, done), 'register.birth-unregistered')).toBeUndefined()
  })

  test('the consul is told only after the mother was asked', () => {
    const foreign = said(2, standing.papersStated, '2013-06-05', { ...papers, nationality: 'foreign' })
    expect(due(fileOf(registered, foreign), 'register.consul-mother-unasked')).toMatchObject({ due: '2013-06-19' })
    const asked = (motherOnConsul: string, isConsulInformed: boolean) =>
      fileOf(registered, foreign, said(3, standing.consulAsked, '2013-06-10', { motherOnConsul, isConsulInformed }))
    expect(due(asked('refuses', false), 'register.consul-mother-unasked')).toBeUndefined()
    expect(due(asked('agrees', true), 'register.consul-told-without-leave')).toBeUndefined()
    for (const answer of ['refuses', 'fears-her-state', 'could-not-be-asked', 'not-asked']) {
      expect(due(asked(answer, true), 'register.consul-told-without-leave')).toMatchObject({ breachFrom: '2013-06-10' })
    }
  })
})

describe('the other parent', () => {
  const father = entry(2, register.kinRegistered, people.aunt, '2013-06-02', {
    names: { latin: 'Father' },
    relation: 'father',
  })
  const known = [registered, { ...father, also: [child] }]
  const answered = (value: Record<string, unknown>) =>
    said(3, careAnswered, '2013-06-03', {
      assessment: assessmentId,
      type: 'entry',
      questionnaire: 'entry',
      questionnaireVersion: '2026-11-22',
      section: 'someone-outside',
      answers: [{ item: 'E5', ...value }],
    })
  const code = 'care.other-parent-unheard'

  test('who is known outside is asked', () => {
    expect(due(fileOf(...known), code)).toMatchObject({ due: '2013-06-16', breachFrom: '2013-06-17' })
    const asked = said(4, optionExplored, '2013-06-05', { tier: 1, who: 'Father', answer: 'undecided' })
    expect(due(fileOf(...known, asked), code)).toBeUndefined()
    expect(due(fileOf(registered), code)).toBeUndefined()
  })

  test('is not asked, and nothing is broken, where the mother fears someone or does not say', () => {
    expect(due(fileOf(...known, answered({ value: 'no' })), code)).toBeDefined()
    expect(due(fileOf(...known, answered({ missing: 'not-asked' })), code)).toBeDefined()
    for (const value of [{ value: 'yes' }, { value: 'not-sure' }, { missing: 'prefers-not-to-say' }]) {
      expect(due(fileOf(...known, answered(value)), code)).toBeUndefined()
    }
  })
})

describe('a death', () => {
  test('ends the stay and what was due; the death asks for its own', () => {
    const file = fileOf(...Object.values(story()), said(90, life.died, '2013-10-01', {}))
    expect(file.whereabouts).toEqual({ is: 'died', since: { earliest: '2013-10-01', latest: '2013-10-01' } })
    expect(file.register.residences.at(-1)).toMatchObject({ to: '2013-10-01', route: 'died' })
    expect(file.stay).toBeNull()
    expect(file.deadlines.filter(({ code }) => !code.startsWith('care.death'))).toEqual([])
  })

  test('that a later stay contradicts hides nothing of a living child', () => {
    const back = said(91, register.residenceBegan, '2013-11-01', { facility: prison })
    const file = fileOf(registered, said(90, life.died, '2013-10-01', {}), back)
    expect(file.register.died).toBeNull()
    expect(due(file, 'assess.decision-missing')).toBeDefined()
  })
})

describe('a carer who may be a child', () => {
  const girl = (born: string) =>
    entry(1, register.carerRegistered, mother, '2013-06-01', { names: { latin: 'M' }, sex: 'female', born })
  const on = plainDate('2013-06-01')
  test.each([
    ['1996', 'yes'],
    ['1995', 'possibly'],
    ['1994', 'no'],
  ])('born %s: %s', (born, expected) => {
    expect(isUnderAge(carerFile(mother, [girl(born)]), on)).toBe(expected)
  })

  test('has her own record, and what she needs', () => {
    const own = entry(2, standing.carerIsChildStated, mother, '2013-06-02', { ownRecord: other }, { also: [other] })
    const described = entry(3, standing.carerDescribed, mother, '2013-06-02', {
      nationality: 'foreign',
      hasPapers: 'no',
      needsInterpreter: 'yes',
      hasLawyer: 'no',
      isFirstOffence: 'yes',
      disability: 'hearing',
    })
    const file = carerFile(mother, [girl('1996'), own, described])
    expect(file.standing.ownRecord?.body.ownRecord).toBe(other)
    expect(file.standing.described?.body.disability).toBe('hearing')
    expect(isUnderAge(carerFile(mother, []), on)).toBe('no')
  })
})

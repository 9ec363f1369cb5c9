// The forms of wellbeing: what they write fits its kind, stands in the right chronicle, and keeps what was typed as it was typed.
import { kindNamed } from '@komar/domain/kinds'
import { describe, expect, it } from 'vitest'
import { formNamed } from '../../record/all-forms.ts'
import type { FormSubject, RecordContext } from '../../record/context.ts'
import { faultsOf } from '../../record/faults.ts'
import { author, contextOf, recorded, story } from '../../record/story.fixture.ts'
import { childFile } from '@komar/domain/insight/child-file'
import { instantSchema } from '@komar/domain/time/instant'
import type { Values } from '../../record/values.ts'
import { newEntry, type EntryDraft } from '../../store/new-entry.ts'
import { differences, readDigits } from './answers-slot.tsx'
import { latelyOf } from './asked-lately-of.ts'

function valuesOf(subject: FormSubject, name: string, given: Values, context: RecordContext) {
  const form = formNamed(subject, name)
  if (form === undefined) throw new Error(`no form ${name}`)
  return { form, values: { ...form.initial?.(context), occurred: '2014-03-01', basis: 'seen', ...given } }
}

function drafted(
  name: string,
  given: Values,
  context = contextOf('child'),
  subject: FormSubject = 'child',
): EntryDraft[] {
  const { form, values } = valuesOf(subject, name, given, context)
  expect(faultsOf(form, values, context)).toEqual([])
  const drafts = form.build(values, context)
  for (const draft of drafts) {
    const issues = kindNamed(draft.kind)?.body.safeParse(newEntry(draft, author).body).error?.issues
    expect([draft.kind, issues ?? []]).toEqual([draft.kind, []])
  }
  return drafts
}

/** The child of the story with more in its chronicle. */
function childWith(...drafts: readonly EntryDraft[]): RecordContext {
  const context = contextOf('child')
  const added = drafts.map((draft, index) => ({
    ...newEntry(draft, author, new Date('2014-02-01T04:00:00Z')),
    seq: 100 + index,
    received: instantSchema.parse('2014-02-01T04:00:01.000Z'),
  }))
  const own = recorded.filter((entry) => entry.subject === story.child || entry.also.some((id) => id === story.child))
  return { ...context, child: childFile(story.child, [...own, ...added], context.pack) }
}

const answers = '0120120120120120120120120'

describe('a number that cannot be is said in the form, not by a refusal', () => {
  it.each([
    ['birth-facts', 'gestationWeeks', '19', '20'],
    ['birth-facts', 'gestationWeeks', '46', '45'],
    ['birth-facts', 'birthWeightGrams', '10000', '8000'],
    ['birth-facts', 'birthWeightGrams', '3', '200'],
    ['feeding', 'mealsYesterday', '21', '20'],
  ])('%s: %s %s', (name, field, wrong, right) => {
    const context = contextOf('child')
    const faults = (given: string) => {
      const { form, values } = valuesOf('child', name, { feeding: 'only-breast', [field]: given }, context)
      return faultsOf(form, values, context).map(({ path }) => path)
    }
    expect(faults(wrong)).toEqual([field])
    expect(faults(right)).toEqual([])
  })
})

describe('each form fits its kind', () => {
  it.each([
    ['growth', { weightKg: '៧,៥', heightCm: '68.5', posture: 'lying', muacCm: '13', hasOedema: true }],
    ['birth-facts', { gestationWeeks: '34', weeksKnownBy: 'scan', birthWeightGrams: '2100' }],
    ['newborn', { breastfedFirstHour: 'yes', dangerSigns: ['cold'], seenAgainOn: '2014-03-08' }],
    ['vaccine-card', { card: 'seen' }],
    ['illness', { illness: 'fever', dangerSigns: ['fits'], treatedWhere: 'hospital' }],
    ['exposure', { disease: 'tuberculosis', nearness: 'same-room', exposedTo: 'other-adult' }],
    ['health-referral', { referredTo: 'Hospital', referredFor: 'ear', by: '2014-03-10' }],
    ['feeding', { feeding: 'only-breast', mealsYesterday: '3', isHungry: 'no' }],
    ['injury', { injury: 'bruise', walks: 'not-yet' }],
    ['hospital-stopped', { hospitalStop: 'refused', stoppedBy: 'prison', neededFor: 'fever' }],
    ['possible-harm', { seenOrSaid: 'words' }],
    ['school', { isAtSchool: 'yes', grade: '2', attendance: 'rarely', isTeased: 'unknown' }],
    ['diary', { tone: 'good', tags: ['play'], words: 'ran about' }],
    ['loss', { lossOf: 'friend', isChildTold: 'yes' }],
    ['friends', { hasFriend: 'no', friendsInside: 'unknown' }],
    ['session', { sessionType: 'report', sections: { rows: [{ heading: 'a', words: 'b', isShareable: true }] } }],
    ['development', { lostSkill: 'walks', worry: 'words' }],
    ['development-clinic', {}],
    ['instrument', { form: '4-17', informant: 'parent', answeredBy: 'mother', answers, again: answers, impact: '01' }],
  ] as const)('%s', (name, given) => {
    const [draft] = drafted(name, given)
    expect(draft?.subject).toBe(story.child)
  })

  it.each([
    ['antenatal', { gestationWeeks: '30', hivTest: 'negative' }],
    ['pregnancy-result', { pregnancyResult: 'miscarriage' }],
  ] as const)('%s, about the mother alone', (name, given) => {
    const [draft] = drafted(name, given, contextOf('carer'), 'carer')
    expect(draft).toMatchObject({ subject: story.carer, body: { pregnancy: story.pregnancy } })
    expect(draft?.also).toBeUndefined()
  })
})

describe('a measurement', () => {
  it('reads Khmer figures and a decimal comma, and keeps what cannot be right', () => {
    const [draft] = drafted('growth', { weightKg: '៧,៥', heightCm: '0.68', posture: 'lying' })
    expect(draft?.body).toMatchObject({ weightKg: 7.5, heightCm: 0.68 })
  })
  it('asks for one measure at least, and for a number', () => {
    const context = contextOf('child')
    const faults = (given: Values) => {
      const { form, values } = valuesOf('child', 'growth', given, context)
      return faultsOf(form, values, context).map(({ message }) => message)
    }
    expect(faults({})).toEqual(['form.growth.nothing'])
    expect(faults({ weightKg: '-5' })).toContain('form.fault.not-a-measure')
    expect(faults({ weightKg: '7 kilos' })).toContain('form.fault.not-a-measure')
  })
})

describe('what was found before', () => {
  it('asks of doses only those that are not recorded, and gives each a day of its own', () => {
    const given = {
      kind: 'wellbeing.immunisation-stated',
      subject: story.child,
      occurred: '2012-05-02',
      basis: 'document',
    } as const
    const context = childWith({ ...given, body: { vaccine: 'bcg', dose: 1, vaccination: 'given' } })
    const { form, values } = valuesOf('child', 'immunisation', {}, context)
    const rows = values['doses' as keyof typeof values] as unknown as { rows: Values[] }
    expect(rows.rows.some(({ vaccine }) => vaccine === 'bcg')).toBe(false)
    const filled = {
      rows: rows.rows.map((row, index) => (index === 0 ? { ...row, vaccination: 'given', on: '2012-05-03' } : row)),
    }
    expect(form.build({ ...values, doses: filled }, context)).toMatchObject([
      { occurred: '2012-05-03', body: { dose: 1 } },
    ])
  })

  it('offers the open signals of its class alone, and closes the one that was chosen', () => {
    const lost = {
      kind: 'wellbeing.development-observed',
      subject: story.child,
      occurred: '2014-02-01',
      basis: 'seen',
    } as const
    const context = childWith({ ...lost, body: { milestones: [], lostSkill: 'walks' } })
    const [closing] = drafted('care-signal', { closedAs: 'acted', whatWasDone: 'words' }, context)
    expect(closing).toMatchObject({ kind: 'wellbeing.care-signal-closed', body: { signal: 'wellbeing.skill-lost' } })
    const { form, values } = valuesOf('child', 'health-signal', {}, context)
    expect(faultsOf(form, values, context).map(({ path }) => path)).toContain('signal')
  })

  it('says who asked the same informant lately, and then wants a reason', () => {
    const asked = {
      kind: 'wellbeing.instrument-answered',
      subject: story.child,
      occurred: '2014-02-01',
      basis: 'document',
    } as const
    const body = {
      instrument: 'sdq',
      form: '4-17',
      informant: 'parent',
      answeredBy: 'mother',
      answers: Array(25).fill(0),
      isEnteredTwice: true,
    }
    const context = childWith({ ...asked, body })
    const { form, values } = valuesOf(
      'child',
      'instrument',
      { form: '4-17', informant: 'parent', answeredBy: 'mother', answers },
      context,
    )
    expect(latelyOf(values, context)?.body.answeredBy).toBe('mother')
    expect(faultsOf(form, values, context).map(({ path }) => path)).toEqual(['repeatReason'])
    expect(latelyOf({ ...values, answeredBy: 'teacher' }, context)).toBeNull()
  })
})

describe('answers by number', () => {
  it('takes digits of the form, Khmer ones too, and a dash for an item left empty', () => {
    expect(readDigits('០១២ 3x1', 25, 2)).toBe('012-1')
    expect(readDigits('0'.repeat(30), 25, 2)).toHaveLength(25)
  })
  it('names the items that two entries give differently', () => {
    expect(differences('0120', '0110')).toEqual([3])
    expect(differences('0120', '01')).toEqual([])
  })
  it('is refused when it is not whole or the two entries differ', () => {
    const context = contextOf('child')
    const faults = (given: Values) => {
      const head = { form: '4-17', informant: 'parent', answeredBy: 'mother' }
      const { form, values } = valuesOf('child', 'instrument', { ...head, ...given }, context)
      return faultsOf(form, values, context).map(({ message }) => message)
    }
    expect(faults({ answers: '012' })).toEqual(['form.instrument.incomplete'])
    expect(faults({ answers, again: `1${answers.slice(1)}` })).toEqual(['form.instrument.differs'])
    expect(faults({ answers, informant: 'self' })).toEqual(['form.instrument.no-such-form'])
  })
  it('says when it was entered once', () => {
    const [draft] = drafted('instrument', {
      form: '4-17',
      informant: 'parent',
      answeredBy: 'mother',
      answers: `-${answers.slice(1)}`,
    })
    expect(draft?.body).toMatchObject({ isEnteredTwice: false, answers: expect.arrayContaining([null]) as unknown })
  })
})

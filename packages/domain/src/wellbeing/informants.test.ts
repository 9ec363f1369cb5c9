// Golden case G8 (product.md): the SDQ of the report, three informants, in four-band words. The answers are made up to give those bands.
import { describe, expect, it } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { plainDate } from '../time/plain-date.ts'
import { askedLately } from './asked-lately.ts'
import { instrumentAnswered } from './instrument-kinds.ts'
import { bandOf, formShape, latestOfEach, scoreAnswers, sideBySide, type SdqScored } from './instruments.ts'
import { instrumentSignals } from './instrument-signals.ts'
import { sdqBandedScales } from './sdq.ts'
import { sdqFromScores } from './sdq-answers.fixture.ts'
import { found, stateOf } from './wellbeing.fixture.ts'

const pack = cambodia().wellbeing
type Scores = Parameters<typeof sdqFromScores>[0]

function answered(by: string, scores: Scores, day = '2012-09-01', more: Record<string, unknown> = {}) {
  const informant = by === 'teacher' ? 'teacher' : 'parent'
  return found(instrumentAnswered, day, {
    instrument: 'sdq',
    form: '4-17',
    informant,
    answeredBy: by,
    answers: sdqFromScores(scores),
    isEnteredTwice: true,
    ...more,
  })
}

const report = stateOf(
  answered('mother', { emotional: 3, conduct: 2, hyperactivity: 4, peer: 6, prosocial: 9 }),
  answered('home-carer', { emotional: 4, conduct: 7, hyperactivity: 6, peer: 6, prosocial: 7 }),
  answered('teacher', { emotional: 2, conduct: 6, hyperactivity: 5, peer: 2, prosocial: 7 }),
)

function scoredOf(state: typeof report): SdqScored[] {
  return state.instruments
    .map((answers) => scoreAnswers(answers, { sex: 'male', ageYears: 7 }))
    .filter((each): each is SdqScored => each.instrument === 'sdq')
}

describe('G8', () => {
  const [mother, carer, teacher] = scoredOf(report)
  const band = (of: SdqScored | undefined, scale: Parameters<typeof bandOf>[1]) =>
    of === undefined ? null : bandOf(of, scale)

  it('peer: mother and carers very high', () => {
    expect([band(mother, 'peer'), band(carer, 'peer')]).toEqual(['very-high', 'very-high'])
  })
  it('conduct: teachers and carers very high', () => {
    expect([band(teacher, 'conduct'), band(carer, 'conduct')]).toEqual(['very-high', 'very-high'])
  })
  it('prosocial: carers slightly lowered, mother and teacher close to average', () => {
    expect([carer, mother, teacher].map((each) => band(each, 'prosocial'))).toEqual([
      'slightly-lowered',
      'close-to-average',
      'close-to-average',
    ])
  })
  it('shows the disagreement and no mean', () => {
    const rows = sideBySide(latestOfEach(scoredOf(report)), sdqBandedScales)
    const differing = rows.filter(({ isDisagreement }) => isDisagreement).map(({ scale }) => scale)
    expect(differing).toEqual(expect.arrayContaining(['conduct', 'peer', 'prosocial']))
    for (const { scale, cells } of rows) {
      expect(cells.map(({ score }) => score)).toEqual(scoredOf(report).map(({ result }) => result.scores[scale]))
    }
  })
})

describe('signals of a questionnaire', () => {
  const codes = (state: typeof report) =>
    instrumentSignals(state, { sex: 'male', ageYears: () => 7 }, pack).map(({ code }) => code.replace('wellbeing.', ''))
  const calm = { emotional: 1, conduct: 1, hyperactivity: 2, peer: 1, prosocial: 9 }

  it('says severe, of each informant by itself, in psychology class', () => {
    expect(codes(report)).toEqual(['answers-watch', 'answers-severe', 'answers-watch'])
    const [first] = instrumentSignals(report, { sex: 'male', ageYears: () => 7 }, pack)
    expect(first?.classes).toEqual(['identity', 'psychology'])
  })
  it('says worse only of a reliable change', () => {
    const second = (scores: Scores) =>
      codes(stateOf(answered('mother', calm), answered('mother', scores, '2013-02-01')))
    expect(second({ ...calm, hyperactivity: 4 })).toEqual([])
    expect(second({ ...calm, emotional: 3, hyperactivity: 5, conduct: 2, peer: 2 })).toEqual(['answers-worse'])
  })
  it('never holds one informant against another', () => {
    expect(codes(stateOf(answered('mother', calm), answered('teacher', calm, '2013-02-01')))).toEqual([])
  })
})

describe('asking and forms', () => {
  it('says who was asked within three months, of the same informant alone', () => {
    const state = stateOf(answered('mother', {}, '2012-09-01'))
    const asked = (answeredBy: string, day: string) =>
      askedLately(state.instruments, { instrument: 'sdq', answeredBy }, plainDate(day), pack)
    expect(asked('mother', '2012-11-30')?.entry.occurred).toBe('2012-09-01')
    expect(asked('mother', '2012-12-01')).toBeNull()
    expect(asked('teacher', '2012-10-01')).toBeNull()
  })
  it('knows the items of each form, and says what cannot be scored', () => {
    expect(formShape('sdq', '4-17')).toEqual({ items: 25, highest: 2, hasImpact: true })
    expect(formShape('scas', 'child')).toMatchObject({ items: 44, highest: 3, hasImpact: false })
    expect(formShape('scas', '4-17')).toBeNull()
    const short = stateOf(answered('mother', {}, '2012-09-01', { answers: [0, 1, 2] }))
    expect(short.instruments.map((each) => scoreAnswers(each, { sex: 'male', ageYears: 7 }).instrument)).toEqual([
      'unscored',
    ])
  })
})

import { describe, expect, it } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { kinds } from '../kinds.ts'
import { classBit } from '../access/classes.ts'
import { readsOf } from '../access/roles.ts'
import { plainDate } from '../time/plain-date.ts'
import { careSignalClosed, healthSignalClosed } from './closing-kinds.ts'
import { developmentExamined, developmentObserved } from './development-kinds.ts'
import { growthMeasured } from './growth-kinds.ts'
import { contactAssessed, exposureStated, referralFollowed, referralMade } from './health-kinds.ts'
import { immunisationStated } from './immunisation-kinds.ts'
import { schoolStated } from './life-kinds.ts'
import { harmAnswered, harmSuspected, hospitalStopped, injurySeen } from './safety-kinds.ts'
import { wellbeingDeadlines } from './signals.ts'
import type { ChildWellbeing } from './state.ts'
import { born, found, inside, stateOf } from './wellbeing.fixture.ts'

const pack = cambodia().wellbeing
type Child = Parameters<typeof wellbeingDeadlines>[1]

function owed(state: ChildWellbeing, child: Partial<Child> = {}) {
  const found = wellbeingDeadlines(state, { sex: 'female', birth: born, inside: null, ...child }, pack)
  return found.map(({ code, due, classes }) => [code.replace('wellbeing.', ''), due, classes[1]])
}

const measured = (day: string, body: Record<string, unknown>) => found(growthMeasured, day, body)

describe('growth', () => {
  it('asks for a first measurement, and for the next one within five weeks under five', () => {
    expect(owed(stateOf(), { inside })).toEqual([['growth-missing', '2013-01-15', 'health']])
    const once = stateOf(measured('2013-03-01', { weightKg: 5 }))
    expect(owed(once, { inside })).toEqual([['growth-missing', '2013-04-05', 'health']])
    expect(owed(once)).toEqual([])
  })

  it('says severe the next day: thin arm, swollen feet, very thin for the length', () => {
    const thin = stateOf(measured('2014-01-01', { weightKg: 5.8, heightCm: 74, posture: 'lying', muacCm: 11.2 }))
    expect(owed(thin)).toEqual([
      ['arm-severe', '2014-01-02', 'health'],
      ['growth-severe', '2014-01-02', 'health'],
      ['growth-very-low', '2014-01-08', 'health'],
    ])
    expect(owed(stateOf(measured('2014-01-01', { weightKg: 9, hasOedema: true })))).toEqual([
      ['oedema', '2014-01-02', 'health'],
    ])
  })

  it('a later good measurement ends it, one that did not look does not', () => {
    const thin = measured('2014-01-01', { muacCm: 11.2 })
    expect(owed(stateOf(thin, measured('2014-02-01', { weightKg: 9 }))).map(([code]) => code)).toEqual(['arm-severe'])
    expect(owed(stateOf(thin, measured('2014-02-01', { muacCm: 13 })))).toEqual([])
  })

  it('sees a weight that crosses two lines downward, and not one', () => {
    const first = measured('2013-07-01', { weightKg: 7.4 })
    expect(owed(stateOf(first, measured('2013-10-01', { weightKg: 7.6 })))).toEqual([])
    expect(owed(stateOf(first, measured('2013-10-01', { weightKg: 6.4 })))).toEqual([
      ['growth-faltering', '2013-10-08', 'health'],
    ])
  })

  it('keeps and flags what cannot be right, and judges nothing by it', () => {
    expect(owed(stateOf(measured('2013-07-01', { weightKg: 7.4, heightCm: 0.66 })))).toEqual([
      ['growth-implausible', '2013-07-08', 'health'],
    ])
  })

  it('with an uncertain birth tells what is possible', () => {
    const unsure = { birth: { earliest: plainDate('2013-01-01'), latest: plainDate('2013-06-30') } }
    const weighed = stateOf(measured('2014-01-01', { weightKg: 6 }))
    expect(owed(weighed, unsure).map(([code]) => code)).toEqual(['growth-very-low'])
  })
})

describe('the same day, and a week', () => {
  it('acts today on an injury of a child who does not walk, and on a hospital stay refused', () => {
    const injured = (walks: string, injury = 'bruise') => stateOf(found(injurySeen, '2013-05-01', { injury, walks }))
    expect(owed(injured('not-yet'))).toEqual([['injury-not-walking', '2013-05-01', 'safeguarding']])
    expect(owed(injured('unknown', 'fracture'))).toHaveLength(1)
    expect(owed(injured('yes'))).toEqual([])
    const stopped = (body: Record<string, unknown>) => owed(stateOf(found(hospitalStopped, '2013-05-01', body)))
    expect(stopped({ hospitalStop: 'refused', stoppedBy: 'prison', neededFor: 'fever' })).toEqual([
      ['hospital-stopped', '2013-05-01', 'safeguarding'],
    ])
    expect(stopped({ hospitalStop: 'ended', stoppedBy: 'money', neededFor: 'fever' })).toHaveLength(1)
    expect(stopped({ hospitalStop: 'ended', stoppedBy: 'treatment-over', neededFor: 'fever' })).toEqual([])
  })

  it('answers a possible harm only with safe asking, referral and a plan for the others', () => {
    const seen = found(harmSuspected, '2013-05-01', { seenOrSaid: 'words' })
    expect(owed(stateOf(seen))).toEqual([['possible-harm', '2013-05-01', 'safeguarding']])
    const answer = { suspicion: seen.id, askedSafely: 'by-specialist', referredTo: 'x', planForOthers: 'y' }
    expect(owed(stateOf(seen, found(harmAnswered, '2013-05-01', answer)))).toEqual([])
    expect(harmAnswered.body.safeParse({ ...answer, planForOthers: '', salt: 'AAAAAAAAAAAAAAAAAAAAAA' }).success).toBe(
      false,
    )
  })

  it('has a child under five near tuberculosis seen in seven days, and prevention decided', () => {
    const near = found(exposureStated, '2013-05-01', {
      disease: 'tuberculosis',
      nearness: 'same-room',
      exposedTo: 'mother',
    })
    const looked = (preventive: string) =>
      found(contactAssessed, '2013-05-03', { exposure: near.id, contactFinding: 'no-disease', preventive })
    expect(owed(stateOf(near))).toEqual([['tb-contact', '2013-05-08', 'health']])
    expect(owed(stateOf(near, looked('still-to-decide')))).toEqual([['tb-preventive', '2013-05-17', 'health']])
    expect(owed(stateOf(near, looked('started')))).toEqual([])
    const older = { earliest: plainDate('2008-01-01'), latest: plainDate('2008-05-01') }
    expect(owed(stateOf(near), { birth: older })).toEqual([])
  })
})

describe('development, school, referral, vaccines', () => {
  it('acts today on a lost skill, in the class of whoever saw it', () => {
    const lost = { milestones: [], lostSkill: 'walks' }
    expect(owed(stateOf(found(developmentObserved, '2014-05-01', lost)))).toEqual([
      ['skill-lost', '2014-05-01', 'care'],
    ])
    expect(owed(stateOf(found(developmentExamined, '2014-05-01', lost)))).toEqual([
      ['skill-lost', '2014-05-01', 'health'],
    ])
  })

  it('looks again at a milestone until it is seen', () => {
    const look = (day: string, state: string) =>
      found(developmentObserved, day, { milestones: [{ id: 'walks-alone', state }] })
    expect(owed(stateOf(look('2014-05-01', 'not-yet')))).toEqual([['milestone-missing', '2014-05-31', 'care']])
    expect(owed(stateOf(look('2014-05-01', 'not-yet'), look('2014-06-01', 'yes')))).toEqual([])
  })

  it('asks for school at six, and for help two grades below', () => {
    const six = { birth: { earliest: plainDate('2005-01-01'), latest: plainDate('2005-01-01') } }
    const stated = (body: Record<string, unknown>) => owed(stateOf(found(schoolStated, '2013-06-01', body)), six)
    expect(stated({ isAtSchool: false }).map(([code]) => code)).toEqual(['school-missing'])
    expect(stated({ isAtSchool: true, grade: 1 }).map(([code]) => code)).toEqual(['school-behind'])
    expect(stated({ isAtSchool: true, grade: 2 })).toEqual([])
  })

  it('keeps a sending on open until somebody was seen', () => {
    const sent = found(referralMade, '2013-05-01', { referredTo: 'Hospital', referredFor: 'ear', by: '2013-05-10' })
    const came = (referralResult: string) =>
      found(referralFollowed, '2013-05-09', { referral: sent.id, referralResult })
    expect(owed(stateOf(sent))).toEqual([['referral-open', '2013-05-10', 'health']])
    expect(owed(stateOf(sent, came('could-not-travel')))).toHaveLength(1)
    expect(owed(stateOf(sent, came('seen')))).toEqual([])
  })

  it('names the dose that waits longest, and says nothing of a child of whom no dose is known', () => {
    const given = found(immunisationStated, '2013-01-02', { vaccine: 'bcg', dose: 1, vaccination: 'given' })
    expect(owed(stateOf(given))).toEqual([['vaccine-overdue', '2013-01-29', 'health']])
    expect(owed(stateOf())).toEqual([])
  })
})

describe('closing', () => {
  const lost = found(developmentObserved, '2014-05-01', { milestones: [], lostSkill: 'walks' })
  const closed = { signal: 'wellbeing.skill-lost', signalKey: lost.id, closedAs: 'referred', whatWasDone: 'words' }

  it('needs a person who says what was done, in the class of the signal', () => {
    expect(owed(stateOf(lost, found(careSignalClosed, '2014-05-01', closed)))).toEqual([])
    expect(owed(stateOf(lost, found(healthSignalClosed, '2014-05-01', closed)))).toHaveLength(1)
  })

  it('closes that one only', () => {
    const other = found(developmentObserved, '2014-08-01', { milestones: [], lostSkill: 'speaks' })
    expect(owed(stateOf(lost, other, found(careSignalClosed, '2014-05-01', closed)))).toHaveLength(1)
  })
})

describe('what is never there', () => {
  const own = kinds.filter(({ name }) => name.startsWith('wellbeing.'))

  it('a field, a score or a choice about offending, danger to others or guilt', () => {
    const words = JSON.stringify(own.map(({ name, body }) => [name, 'shape' in body ? shapeOf(body) : []]))
    expect(own.length).toBeGreaterThan(25)
    expect(words).not.toMatch(/offend|criminal|delinquen|dangerous|perpetrat|risk-?(of|score)/i)
  })

  it('a kind that a prison officer reads or writes', () => {
    const officer = readsOf(['prison-officer'])
    expect(own.filter(({ class: guard }) => (officer & classBit(guard)) !== 0)).toEqual([])
  })
})

/** Members and their choices, as far down as they go. */
function shapeOf(schema: object): unknown {
  const { shape, options, def } = schema as {
    shape?: Record<string, object>
    options?: unknown
    def?: Record<string, object>
  }
  if (shape !== undefined) return Object.entries(shape).map(([name, inner]) => [name, shapeOf(inner)])
  const inner = def?.['innerType'] ?? def?.['element']
  return [Array.isArray(options) ? options : [], inner === undefined ? [] : shapeOf(inner)]
}

import { describe, expect, it } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { allClasses, maskOf } from '../access/classes.ts'
import type { Recorded } from '../chronicle/entry.ts'
import { rule } from '../chronicle/gate.ts'
import { day, entry, people, story, testId, worldOf } from '../example-entries.fixture.ts'
import { gateFor } from '../gates.ts'
import { childFile } from '../insight/child-file.ts'
import { edtf } from '../time/edtf.ts'
import * as kinds from './start-up-kinds.ts'

const pack = cambodia()
const { registered, born, related, resides, arrived } = story()
const backlog = [registered, born, related, resides, arrived].filter((each) => each !== undefined)
const today = day('2013-09-02')

function wave(body: Record<string, unknown>, number = 70): Recorded {
  return entry(number, kinds.waveSet, people.child, today, { wave: 1, by: '2013-10-01', ...body })
}

function missing(act: Recorded, entries: readonly Recorded[], on = today, seen = allClasses): string[] {
  const checks = gateFor(act.kind)?.checks(act, worldOf(entries, pack, on)) ?? []
  return rule(checks, seen).pieces.map(({ code, status }) => (status === 'missing' ? code : `${code} ${status}`))
}

describe('a wave of the start-up', () => {
  it('passes for a child inside whom nobody assessed', () => {
    expect(missing(wave({}), backlog)).toEqual([])
  })

  it.each([
    ['wave.child-inside', wave({}), backlog.filter((each) => each !== resides)],
    ['wave.assessment-missing', wave({}), Object.values(story()).filter(({ kind }) => kind !== 'care.placement-began')],
    ['wave.day-ahead', wave({ by: '2013-09-01' }), backlog],
    ['wave.within-start-up', wave({ by: '2014-03-03' }), backlog],
    ['wave.reason-for-another', wave({}, 71), [...backlog, wave({})]],
    ['wave.not-again-and-again', wave({ reason: 'Floods' }, 72), [...backlog, wave({}), wave({}, 71)]],
  ])('%s is named by itself', (code, act, entries) => {
    expect(missing(act, entries)).toEqual([code])
  })

  it('is not set for ever by correcting it, or by withdrawing it and setting it anew', () => {
    const [first, second] = [wave({}), wave({ by: '2013-10-20', reason: 'Floods' }, 71)]
    const again = { ...wave({ by: '2013-11-10', reason: 'Rain' }, 72), replaces: second.id }
    expect(missing(again, [...backlog, first, second])).toEqual(['wave.not-again-and-again'])
    const gone = [first, second].map((each, index) => ({ ...wave({}, 80 + index), retracts: each.id }))
    const anew = wave({ by: '2013-11-10', reason: 'Rain' }, 90)
    expect(missing(anew, [...backlog, first, second, ...gone])).toEqual(['wave.not-again-and-again'])
    // An earlier day is no delay.
    expect(missing(wave({ by: '2013-09-20', reason: 'Sooner' }, 91), [...backlog, first, second])).toEqual([])
  })

  it('is set today or earlier: what it puts off is shown from then on', () => {
    expect(missing({ ...wave({}), occurred: edtf('9999-12-31') }, backlog)).toEqual(['wave.day-ahead'])
    expect(missing({ ...wave({}), occurred: edtf('2013-08-30') }, backlog)).toEqual([])
  })

  it('brings a child who may be past the limit into the first weeks', () => {
    const past = day('2014-02-10')
    expect(missing(wave({ by: '2014-03-12' }), backlog, past)).toEqual([])
    expect(missing(wave({ by: '2014-03-13' }), backlog, past)).toEqual(['wave.past-limit-first'])
  })

  it('cannot be told by those who do not read care', () => {
    expect(missing(wave({ by: '2013-09-01' }), backlog, today, maskOf(['identity']))).toEqual([
      'wave.day-ahead cannot-tell',
    ])
  })
})

describe('what a wave puts off', () => {
  const before = childFile(people.child, backlog, pack)
  const after = childFile(people.child, [...backlog, wave({ wave: 3 })], pack)
  const of = ({ deadlines }: typeof before, code: string) => deadlines.find((deadline) => deadline.code === code)

  it('is what was missed: due on the wave, and it says since when it is owed', () => {
    expect(of(before, 'assess.birth-assessment')).toMatchObject({ due: '2011-02-17', breachFrom: '2011-02-18' })
    expect(of(after, 'assess.birth-assessment')).toMatchObject({
      opens: '2013-09-17',
      due: '2013-10-01',
      breachFrom: '2013-10-02',
      params: { wave: 3, owedSince: '2011-02-17' },
    })
  })

  it('is in sight at once where the wave is near', () => {
    const near = childFile(people.child, [...backlog, wave({ by: '2013-09-09' })], pack)
    expect(of(near, 'assess.birth-assessment')).toMatchObject({ opens: today, due: '2013-09-09' })
  })

  it('is also what the first visit brings: papers, the talk about the limit, what a release needs', () => {
    for (const code of ['register.birth-unregistered', 'care.release-pack'])
      expect([code, of(after, code)?.due]).toEqual([code, '2013-10-01'])
  })

  it('is never the limit', () => {
    expect(of(after, 'law.limit')).toEqual(of(before, 'law.limit'))
    expect(of(after, 'assess.overstay-decision-missing')).toEqual(of(before, 'assess.overstay-decision-missing'))
  })

  it('is not what falls due after the wave was set', () => {
    const early = entry(70, kinds.waveSet, people.child, '2011-02-12', { wave: 1, by: '2011-06-01' })
    const file = childFile(people.child, [...backlog, early], pack)
    expect(of(file, 'assess.birth-assessment')).toEqual(of(before, 'assess.birth-assessment'))
  })

  it('is the last wave that was set', () => {
    const again = wave({ wave: 4, by: '2013-11-01', reason: 'Floods' }, 71)
    const file = childFile(people.child, [...backlog, wave({}), again], pack)
    expect(of(file, 'assess.birth-assessment')?.due).toBe('2013-11-01')
  })

  it('is unknown to an entry of another child', () => {
    expect(wave({}).subject).not.toBe(testId(2))
  })
})

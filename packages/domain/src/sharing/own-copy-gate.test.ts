// May a copy be made: of age for certain, by the agency that is responsible, identity shown, freely asked; and for how long the act holds.
import { describe, expect, it } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { agencies, day, entry, people, story, worldOf } from '../example-entries.fixture.ts'
import { gateFor } from '../gates.ts'
import { allocated } from '../access/kinds.ts'
import { birthStated } from '../register/kinds.ts'
import { died } from '../register/life-kinds.ts'
import type { Recorded } from '../chronicle/entry.ts'
import { isCertainlyOfAge, ownCopyMissing, ownCopyStanding } from './own-copy-gate.ts'
import { ownCopyAsked, ownCopyAskingSchema } from './own-copy-kinds.ts'

const pack = cambodia()
const today = day('2030-01-05')
const asked = { identityShownBy: ['paper-with-picture'], wasAskedAlone: true, freely: 'yes', company: 'accepted' }

function act(body: Record<string, unknown> = asked, more: Partial<Recorded> = {}): Recorded {
  return { ...entry(300, ownCopyAsked, people.child, '2030-01-05', body, { author: people.supervisor }), ...more }
}

function missing(body: Record<string, unknown>, more: Record<string, Recorded> = {}, on = today, by = {}): string[] {
  const entries = Object.values({ ...story(), ...more })
  const checks = gateFor(ownCopyAsked.name)?.checks(act(body, by), worldOf(entries, pack, on)) ?? []
  return checks.filter(({ holds }) => !holds).map(({ code }) => code)
}

describe('the act', () => {
  it('passes for somebody of age who showed a paper with a picture', () => {
    expect(missing(asked)).toEqual([])
  })

  it.each([
    [['birth-paper'], ['own-copy.identity-shown']],
    [['known-to-us', 'known-to-us'], ['own-copy.identity-shown']],
    [['known-to-us', 'birth-paper'], []],
  ])('identity by %j', (identityShownBy, codes) => {
    expect(missing({ ...asked, identityShownBy })).toEqual(codes)
  })

  it('is asked alone, freely, with somebody offered to be there', () => {
    expect(missing({ ...asked, wasAskedAlone: false })).toEqual(['own-copy.asked-freely'])
    expect(missing({ ...asked, freely: 'not-sure' })).toEqual(['own-copy.asked-freely'])
    expect(missing({ ...asked, company: 'not-offered' })).toEqual(['own-copy.company-offered'])
    expect(missing({ ...asked, company: 'declined' })).toEqual([])
  })

  it('is of the agency that is responsible', () => {
    expect(missing(asked, {}, today, { agency: agencies.ngo.id })).toEqual(['own-copy.responsible-agency'])
  })

  it('is for nobody who may be under age, nor where no birth date is known', () => {
    expect(missing(asked, {}, day('2029-02-09'))).toEqual(['own-copy.of-age'])
    expect(missing(asked, {}, day('2029-02-10'))).toEqual([])
    const unsure = { born: entry(2, birthStated, people.child, '2011-02-10', { born: '2011/2013' }) }
    expect(missing(asked, unsure)).toEqual(['own-copy.of-age'])
    const unknown = { born: entry(2, died, people.child, '2029-01-01', {}) }
    expect(missing(asked, unknown)).toEqual(['own-copy.of-age', 'own-copy.no-death-recorded'])
  })
})

it('of age is counted from the last day on which they may be born', () => {
  expect(isCertainlyOfAge({ latest: day('2012-02-29') }, day('2030-02-28'))).toBe(false)
  expect(isCertainlyOfAge({ latest: day('2012-02-29') }, day('2030-03-01'))).toBe(true)
  expect(isCertainlyOfAge({ latest: null }, today)).toBe(false)
})

describe('a copy may be made', () => {
  const standing = (entries: Record<string, Recorded>, on = today, agency = agencies.welfare.id) =>
    ownCopyStanding(people.child, Object.values({ ...story(), ...entries }), { agency, today: on, pack }).missing

  it('for thirty days after the host accepted the act, and not without one', () => {
    expect(standing({})).toEqual(['own-copy.asked-lately'])
    expect(standing({ act: act() })).toEqual([])
    expect(standing({ act: act() }, day('2030-02-04'))).toEqual([])
    expect(standing({ act: act() }, day('2030-02-05'))).toEqual(['own-copy.asked-lately'])
  })

  it('not on an act that waits on a device, was withdrawn, or is of another agency', () => {
    const { seq: _seq, received: _received, ...waiting } = act()
    expect(standing({ act: waiting })).toEqual(['own-copy.asked-lately'])
    const withdrawn = { ...act({ reason: 'a mistake' }), id: people.worker, seq: 301, retracts: act().id }
    expect(standing({ act: act(), withdrawn })).toEqual(['own-copy.asked-lately'])
    expect(standing({ act: act(asked, { agency: agencies.ngo.id }) })).toEqual(['own-copy.asked-lately'])
  })

  it('not by an agency that is no longer responsible, on its own act', () => {
    const handedOn = { handedOn: entry(302, allocated, people.child, '2030-01-06', { agency: agencies.ngo.id }) }
    expect(standing({ act: act(), ...handedOn })).toEqual(['own-copy.responsible-agency'])
    expect(standing({ act: act(), ...handedOn }, today, agencies.ngo.id)).toEqual(['own-copy.asked-lately'])
  })
})

describe('what is said in the place of the act', () => {
  const of = (said: object, by = agencies.welfare.id) =>
    ownCopyMissing(people.child, Object.values(story()), ownCopyAskingSchema.parse({ ...asked, ...said }), {
      agency: by,
      today,
      pack,
    })

  it('is held to the same gate', () => {
    expect(of({})).toEqual([])
    const poor = { identityShownBy: ['birth-paper'], wasAskedAlone: false, company: 'not-offered' }
    expect(of(poor)).toEqual(missing({ ...asked, ...poor }))
    expect(of(poor)).toHaveLength(3)
    expect(of({}, agencies.ngo.id)).toEqual(['own-copy.responsible-agency'])
  })
})

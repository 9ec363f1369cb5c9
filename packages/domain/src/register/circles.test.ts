import { describe, expect, it } from 'vitest'
import { allClasses, classesOf, maskOf } from '../access/classes.ts'
import { uuidSchema, writtenSchema, type SubjectType, type Uuid } from '../chronicle/entry.ts'
import { instantSchema } from '../time/instant.ts'
import type { Placing } from '../access/placing.ts'
import { placingRule } from './circles.ts'

const id = (number: number): Uuid => uuidSchema.parse(`0190a000-0000-7000-8000-${String(number).padStart(12, '0')}`)
const [child, mother, aunt, here, there, agency, other] = [id(1), id(2), id(3), id(11), id(12), id(21), id(22)]

let made = 100
type Draft = {
  kind: string
  subject?: Uuid
  also?: Uuid[]
  occurred?: string
  body: object
  id?: Uuid
  replaces?: Uuid
  retracts?: Uuid
}
function entry(draft: Draft) {
  made += 1
  const written = writtenSchema.parse({
    id: id(made),
    v: 1,
    subject: child,
    also: [],
    occurred: '2013-01-10',
    basis: 'seen',
    author: id(31),
    agency,
    device: id(32),
    written: '2013-01-10T00:00:00.000Z',
    ...draft,
    body: { salt: 'a'.repeat(22), ...draft.body },
  })
  return { ...written, seq: made, received: instantSchema.parse('2013-01-10T00:00:00.000Z') }
}

const opening = entry({
  kind: 'register.child-registered',
  id: id(50),
  body: { names: { latin: 'Sok Dara' }, sex: 'male', code: 'C-0001' },
})
const began = (facility: Uuid, occurred: string, more: Partial<Draft> = {}) =>
  entry({ kind: 'register.residence-began', occurred, body: { facility }, ...more })

function of(entries: ReturnType<typeof entry>[], type: SubjectType = 'child', subject = child): Placing[] {
  return [...placingRule.placings({ subject, type, openedBy: id(50), entries: [opening, ...entries] })]
}
const short = (found: Placing[]) =>
  found.map(({ subject, place, since, until }) => [
    subject === child ? 'child' : subject === mother ? 'mother' : 'aunt',
    place.type,
    since,
    until,
  ])

describe('placings', () => {
  it('keep a subject with the agency that registered it', () => {
    expect(of([])).toEqual([
      {
        subject: child,
        place: { type: 'agency', agency },
        mask: allClasses & ~maskOf(['safeguarding']),
        since: '0001-01-01',
        until: null,
        cause: id(50),
      },
    ])
  })

  it('last 30 days after leaving, counted from the latest day it can have been', () => {
    const left = entry({ kind: 'register.residence-ended', occurred: '2013-02', body: { route: 'kin' } })
    expect(short(of([began(here, '2012-12'), left])).slice(1)).toEqual([
      ['child', 'facility', '2012-12-01', '2013-03-30'],
    ])
  })

  it('follow a transfer, and a correction of it', () => {
    const moved = began(there, '2013-03-01')
    const corrected = entry({
      kind: moved.kind,
      id: id(60),
      replaces: moved.id,
      occurred: '2013-04-01',
      body: { facility: there, reason: 'Read wrongly.' },
    })
    expect(short(of([began(here, '2013-01-05'), moved])).slice(1)).toEqual([
      ['child', 'facility', '2013-01-05', '2013-03-31'],
      ['child', 'facility', '2013-03-01', null],
    ])
    expect(short(of([began(here, '2013-01-05'), moved, corrected])).slice(1)).toEqual([
      ['child', 'facility', '2013-01-05', '2013-05-01'],
      ['child', 'facility', '2013-04-01', null],
    ])
  })

  it('forget a residence that was withdrawn', () => {
    const wrong = began(here, '2013-01-05')
    const withdrawn = entry({ kind: wrong.kind, retracts: wrong.id, body: { reason: 'Another child.' } })
    expect(short(of([wrong, withdrawn]))).toEqual([['child', 'agency', '0001-01-01', null]])
  })

  it('put an allocated child into a case-load until the next allocation', () => {
    const first = entry({ kind: 'access.allocated', occurred: '2013-01-05', body: { agency } })
    const second = entry({ kind: 'access.allocated', occurred: '2013-02-05', body: { agency: other } })
    expect(short(of([first, second])).slice(1)).toEqual([
      ['child', 'case-load', '2013-01-05', '2013-02-05'],
      ['child', 'case-load', '2013-02-05', null],
    ])
  })

  it('open the granted classes, and no others, until the day', () => {
    const grant = entry({
      kind: 'access.granted',
      body: { agency: other, classes: ['identity', 'health'], purpose: 'Vaccination', until: '2013-06-01' },
    })
    const [, granted] = of([grant])
    expect(granted).toMatchObject({ place: { type: 'agency', agency: other }, until: '2013-06-01' })
    expect(classesOf(granted?.mask ?? 0)).toEqual(['identity', 'health'])
  })

  it('take kin and the carer along, but show prison staff nothing of kin', () => {
    const kin = entry({
      kind: 'register.kin-registered',
      subject: aunt,
      also: [child],
      body: { names: { latin: 'Sok Lin' }, relation: 'aunt' },
    })
    const relation = entry({
      kind: 'register.relation-stated',
      also: [mother],
      body: { carer: mother, relation: 'mother' },
    })
    const found = of([began(here, '2013-01-05'), kin, relation])
    expect(short(found).slice(2)).toEqual([
      ['mother', 'agency', '0001-01-01', null],
      ['aunt', 'agency', '0001-01-01', null],
      ['aunt', 'facility', '2013-01-05', null],
    ])
    const inPrison = found.find(({ subject, place }) => subject === aunt && place.type === 'facility')
    for (const name of ['identity', 'custody', 'conditions']) expect(classesOf(inPrison?.mask ?? 0)).not.toContain(name)
  })

  it('put a carer where she is held, and a facility into its own circle', () => {
    const held = entry({
      kind: 'register.custody-began',
      subject: mother,
      body: { place: 'facility', facility: here, cause: 'remand', legalStatus: 'pre-trial', charge: 'theft' },
    })
    expect(of([held], 'carer', mother).at(-1)).toMatchObject({
      subject: mother,
      place: { type: 'facility', facility: here },
      until: null,
    })
    expect(of([], 'facility', here).at(-1)).toMatchObject({
      subject: here,
      place: { type: 'facility', facility: here },
      until: null,
    })
  })
})

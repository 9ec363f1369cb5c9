import { describe, expect, it } from 'vitest'
import { plainDate } from '../time/plain-date.ts'
import { uuidSchema } from '../chronicle/entry.ts'
import { allClasses, maskOf } from './classes.ts'
import { mayRead, mayWrite, type Actor, type Membership, type Protected, type SubjectCircles } from './policy.ts'
import type { Role } from './roles.ts'

const id = (last: string) => uuidSchema.parse(`01940000-0000-7000-8000-00000000000${last}`)
const today = plainDate('2014-03-01')
const child = id('c')
const mother = id('d')
const prisons = id('1')
const monitors = id('2')

function membership(circle: number, more: Partial<Membership> = {}): Membership {
  return { circle, mask: allClasses, since: plainDate('2013-01-01'), until: null, ...more }
}
function actor(role: Role, circles: Membership[], agency = monitors): Actor {
  return { user: id('9'), agency, roles: [role], circles }
}
const careEntry: Protected = { class: 'care', agency: prisons, subjects: [child] }
const circles: SubjectCircles = new Map([[child, [membership(7)]]])

describe('reading', () => {
  it('passes through a circle in common', () => {
    expect(mayRead(actor('supervisor', [membership(7)]), careEntry, circles, today)).toEqual({
      allowed: true,
      by: 'circle',
    })
  })
  it('needs the role: a prison officer in the same circle reads nothing of care', () => {
    expect(mayRead(actor('prison-officer', [membership(7)]), careEntry, circles, today)).toEqual({
      allowed: false,
      because: 'role',
    })
  })
  it('needs the role in the own agency too: an administrator reads nothing', () => {
    const own = { ...careEntry, agency: monitors }
    expect(mayRead(actor('administrator', []), own, circles, today)).toEqual({ allowed: false, because: 'role' })
  })
  it.each([
    ['my mask lacks the class', membership(7, { mask: maskOf(['identity']) })],
    ['another circle', membership(8)],
    ['not yet', membership(7, { since: plainDate('2014-03-02') })],
    ['no longer: the first day without', membership(7, { until: plainDate('2014-03-01') })],
  ])('ends where the circle does: %s', (_why, mine) => {
    expect(mayRead(actor('supervisor', [mine]), careEntry, circles, today)).toEqual({
      allowed: false,
      because: 'no-circle',
    })
  })
  it('holds on the last day', () => {
    const mine = membership(7, { since: today, until: plainDate('2014-03-02') })
    expect(mayRead(actor('supervisor', [mine]), careEntry, circles, today).allowed).toBe(true)
  })
  it("never passes another agency's notes, and passes one's own without any circle", () => {
    const note: Protected = { class: 'notes', agency: prisons, subjects: [child] }
    expect(mayRead(actor('monitor', [membership(7)]), note, circles, today).allowed).toBe(false)
    expect(mayRead(actor('monitor', [], prisons), note, circles, today)).toEqual({ allowed: true, by: 'own-agency' })
  })
  it('passes through any named subject', () => {
    const both: Protected = { ...careEntry, subjects: [mother, child] }
    expect(mayRead(actor('supervisor', [membership(7)]), both, circles, today).allowed).toBe(true)
  })
  it("shows an unknown kind to its author's agency and to those of it who read anything", () => {
    const unknown: Protected = { class: 'unknown', agency: monitors, subjects: [child] }
    expect(mayRead(actor('monitor', []), unknown, circles, today).allowed).toBe(true)
    expect(mayRead(actor('analyst', []), unknown, circles, today)).toEqual({ allowed: false, because: 'role' })
    expect(mayRead(actor('monitor', [membership(7)], prisons), unknown, circles, today)).toEqual({
      allowed: false,
      because: 'no-circle',
    })
  })
})

describe('writing', () => {
  const wanted = { ...careEntry, opens: null }
  it('needs the class on every named subject', () => {
    const both = { ...wanted, subjects: [child, mother] }
    expect(mayWrite(actor('supervisor', [membership(7)]), both, circles, today)).toEqual({
      allowed: false,
      because: 'no-circle',
    })
  })
  it('needs no circle for the subject that it brings into being', () => {
    const opening = { ...wanted, subjects: [mother], opens: mother }
    expect(mayWrite(actor('supervisor', []), opening, circles, today)).toEqual({ allowed: true, by: 'opening' })
  })
  it("obeys the kind's own roles", () => {
    const decision = { ...wanted, roles: ['supervisor'] as const }
    expect(mayWrite(actor('social-worker', [membership(7)]), decision, circles, today)).toEqual({
      allowed: false,
      because: 'kind-roles',
    })
    expect(mayWrite(actor('supervisor', [membership(7)]), decision, circles, today)).toEqual({
      allowed: true,
      by: 'circle',
    })
  })
  it('is not reading: a social worker reads custody and writes none', () => {
    const custody = { ...wanted, class: 'custody' as const }
    expect(mayWrite(actor('social-worker', [membership(7)]), custody, circles, today)).toEqual({
      allowed: false,
      because: 'role',
    })
  })
})

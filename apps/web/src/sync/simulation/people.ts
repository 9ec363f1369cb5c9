// Who is in a simulated world: agencies, people with roles, and the subjects that their circles have in common.
import { allClasses, maskOf, type AccessClass } from '@komar/domain/access/classes'
import type { Membership } from '@komar/domain/access/policy'
import type { Role } from '@komar/domain/access/roles'
import { uuidSchema, type Uuid } from '@komar/domain/chronicle/entry'
import { plainDate } from '@komar/domain/time/plain-date'
import type { Random } from './random.ts'

export type Person = { id: Uuid; agency: Uuid; roles: readonly Role[] }

/** Circles of everybody at one version; never changed, only followed by another. */
export type Circles = {
  users: ReadonlyMap<string, readonly Membership[]>
  subjects: ReadonlyMap<string, readonly Membership[]>
}

export type People = { persons: readonly Person[]; subjects: readonly Uuid[]; circles: Circles }

const circleCount = 2
const longAgo = plainDate('2010-01-01')
const roleSets: readonly (readonly Role[])[] = [
  ['social-worker'],
  ['supervisor', 'clinician'],
  ['monitor', 'legal-officer'],
  ['monitor'],
  ['specialist'],
]
const masks: readonly (readonly AccessClass[])[] = [['identity', 'custody'], ['identity', 'care', 'health'], ['care']]

/** Draws the people of a world. */
export function drawPeople(random: Random): People {
  const uuid = (): Uuid => uuidSchema.parse(random.uuid())
  const agencies = [uuid(), uuid()]
  const persons = Array.from({ length: 3 + random.below(3) }, () => ({
    id: uuid(),
    agency: random.pick(agencies),
    roles: random.pick(roleSets),
  }))
  const subjects = Array.from({ length: 4 + random.below(5) }, uuid)
  return {
    persons,
    subjects,
    circles: {
      users: new Map(persons.map(({ id }) => [id, drawMemberships(random)])),
      subjects: new Map(subjects.map((id) => [id, drawMemberships(random)])),
    },
  }
}

/** One to three memberships, mostly of all classes. */
export function drawMemberships(random: Random): Membership[] {
  return Array.from({ length: 2 + random.below(circleCount) }, () => ({
    circle: 1 + random.below(circleCount),
    mask: random.percent(80) ? allClasses : maskOf(random.pick(masks)),
    since: longAgo,
    until: null,
  }))
}

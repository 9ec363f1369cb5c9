// Worlds drawn at random for the test that holds the domain's policy and row-level security equal: people with roles and dated,
// masked circles; subjects in dated, masked circles; entries of all classes. Weighted so that enough is allowed to mean something.
import { accessClasses, classesOf, type AccessClass } from '@komar/domain/access/classes'
import type { Belonging, HeldCircle } from '@komar/domain/access/belonging'
import type { Membership } from '@komar/domain/access/policy'
import { roles, writesOf, type Role } from '@komar/domain/access/roles'
import type { Uuid } from '@komar/domain/chronicle/entry'
import { addDays, type PlainDate } from '@komar/domain/time/plain-date'
import fc from 'fast-check'
import { newId } from './test-people.ts'

/** A membership in an agency, by its place; the first of a person is the one for which they act. */
export type DrawnBelonging = Omit<Belonging, 'agency'> & { agency: number }

export type DrawnUser = {
  belongings: readonly [acting: DrawnBelonging, ...others: DrawnBelonging[]]
  isNew: boolean
  circles: readonly HeldCircle[]
  /** Whose record they read through broken glass, by place among the subjects; null for none. */
  glass: number | null
  /** Whether their agency is responsible for that record. */
  isGlassOwn: boolean
  id: Uuid
  device: Uuid
  token: string
}
export type DrawnEntry = {
  class: AccessClass | 'unknown'
  agency: number
  subjects: readonly number[]
  /** Who is complained of, by place among the agencies and the users. */
  withheld: { agencies: readonly number[]; users: readonly number[] }
}
export const forms = ['plain', 'narrow', 'opening', 'own-glass', 'any-glass'] as const
export type DrawnKind = { class: AccessClass | 'unknown'; form: (typeof forms)[number] }
export type DrawnWish = { user: number; kind: DrawnKind; subjects: readonly number[]; isFresh: boolean; luck: number }

export type DrawnWorld = {
  users: readonly DrawnUser[]
  subjects: readonly (readonly Membership[])[]
  /** Of each subject, whether it is sealed since yesterday: its circles have ended with it. */
  sealed: readonly boolean[]
  entries: readonly DrawnEntry[]
  wishes: readonly DrawnWish[]
  /** Entries in which sealed records that are open stand with others; nobody is asked whether they read them. */
  beside: readonly DrawnEntry[]
  /** What is to be written to those records. */
  through: readonly DrawnWish[]
}

export const agencyCount = 4
export const circleCount = 4
const subjectCount = 16
const userCount = 40
/** So many people, the first ones, have a sealed record open, each one of their own, after the others. */
const openers = 3
export const narrowRoles: readonly Role[] = ['supervisor', 'clinician']
const aloneRoles: readonly Role[] = ['administrator', 'analyst', 'carer']

const anyClass = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...accessClasses, 'unknown' as const) },
  { weight: 3, arbitrary: fc.constantFrom('identity', 'custody', 'care', 'health', 'safeguarding') },
)
const index = (count: number) => fc.integer({ min: 0, max: count - 1 })

function membership(today: PlainDate): fc.Arbitrary<Membership> {
  return fc
    .record({
      circle: fc.integer({ min: 1, max: circleCount }),
      mask: fc.oneof(
        { weight: 3, arbitrary: fc.constant(511) },
        { weight: 2, arbitrary: fc.integer({ min: 1, max: 511 }) },
      ),
      since: fc.oneof(
        { weight: 4, arbitrary: fc.constant(-400) },
        { weight: 1, arbitrary: fc.integer({ min: -2, max: 2 }) },
      ),
      days: fc.oneof(
        { weight: 4, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: fc.integer({ min: -2, max: 2 }) },
      ),
    })
    .map(({ circle, mask, since, days }) => {
      const begins = addDays(today, since)
      const ends = days === null ? null : addDays(today, days)
      return { circle, mask, since: begins, until: ends !== null && ends < begins ? begins : ends }
    })
}

const someRoles: fc.Arbitrary<readonly Role[]> = fc.oneof(
  {
    weight: 7,
    arbitrary: fc.constantFrom<readonly Role[]>(
      ['supervisor', 'clinician', 'monitor'],
      ['social-worker', 'specialist', 'prison-officer'],
      ['monitor', 'legal-officer'],
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom(...roles).map((role): readonly Role[] => [role]) },
)

/** From when to when, in days from today: mostly for long; else over, of these days, or still to come. */
const someDays: fc.Arbitrary<readonly [since: number, until: number | null]> = fc.oneof(
  { weight: 12, arbitrary: fc.constant([-400, null] as const) },
  { weight: 1, arbitrary: fc.constantFrom([-400, -5], [-400, 0], [-400, 1], [0, null], [1, null]) },
)

function belonging(
  today: PlainDate,
  drawn: { agency: number; roles: readonly Role[]; days: readonly [since: number, until: number | null] },
): DrawnBelonging {
  const [since, until] = drawn.days
  const { agency, roles: held } = drawn
  const last = until === null ? null : addDays(today, until)
  return { id: newId(), agency, roles: held, since: addDays(today, since), until: last }
}

/** Of people who may have a second hat, half have had another, in another agency or in the same one before. */
function belongings(today: PlainDate): fc.Arbitrary<DrawnUser['belongings']> {
  const hat = fc.record({ agency: index(agencyCount), roles: someRoles, days: someDays })
  return fc.tuple(hat, hat, fc.boolean(), fc.boolean()).map(([acting, other, hasOther, isOver]) => {
    const first = belonging(today, acting)
    const isAlone = [...acting.roles, ...other.roles].some((role) => aloneRoles.includes(role))
    if (!hasOther || isAlone) return [first]
    const days = isOver || acting.agency === other.agency ? ([-900, -450] as const) : other.days
    return [first, belonging(today, { ...other, days })]
  })
}

function user(today: PlainDate): fc.Arbitrary<DrawnUser> {
  return fc
    .record({
      belongings: belongings(today),
      isNew: fc.integer({ min: 0, max: 19 }).map((draw) => draw === 0),
      glass: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: index(subjectCount) }),
      isGlassOwn: fc.boolean(),
      circles: fc.array(fc.tuple(membership(today), fc.nat(2)), { minLength: 0, maxLength: 8 }),
      token: fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 32, maxLength: 32 }),
    })
    .map(({ token, circles, ...drawn }) => ({
      ...drawn,
      circles: circles.map(([circle, luck]) => {
        const [acting, other = acting] = drawn.belongings
        return { ...circle, heldFor: (luck === 0 ? other : acting).id }
      }),
      id: newId(),
      device: newId(),
      token: Buffer.from(token).toString('hex'),
    }))
}

const wish: fc.Arbitrary<DrawnWish> = fc.record({
  user: index(userCount),
  kind: fc.record({
    class: anyClass,
    form: fc.constantFrom('plain', 'plain', 'plain', 'opening', 'opening', 'narrow' as const),
  }),
  subjects: fc.oneof(
    { weight: 3, arbitrary: index(subjectCount).map((one) => [one]) },
    { weight: 1, arbitrary: fc.uniqueArray(index(subjectCount), { minLength: 2, maxLength: 3 }) },
  ),
  isFresh: fc.boolean(),
  luck: fc.nat(1000),
})

/** Of what is to be written to a record that is open, three in four by who has it open. */
const wishThrough: fc.Arbitrary<DrawnWish> = fc
  .tuple(wish, fc.constantFrom('own-glass', 'any-glass' as const), index(openers))
  .map(([drawn, form, opener]) => ({
    ...drawn,
    user: drawn.luck % 4 === 3 ? drawn.user : opener,
    kind: { ...drawn.kind, form },
    subjects: [subjectCount + opener, ...drawn.subjects.slice(1)],
  }))

const besideOpen: fc.Arbitrary<DrawnEntry> = fc
  .tuple(index(agencyCount), index(openers), index(subjectCount))
  .map(([agency, opener, other]) => ({
    class: 'identity',
    agency,
    subjects: [subjectCount + opener, other],
    withheld: { agencies: [], users: [] },
  }))

/** Of entries, four in five complain of nobody. */
const withheldFrom: fc.Arbitrary<DrawnEntry['withheld']> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ agencies: [], users: [] }) },
  {
    weight: 1,
    arbitrary: fc.record({
      agencies: fc.uniqueArray(index(agencyCount), { maxLength: 2 }),
      users: fc.uniqueArray(index(userCount), { maxLength: 12 }),
    }),
  },
)

/** A world of that day. */
export function drawnWorld(today: PlainDate): fc.Arbitrary<DrawnWorld> {
  const world = fc.record({
    users: fc.array(user(today), { minLength: userCount, maxLength: userCount }),
    subjects: fc.array(fc.array(membership(today), { minLength: 2, maxLength: 6 }), {
      minLength: subjectCount + openers,
      maxLength: subjectCount + openers,
    }),
    // One in each world, so that a few worlds mean something.
    oneSealed: index(subjectCount),
    entries: fc.array(
      fc.record({
        class: anyClass,
        agency: index(agencyCount),
        subjects: fc.uniqueArray(index(subjectCount), { minLength: 1, maxLength: 3 }),
        withheld: withheldFrom,
      }),
      { minLength: 80, maxLength: 80 },
    ),
    wishes: fc.array(wish, { minLength: 160, maxLength: 160 }),
    beside: fc.array(besideOpen, { minLength: 12, maxLength: 12 }),
    through: fc.array(wishThrough, { minLength: 40, maxLength: 40 }),
  })
  return world.map(withOpen).map((drawn) => ({
    ...drawn,
    subjects: drawn.subjects.map((memberships, at) =>
      drawn.sealed[at] === true ? memberships.map((one) => endedAt(one, addDays(today, -1))) : memberships,
    ),
    wishes: drawn.wishes.map((one) => withinRole(one, drawn.users)),
    through: drawn.through.map((one) => withinRole(one, drawn.users)),
  }))
}

function withOpen({ oneSealed, ...drawn }: Omit<DrawnWorld, 'sealed'> & { oneSealed: number }): DrawnWorld {
  const users = drawn.users.map((one, at) => (at < openers ? { ...one, glass: subjectCount + at } : one))
  return { ...drawn, users, sealed: drawn.subjects.map((_, at) => at >= subjectCount || at === oneSealed) }
}

function endedAt(one: Membership, day: PlainDate): Membership {
  const until = one.until !== null && one.until < day ? one.until : day
  return { ...one, until: until < one.since ? one.since : until }
}

/** Of wishes, three in four are of a class that their role writes: else most would be refused for the role alone. */
function withinRole(drawn: DrawnWish, users: readonly DrawnUser[]): DrawnWish {
  const classes = classesOf(writesOf(users[drawn.user]?.belongings[0].roles ?? []))
  const name = classes[drawn.luck % classes.length]
  return name === undefined || drawn.luck % 4 === 0 ? drawn : { ...drawn, kind: { ...drawn.kind, class: name } }
}

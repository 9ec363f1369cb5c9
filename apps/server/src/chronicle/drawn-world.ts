// Worlds drawn at random for the test that holds the domain's policy and row-level security equal: people with roles and dated,
// masked circles; subjects in dated, masked circles; entries of all classes. Weighted so that enough is allowed to mean something.
import { accessClasses, classBit, classesOf, type AccessClass } from '@komar/domain/access/classes'
import type { Belonging, HeldCircle } from '@komar/domain/access/belonging'
import type { Membership } from '@komar/domain/access/policy'
import { roles, writesOf, type Role } from '@komar/domain/access/roles'
import type { Uuid } from '@komar/domain/chronicle/entry'
import { addDays, type PlainDate } from '@komar/domain/time/plain-date'
import fc from 'fast-check'
import type pg from 'pg'
import { newId } from './test-people.ts'

/** A membership in an agency, by its place; the first of a person is the one for which they act. */
export type DrawnBelonging = Omit<Belonging, 'agency'> & { agency: number }

export type DrawnUser = {
  belongings: readonly [acting: DrawnBelonging, ...others: DrawnBelonging[]]
  isNew: boolean
  circles: readonly HeldCircle[]
  /** Whose record they read through broken glass, by place among the subjects; null for none. */
  glass: number | null
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
export type DrawnKind = { class: AccessClass | 'unknown'; form: 'plain' | 'narrow' | 'opening' }
export type DrawnWish = { user: number; kind: DrawnKind; subjects: readonly number[]; isFresh: boolean; luck: number }

export type DrawnWorld = {
  users: readonly DrawnUser[]
  subjects: readonly (readonly Membership[])[]
  /** Of each subject, whether it is sealed since yesterday: its circles have ended with it. */
  sealed: readonly boolean[]
  entries: readonly DrawnEntry[]
  wishes: readonly DrawnWish[]
}

export const agencyCount = 4
const circleCount = 4
const subjectCount = 16
const userCount = 40
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
      minLength: subjectCount,
      maxLength: subjectCount,
    }),
    sealed: fc.array(
      fc.integer({ min: 0, max: 29 }).map((draw) => draw === 0),
      { minLength: subjectCount, maxLength: subjectCount },
    ),
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
  })
  return world.map((drawn) => ({
    ...drawn,
    subjects: drawn.subjects.map((memberships, at) =>
      drawn.sealed[at] === true ? memberships.map((one) => endedAt(one, addDays(today, -1))) : memberships,
    ),
    wishes: drawn.wishes.map((one) => withinRole(one, drawn.users)),
  }))
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

export type Loaded = {
  agencies: readonly Uuid[]
  subjects: readonly Uuid[]
  entries: readonly Uuid[]
  /** Of each entry, from whom it is withheld. */
  withheld: readonly (readonly Uuid[])[]
}

/** The name under which a drawn kind is registered. */
export function kindName({ class: name, form }: DrawnKind): string {
  return name === 'unknown' ? 'draw.nobody-knows' : `draw.${name}-${form}`
}

/** Registers one kind for each class and form, once for a database, with five circles. */
export async function loadKinds(db: pg.ClientBase): Promise<void> {
  for (const name of accessClasses) {
    for (const form of ['plain', 'narrow', 'opening'] as const) {
      await db.query(
        `insert into komar.kind_registry (name, family, class, class_bit, subject_type, also_types, opens, roles)
         values ($1, 'fact', $2, $3, 'child', '{child}', $4, $5)`,
        [
          kindName({ class: name, form }),
          name,
          classBit(name),
          form === 'opening',
          form === 'narrow' ? narrowRoles : null,
        ],
      )
    }
  }
  await db.query(`insert into komar.circle (type) select 'case-load' from generate_series(1, $1)`, [circleCount])
}

/** Puts a drawn world into the database, past all rules. */
export async function loadWorld(db: pg.ClientBase, world: DrawnWorld): Promise<Loaded> {
  const agencies = Array.from({ length: agencyCount }, newId)
  const subjects = world.subjects.map(newId)
  const entries = world.entries.map(newId)
  await db.query(
    `insert into komar.agency (id, code, name_en, name_km, kind, is_state)
    select id, 'a-' || left(id::text, 18), 'A', 'A', 'health', false from unnest($1::uuid[]) id`,
    [agencies],
  )
  await loadUsers(db, world, agencies)
  await db.query(`insert into komar.subject (id, type, opened_by) select id, 'child', id from unnest($1::uuid[]) id`, [
    subjects,
  ])
  const sealed = subjects.filter((_, at) => world.sealed[at])
  await db.query(
    `insert into komar.child_seal (child, seals_on, because)
     select id, komar.today_host() - 1, 'age' from unnest($1::uuid[]) id`,
    [sealed],
  )
  const placed = world.subjects.flatMap((memberships, at) =>
    memberships.map((one) => ({ ...one, subject: subjects[at] })),
  )
  await db.query(
    `insert into komar.subject_circle (subject, circle, mask, since, until, cause, via)
    select subject, circle, mask, since, until, subject, subject
    from jsonb_to_recordset($1) as p (subject uuid, circle int, mask int, since date, until date)`,
    [JSON.stringify(placed)],
  )
  await loadGlass(db, world, { agencies, subjects })
  const withheld = world.entries.map(({ withheld: { agencies: those, users } }) => [
    ...those.flatMap((place) => agencies[place] ?? []),
    ...users.flatMap((place) => world.users[place]?.id ?? []),
  ])
  const loaded = { agencies, subjects, entries, withheld }
  await loadEntries(db, world, loaded)
  return loaded
}

/** Each opening has the id of its person. */
async function loadGlass(
  db: pg.ClientBase,
  { users }: DrawnWorld,
  { agencies, subjects }: Pick<Loaded, 'agencies' | 'subjects'>,
): Promise<void> {
  const open = users.flatMap(({ id, belongings: [acting], glass }) =>
    glass === null ? [] : [{ id, agency: agencies[acting.agency], child: subjects[glass] }],
  )
  await db.query(
    `insert into komar.broken_glass (id, account, agency, child, until, reason)
     select id, id, agency, child, now() + interval '4 hours', 'A reason that is long enough.'
     from jsonb_to_recordset($1) as g (id uuid, agency uuid, child uuid)`,
    [JSON.stringify(open)],
  )
}

async function loadEntries(
  db: pg.ClientBase,
  world: DrawnWorld,
  { agencies, subjects, entries, withheld }: Loaded,
): Promise<void> {
  const written = world.entries.map((entry, at) => {
    const [subject, ...also] = entry.subjects.map((place) => subjects[place])
    return {
      id: entries[at],
      class: entry.class,
      bit: classBit(entry.class),
      agency: agencies[entry.agency],
      subject,
      also,
      seq: at + 1,
      withheld: withheld[at],
    }
  })
  await db.query(
    `with e as (select * from jsonb_to_recordset($1)
      as e (id uuid, class text, bit int, agency uuid, subject uuid, also uuid[], seq bigint, withheld uuid[])),
    put as (insert into komar.entry (id, kind, v, class, subject, also, occurred, basis, body, written_text, author, agency, device, written)
      select id, 'draw.' || class || '-plain', 1, class, subject, also, '2013', 'seen', '{}', '{}', id, agency, id, now() from e returning id)
    insert into komar.entry_subject (subject, seq, entry, class_bit, agency, withheld)
    select s, seq + (select coalesce(max(seq), 0) from komar.entry_subject), id, bit, agency, withheld
    from e cross join lateral unnest(array[subject] || also) s`,
    [JSON.stringify(written)],
  )
}

async function loadUsers(db: pg.ClientBase, world: DrawnWorld, agencies: readonly Uuid[]): Promise<void> {
  const users = world.users.map(({ belongings: [acting], ...one }) => ({
    ...one,
    agency: agencies[acting.agency],
    roles: acting.roles,
    membership: acting.id,
  }))
  const text = JSON.stringify(users)
  const held = world.users.flatMap(({ id, belongings: all }) =>
    all.map((one) => ({ ...one, account: id, agency: agencies[one.agency] })),
  )
  await db.query(
    `insert into komar.account (id, login, display_name, agency, roles, must_change_password)
    select id, id::text, 'Person', agency, roles, "isNew"
    from jsonb_to_recordset($1) as u (id uuid, agency uuid, roles text[], "isNew" boolean)`,
    [text],
  )
  // The account's own came with it, from today on.
  await db.query('delete from komar.agency_membership where account = any ($1)', [world.users.map(({ id }) => id)])
  await db.query(
    `insert into komar.agency_membership (id, account, agency, roles, since, until) select id, account, agency, roles, since, until
    from jsonb_to_recordset($1) as m (id uuid, account uuid, agency uuid, roles text[], since date, until date)`,
    [JSON.stringify(held)],
  )
  await db.query(
    `insert into komar.device (id, account, membership) select device, id, membership
    from jsonb_to_recordset($1) as u (id uuid, device uuid, membership uuid)`,
    [text],
  )
  await db.query(
    `insert into komar.session (token_hash, account, device, expires_at, idle_limit)
    select decode(token, 'hex'), id, device, now() + interval '1 day', interval '1 day'
    from jsonb_to_recordset($1) as u (id uuid, device uuid, token text)`,
    [text],
  )
  const joined = users.flatMap(({ id, circles }) => circles.map((one) => ({ ...one, id })))
  await db.query(
    `insert into komar.user_circle (user_id, circle, mask, since, until, membership)
    select id, circle, mask, since, until, "heldFor"
    from jsonb_to_recordset($1) as c (id uuid, circle int, mask int, since date, until date, "heldFor" uuid)`,
    [JSON.stringify(joined)],
  )
}

// Puts the worlds of drawn-world.ts into a database, past all rules.
import { accessClasses, classBit } from '@komar/domain/access/classes'
import type { Uuid } from '@komar/domain/chronicle/entry'
import type pg from 'pg'
import {
  agencyCount,
  circleCount,
  forms,
  narrowRoles,
  type DrawnEntry,
  type DrawnKind,
  type DrawnWorld,
} from './drawn-world.ts'
import { newId } from './test-people.ts'

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

/** As the kind says it. */
export function throughGlassOf({ form }: DrawnKind): 'own' | 'any' | null {
  if (!form.endsWith('glass')) return null
  return form === 'own-glass' ? 'own' : 'any'
}

/** Registers one kind for each class and form, once for a database, with five circles. */
export async function loadKinds(db: pg.ClientBase): Promise<void> {
  for (const name of accessClasses) {
    for (const form of forms) {
      await db.query(
        `insert into komar.kind_registry (name, family, class, class_bit, subject_type, also_types, opens, roles, through_glass)
         values ($1, 'fact', $2, $3, 'child', '{child}', $4, $5, $6)`,
        [
          kindName({ class: name, form }),
          name,
          classBit(name),
          form === 'opening',
          form === 'narrow' ? narrowRoles : null,
          throughGlassOf({ class: name, form }),
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
  const drawn = [...world.entries, ...world.beside]
  const ids = drawn.map(newId)
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
  const withheld = drawn.map(({ withheld: { agencies: those, users } }) => [
    ...those.flatMap((place) => agencies[place] ?? []),
    ...users.flatMap((place) => world.users[place]?.id ?? []),
  ])
  await loadEntries(db, drawn, { agencies, subjects, entries: ids, withheld })
  return { agencies, subjects, entries: ids.slice(0, world.entries.length), withheld }
}

/** Each opening has the id of its person. */
async function loadGlass(
  db: pg.ClientBase,
  { users }: DrawnWorld,
  { agencies, subjects }: Pick<Loaded, 'agencies' | 'subjects'>,
): Promise<void> {
  const open = users.flatMap(({ id, belongings: [acting], glass, isGlassOwn }) =>
    glass === null
      ? []
      : [
          {
            id,
            agency: agencies[acting.agency],
            child: subjects[glass],
            responsible: agencies[isGlassOwn ? acting.agency : (acting.agency + 1) % agencyCount],
          },
        ],
  )
  await db.query(
    `insert into komar.broken_glass (id, account, agency, child, responsible, until, reason)
     select id, id, agency, child, responsible, now() + interval '4 hours', 'A reason that is long enough.'
     from jsonb_to_recordset($1) as g (id uuid, agency uuid, child uuid, responsible uuid)`,
    [JSON.stringify(open)],
  )
}

async function loadEntries(
  db: pg.ClientBase,
  drawn: readonly DrawnEntry[],
  { agencies, subjects, entries, withheld }: Loaded,
): Promise<void> {
  const written = drawn.map((entry, at) => {
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

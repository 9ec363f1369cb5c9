// Rows of children as lists and pages show them: what the projections hold and the caller may read; what not is null.
import { limitStates, type ChildRow } from '@komar/contract/register'
import { lastDay } from '@komar/domain/time/plain-date'
import { z } from 'zod'
import { rows, type Database } from '../db/query.ts'

const day = z.iso.date().nullable()

const rowSchema = z
  .object({
    id: z.uuid(),
    code: z.string().nullable(),
    name_km: z.string().nullable(),
    name_latin: z.string().nullable(),
    called: z.string().nullable(),
    sex: z.string().nullable(),
    born: z.array(z.string()).nullable(),
    facility: z.uuid().nullable(),
    carer: z.uuid().nullable(),
    lives_since: z.string().nullable(),
    is_inside: z.boolean(),
    is_closed: z.boolean(),
    past_from_earliest: day,
    past_from_latest: day,
    state: z.enum(limitStates),
    decision_type: z.string().nullable(),
    decision_until: day,
    next_due: day,
    same_as: z.uuid().nullable(),
  })
  .transform((row): ChildRow => ({
    id: row.id,
    code: row.code,
    names: { km: row.name_km, latin: row.name_latin, called: row.called },
    sex: row.sex,
    born: row.born ?? [],
    facility: row.facility,
    carer: row.carer,
    livesSince: row.lives_since,
    isInside: row.is_inside,
    isClosed: row.is_closed,
    pastFrom:
      row.past_from_earliest === null || row.past_from_latest === null
        ? null
        : { earliest: row.past_from_earliest, latest: row.past_from_latest },
    state: row.state,
    decision:
      row.decision_type === null || row.decision_until === null
        ? null
        : { type: row.decision_type, until: row.decision_until },
    nextDue: row.next_due,
    sameAs: row.same_as,
  }))

// (select …) asks for the day once in a statement and not once for each row.
// The same rule as limitState in packages/domain/src/law/past.ts, over stored dates; register.db.test.ts holds them equal.
const stateSql = `case
  when not s.is_inside then 'not-in-prison'
  when s.past_from_earliest is null then 'unknown'
  when s.past_from_earliest = '${lastDay}' then 'no-limit'
  when komar.today_host() >= s.past_from_latest then 'past'
  when komar.today_host() >= s.past_from_earliest then 'may-be-past'
  when komar.today_host() >= s.approach_from then 'approaching'
  else 'within' end`

// Where a child with several records lives stands on the record that says it, for those who may see that one.
const heldSql = (column: string) => `coalesce(c.${column}, (
    select o.${column} from komar.child_merge m join komar.child_identity o on o.child = m.other
    where m.kept = s.child and o.facility is not null limit 1))`

// A decision that has run out is no decision.
const columns = `s.child as id, c.code, c.name_km, c.name_latin, c.called, c.sex, c.born, ${heldSql('facility')} as facility, c.carer,
  ${heldSql('lives_since')} as lives_since, (select m.kept from komar.child_merge m where m.other = s.child) as same_as,
  s.is_inside, s.is_closed, s.past_from_earliest, s.past_from_latest, ${stateSql} as state,
  case when s.decision_until >= (select komar.today_host()) then s.decision_type end as decision_type,
  case when s.decision_until >= (select komar.today_host()) then s.decision_until end as decision_until, s.next_due`

const source = 'komar.child_status s left join komar.child_identity c on c.child = s.child'

/** Rows of these children, those that the caller may see, in the order asked. */
export async function childRowsOf(db: Database, ids: readonly string[]): Promise<ChildRow[]> {
  if (ids.length === 0) return []
  return rows(
    db,
    rowSchema,
    `select ${columns} from unnest($1::uuid[]) with ordinality as wanted (child, place)
     join ${source.replace('komar.child_status s', 'komar.child_status s on s.child = wanted.child')} order by wanted.place`,
    [ids],
  )
}

export type ChildFilter = {
  state?: string | undefined
  facility?: string | undefined
  decision?: string | undefined
  where: 'inside' | 'outside' | 'anywhere' | 'closed'
  /** Only these, when a name was typed. */
  among?: readonly string[] | undefined
}

export type ListPlace = { past: string | null; child: string }

/** One page of children, the nearest limit first, after a place in that order. */
export async function listChildRows(
  db: Database,
  filter: ChildFilter,
  after: ListPlace | null,
  limit: number,
): Promise<ChildRow[]> {
  const { where, values } = whereOf(filter)
  const from = after === null ? '' : placeSql(after, values)
  return rows(
    db,
    rowSchema,
    `select ${columns} from ${source} where ${where} ${from}
     order by coalesce(s.past_from_earliest, 'infinity'), s.child limit ${bind(values, limit)}`,
    values,
  )
}

function placeSql(after: ListPlace, values: unknown[]): string {
  return `and (coalesce(s.past_from_earliest, 'infinity'), s.child) >
    (coalesce(${bind(values, after.past)}::date, 'infinity'), ${bind(values, after.child)}::uuid)`
}

/** How many such children, counted to 1,001. */
export async function countChildRows(db: Database, filter: ChildFilter): Promise<number> {
  const { where, values } = whereOf(filter)
  const found = await rows(
    db,
    z.object({ count: z.coerce.number() }),
    `select count(*) as count from (select from ${source} where ${where} limit 1001) counted`,
    values,
  )
  return found[0]?.count ?? 0
}

function whereOf(filter: ChildFilter): { where: string; values: unknown[] } {
  const values: unknown[] = []
  const parts = ['true']
  // A record that leads to another which the caller sees too is not listed beside it; who typed its name is led on.
  if (filter.among === undefined) {
    parts.push(
      `not exists (select from komar.child_merge m join komar.child_status k on k.child = m.kept where m.other = s.child)`,
    )
  }
  parts.push(...whereParts(filter))
  if (filter.facility !== undefined) {
    const facility = bind(values, filter.facility)
    parts.push(`s.child = any (array(select i.child from komar.child_identity i where i.facility = ${facility}
      union select m.kept from komar.child_identity i join komar.child_merge m on m.other = i.child where i.facility = ${facility}))`)
  }
  if (filter.state !== undefined) parts.push(`${stateSql} = ${bind(values, filter.state)}`)
  if (filter.decision === 'none')
    parts.push('(s.decision_until is null or s.decision_until < (select komar.today_host()))')
  else if (filter.decision !== undefined) {
    parts.push(`s.decision_type = ${bind(values, filter.decision)} and s.decision_until >= (select komar.today_host())`)
  }
  if (filter.among !== undefined) parts.push(`s.child = any (${bind(values, filter.among)}::uuid[])`)
  return { where: parts.join(' and '), values }
}

/** Who came back into a prison is on the list, whether or not work with the child had ended; who is searched by name is found. */
function whereParts({ where, among }: ChildFilter): string[] {
  const stillOpen = among === undefined ? ['not s.is_closed'] : []
  switch (where) {
    case 'inside':
      return ['s.is_inside']
    case 'outside':
      return ['not s.is_inside', ...stillOpen]
    case 'anywhere':
      return among === undefined ? ['(s.is_inside or not s.is_closed)'] : []
    case 'closed':
      return ['s.is_closed']
  }
}

function bind(values: unknown[], value: unknown): string {
  values.push(value)
  return `$${values.length}`
}

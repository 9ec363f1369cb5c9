// The list of children and one child, from projections; as of a past day, folded from the entries that the caller may see.
import type { ChildRow, ShownDeadline } from '@komar/contract/register'
import { deadlineState, type Deadline } from '@komar/domain/chronicle/deadline'
import { addDays, plainDateSchema } from '@komar/domain/time/plain-date'
import { z } from 'zod'
import { rows, type Database } from '../db/query.ts'
import { refuse } from '../http/problems.ts'
import { childRowsOf, countChildRows, listChildRows, type ChildFilter, type ListPlace } from './child-rows.ts'
import { findCoded } from './coded.ts'
import { findNamed } from './named.ts'

export type ChildSearch = Omit<ChildFilter, 'among'> & {
  text?: string | undefined
  cursor?: string | undefined
  limit: number
}
export type ChildPage = { children: ChildRow[]; total: number; cursor: string | null }

/** One page of the list. A name that was typed orders it by likeness, else the nearest limit comes first. */
export async function searchChildren(db: Database, search: ChildSearch): Promise<ChildPage> {
  const { text, cursor, limit, ...filter } = search
  if (text !== undefined && text !== '') {
    const coded = await findCoded(db, text)
    return coded.length > 0 ? foundByCode(coded, limit) : searchByName(db, text, filter, limit)
  }
  const children = await listChildRows(db, filter, cursor === undefined ? null : readPlace(cursor), limit)
  const last = children.length === limit ? children.at(-1) : undefined
  return {
    children,
    total: await countChildRows(db, filter),
    cursor: last === undefined ? null : writePlace({ past: last.pastFrom?.earliest ?? null, child: last.id }),
  }
}

/** Who types a whole code means this child, wherever it lives. */
function foundByCode(children: ChildRow[], limit: number): ChildPage {
  return { children: children.slice(0, limit), total: children.length, cursor: null }
}

async function searchByName(db: Database, text: string, filter: ChildFilter, limit: number): Promise<ChildPage> {
  const named = await findNamed(db, 'child', text)
  const among = await listChildRows(db, { ...filter, among: named }, null, 200)
  const place = new Map(named.map((id, index) => [id, index]))
  const ordered = among.toSorted((left, right) => (place.get(left.id) ?? 0) - (place.get(right.id) ?? 0))
  return { children: ordered.slice(0, limit), total: ordered.length, cursor: null }
}

const placeSchema = z.object({ past: z.iso.date().nullable(), child: z.uuid() })

function writePlace(place: ListPlace): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

function readPlace(cursor: string): ListPlace {
  try {
    return placeSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch {
    return refuse('request.cursor-unknown', { fields: [{ path: '/body/cursor', code: 'cursor.malformed' }] })
  }
}

/** One child, if the caller may see anything of it. */
export async function findChild(db: Database, id: string): Promise<ChildRow> {
  const [child] = await childRowsOf(db, [id])
  return child ?? refuse('request.not-found')
}

export const deadlineRow = z.object({
  subject: z.uuid(),
  code: z.string(),
  key: z.string(),
  opens: plainDateSchema,
  due: plainDateSchema,
  breachFrom: plainDateSchema.nullable(),
  duty: z.enum(['prison', 'social-affairs', 'both', 'health', 'justice']),
  harm: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})

export const deadlineColumns = `d.subject, d.code, d.key, d.opens, d.due, d.breach_from as "breachFrom", d.duty, d.harm, d.params`

/** Everything that is or will be due on a child, as far as the caller may read it, the most harmful first. */
export async function deadlinesOf(db: Database, child: string, today: string): Promise<ShownDeadline[]> {
  const found = await rows(
    db,
    deadlineRow,
    `select ${deadlineColumns} from komar.deadline d where d.subject = $1 order by d.harm, d.due, d.code, d.key`,
    [child],
  )
  return found.map((row) => shownDeadline(row, today))
}

/** Deadlines `d` that a list leaves out: a condition in SQL, with its values from $1 on. */
export type LeftOut = { condition: string; values: readonly unknown[] }
export const nothingLeftOut: LeftOut = { condition: 'false', values: [] }

/** Open deadlines on all whom the caller may see: the most harmful first, then the nearest. */
export async function openDeadlines(
  db: Database,
  { today, limit, leftOut = nothingLeftOut }: { today: string; limit: number; leftOut?: LeftOut },
): Promise<ShownDeadline[]> {
  const found = await rows(
    db,
    deadlineRow,
    `select ${deadlineColumns} from komar.deadline d
     where d.opens <= (select komar.today_host()) and not ${leftOut.condition}
     order by d.harm, d.due, d.subject, d.code, d.key limit $${leftOut.values.length + 1}`,
    [...leftOut.values, limit],
  )
  return found.map((row) => shownDeadline(row, today))
}

/** What somebody has to do this very day for a child's life or liberty: a child outside with nobody, an emergency, a death. */
export async function deadlinesOfToday(db: Database, today: string, limit: number): Promise<ShownDeadline[]> {
  const found = await rows(
    db,
    deadlineRow,
    `select ${deadlineColumns} from komar.deadline d
     where d.harm = 1 and d.due = (select komar.today_host()) and d.opens <= (select komar.today_host())
     order by d.subject, d.code, d.key limit $1`,
    [limit],
  )
  return found.map((row) => shownDeadline(row, today))
}

/** Open deadlines of some codes, the nearest first. */
export async function deadlinesNamed(
  db: Database,
  { today, codes, limit }: { today: string; codes: readonly string[]; limit: number },
): Promise<ShownDeadline[]> {
  const found = await rows(
    db,
    deadlineRow,
    `select ${deadlineColumns} from komar.deadline d
     where d.code = any ($1) and d.opens <= (select komar.today_host())
     order by d.due, d.subject, d.key limit $2`,
    [codes, limit],
  )
  return found.map((row) => shownDeadline(row, today))
}

/** How many are open, counted to 1,001. */
export async function countOpenDeadlines(db: Database, leftOut: LeftOut): Promise<number> {
  const found = await rows(
    db,
    z.object({ count: z.coerce.number() }),
    `select count(*) as count from (select from komar.deadline d
       where d.opens <= (select komar.today_host()) and not ${leftOut.condition} limit 1001) counted`,
    [...leftOut.values],
  )
  return found[0]?.count ?? 0
}

/** A deadline with how it stands today. */
export function shownDeadline(row: z.infer<typeof deadlineRow>, today: string): ShownDeadline {
  const day = plainDateSchema.parse(today)
  const deadline: Deadline = { ...row, classes: [] }
  return { ...row, state: deadlineState(deadline, day, addDays(day, 7)) }
}

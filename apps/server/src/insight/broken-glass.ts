// Records opened in need. Who may, for how long and how often stands in the database (0092-break-glass.sql, 0093-copy-through-glass.sql); here it is asked.
import { glassSchema, type BrokenGlass } from '@komar/contract/broken-glass'
import { kinds } from '@komar/domain/kinds'
import { readCode } from '@komar/domain/register/child-code'
import { z } from 'zod'
import type { SignedIn } from '../db/as-actor.ts'
import { instantSql } from '../db/instant-sql.ts'
import { firstRow, oneRow, rows, type Database } from '../db/query.ts'
import { refuse } from '../http/problems.ts'
import { saidIn } from './glass-copy-line.ts'

const openedRow = z.object({
  outcome: z.enum(['opened', 'not-found', 'too-many', 'not-permitted']),
  id: z.uuid().nullable(),
})

/** Opens the record with a code, however it was typed, and answers the id of the opening; null where there is none. What was asked is logged either way. */
export async function openGlass(db: Database, code: string, reason: string): Promise<string | null> {
  const read = readCode(code)
  const meant = read.is === 'code' ? read.code : code.trim().toUpperCase()
  const asking = 'select outcome, id from komar.break_glass($1, $2)'
  const { outcome, id } = await oneRow(db, openedRow, asking, [meant, reason])
  if (outcome === 'not-permitted') refuse('access.not-permitted')
  if (outcome === 'too-many') refuse('request.too-many')
  return id
}

const readRow = z.object({
  child: z.uuid(),
  until: z.string(),
  responsible: z.uuid().nullable(),
  isSealed: z.boolean(),
})
export type SeenThrough = z.infer<typeof readRow>

/** From here on this transaction reads the record too. Null when it is not, or no longer, open to the actor. */
export async function lookThrough(db: Database, id: string): Promise<SeenThrough | null> {
  await db.query(`select set_config('komar.glass', $1, true)`, [id])
  const found = await firstRow(
    db,
    readRow,
    `select child, ${instantSql('until')} as until, responsible, komar.is_sealed(child) as "isSealed"
     from komar.broken_glass where id = $1 and child = komar.glass_child()`,
    [id],
  )
  return found ?? null
}

/** Kinds that the reader may write to the record that they opened; komar.opened_records and the policy hold the same when it is written. */
export function writtenThrough(
  { isSealed, responsible }: SeenThrough,
  { roles, agency }: Pick<SignedIn, 'roles' | 'agency'>,
): string[] {
  if (!isSealed || !roles.includes('supervisor')) return []
  return kinds.flatMap(({ name, throughGlass }) =>
    throughGlass === 'any' || (throughGlass === 'own' && responsible === agency) ? [name] : [],
  )
}

/** Copies as the database tells them: when, and the line of the read log. */
const copyRow = z.object({ at: z.string(), reason: z.string() })

const listed = glassSchema.extend({ copies: z.array(copyRow) })

const most = 200

/** What the actor opened, and what they may judge, the newest first; unjudged ones before all. */
export async function listGlass(db: Database): Promise<BrokenGlass[]> {
  const found = await rows(
    db,
    listed,
    `select g.id, a.display_name as "openedBy", g.agency, ${instantSql('g.opened_at')} as "openedAt", ${instantSql('g.until')} as until,
       now() < g.until as "isOpen", g.account = komar.actor_id() as "isMine", komar.glass_code(g.id) as code, g.reason, g.finding,
       f.display_name as "foundBy", g.found_words as "foundWords",
       array(select jsonb_build_object('at', ${instantSql('c.made_at')}, 'reason', c.reason) from komar.glass_copies(g.id) c order by c.made_at) as copies
     from komar.broken_glass g
     join lateral komar.authors(array[g.account]) a on true
     left join lateral komar.authors(array[g.found_by]) f on true
     order by g.finding is not null, g.opened_at desc limit ${most}`,
  )
  return found.map(({ copies, ...glass }) => ({ ...glass, copies: copies.flatMap(copyOf) }))
}

/** What waits for the actor to judge it: never one's own. */
export async function countGlassToJudge(db: Database, { roles }: Pick<SignedIn, 'roles'>): Promise<number> {
  if (!roles.includes('supervisor')) return 0
  const text = `select count(*)::int as count from komar.broken_glass where finding is null and account <> komar.actor_id()`
  return (await oneRow(db, z.object({ count: z.int() }), text)).count
}

function copyOf({ at, reason }: z.infer<typeof copyRow>): BrokenGlass['copies'] {
  const said = saidIn(reason)
  return said === null ? [] : [{ at, said }]
}

/** False where there is nothing for the actor to judge. */
export async function judgeGlass(
  db: Database,
  id: string,
  finding: string,
  words: string | undefined,
): Promise<boolean> {
  const text = 'select komar.review_glass($1, $2, $3) as done'
  return (await oneRow(db, z.object({ done: z.boolean() }), text, [id, finding, words ?? null])).done
}

const aheadRow = z.object({ child: z.uuid(), sealsOn: z.iso.date(), because: z.enum(['age', 'closure']) })
const countRow = z.object({ sealed: z.int(), keptLongEnough: z.int() })

/** Of records that were kept long enough: a page of them is enough to begin with. */
const mostCodes = 500

/** What will be sealed within twelve months, how many records are sealed, and the codes of those kept long enough; `keptYears`: for how long a sealed record is kept, null where no rule says it. */
export async function readRetention(db: Database, keptYears: number | null) {
  const ahead = await rows(
    db,
    aheadRow,
    'select child, seals_on::text as "sealsOn", because from komar.seals_ahead(12)',
  )
  const counts = await oneRow(
    db,
    countRow,
    'select sealed, kept_long_enough as "keptLongEnough" from komar.seal_counts($1)',
    [keptYears],
  )
  const codes = await rows(db, z.object({ code: z.string() }), 'select code from komar.kept_long_enough($1, $2)', [
    keptYears,
    mostCodes,
  ])
  return { ahead, ...counts, keptCodes: codes.map(({ code }) => code) }
}

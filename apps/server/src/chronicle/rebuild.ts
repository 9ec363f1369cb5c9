// Makes everything that is derived from entries anew: circles and projections. `check` does it beside the real rows, in the session's
// own scratch schema, compares row by row, and leaves nothing behind. For the owner's connection.
import { subjectTypes, uuidSchema, type SubjectId } from '@komar/domain/chronicle/entry'
import type { ClientBase } from 'pg'
import { z } from 'zod'
import { analyzeTables } from '../db/analyze.ts'
import { oneRow, rows } from '../db/query.ts'
import { writePlacings } from './placings.ts'
import { chronicledOf, projectSubjects, type ProjectionWorld } from './projector.ts'
import { readChronicles } from './snapshot.ts'
import type { Sameness, World } from './world.ts'

const batchSize = 200

type Counted = { done: number; total: number }
export type RebuildOptions = {
  world: Pick<World, 'projectors' | 'pack' | 'placing' | 'sameness'>
  progress?: (counted: Counted) => void
}

/** Rebuilds beside a running server: each batch under its subjects' locks, as an append would. Answers how many subjects. */
export async function rebuild(db: ClientBase, options: RebuildOptions): Promise<number> {
  const total = await forEachBatch(db, options, async (subjects, world) => {
    await db.query('begin')
    try {
      await db.query('select komar.lock_with_merged($1::uuid[])', [subjects.map(({ id }) => id)])
      await derive(db, subjects, options, world, 'komar')
      await db.query('commit')
    } catch (error) {
      await db.query('rollback').catch(() => undefined)
      throw error
    }
  })
  for (const { name, key } of tablesOf(options)) {
    // "not in" looks through all of them for each row as soon as they do not fit in the engine's working memory.
    await db.query(`delete from komar.${name} t where not exists (select from komar.subject s where s.id = t.${key})`)
  }
  await analyzeTables(db)
  return total
}

export type Difference = { table: string; missing: number; surplus: number; example: unknown }

/** Compares what stands with what a rebuild makes. Empty: they are the same. Changes nothing. */
export async function checkRebuild(db: ClientBase, options: RebuildOptions): Promise<Difference[]> {
  await db.query('begin isolation level repeatable read; set local search_path = pg_temp, komar')
  try {
    const tables = [...tablesOf(options).map(({ name }) => name), 'subject_circle']
    for (const table of tables) {
      await db.query(
        `create temp table ${table} (like komar.${table} including defaults including identity including indexes)`,
      )
    }
    await forEachBatch(db, options, (subjects, world) => derive(db, subjects, options, world, 'pg_temp'))
    const differences: Difference[] = []
    for (const table of tables) {
      const columns = table === 'subject_circle' ? 'subject, circle, mask, since, ends, cause, via' : '*'
      differences.push(
        await compare(db, table, `select ${columns} from pg_temp.${table}`, `select ${columns} from komar.${table}`),
      )
    }
    differences.push(await compare(db, 'subject', openedSql, 'select id, type, opened_by from komar.subject'))
    return differences.filter(({ missing, surplus }) => missing + surplus > 0)
  } finally {
    await db.query('rollback')
  }
}

const openedSql = `
select e.subject as id, k.subject_type as type, e.id as opened_by
from komar.entry e join komar.kind_registry k on k.name = e.kind and k.opens
where e.replaces is null and e.retracts is null`

function tablesOf({ world }: RebuildOptions): { name: string; key: string }[] {
  return world.projectors.flatMap(({ tables }) => tables)
}

const subjectRow = z.object({ id: uuidSchema, type: z.enum(subjectTypes), openedBy: uuidSchema })
type Subject = z.infer<typeof subjectRow>

async function forEachBatch(
  db: ClientBase,
  { world, progress }: RebuildOptions,
  work: (subjects: readonly Subject[], world: ProjectionWorld) => Promise<void>,
): Promise<number> {
  const { total } = await oneRow(db, z.object({ total: z.int() }), 'select count(*)::int as total from komar.subject')
  const agencyRow = z.object({
    id: uuidSchema,
    kind: z.enum(['prisons', 'child-welfare', 'health', 'justice', 'non-governmental', 'host']),
    isState: z.boolean(),
  })
  const agencies = await rows(db, agencyRow, 'select id, kind, is_state as "isState" from komar.agency')
  const about = { pack: world.pack, agencies: new Map(agencies.map((agency) => [agency.id, agency])) }
  let last = '00000000-0000-0000-0000-000000000000'
  for (let done = 0; ;) {
    const batch = await rows(
      db,
      subjectRow,
      'select id, type, opened_by as "openedBy" from komar.subject where id > $1 order by id limit $2',
      [last, batchSize],
    )
    if (batch.length === 0) return done
    await work(batch, about)
    last = batch.at(-1)?.id ?? last
    done += batch.length
    progress?.({ done, total: Math.max(total, done) })
  }
}

async function derive(
  db: ClientBase,
  subjects: readonly Subject[],
  { world }: RebuildOptions,
  about: ProjectionWorld,
  schema: 'komar' | 'pg_temp',
): Promise<void> {
  const chronicles = await readWithMerged(
    db,
    subjects.map(({ id }) => id),
    world.sameness,
  )
  const chronicle = (subject: SubjectId) => chronicles.get(subject) ?? []
  const known = subjects.map(({ id, type, openedBy }) => ({ subject: id, type, openedBy, entries: chronicle(id) }))
  await writePlacings(db, new Map(known.map((one) => [one.subject, world.placing.placings(one)])))
  // The other records of these are made in their own batches.
  const types = new Map(subjects.map(({ id, type }) => [id, type]))
  const chronicled = chronicledOf([...types.keys()], (subject) => types.get(subject), chronicle, world.sameness)
  await projectSubjects(db, world.projectors, chronicled, about, schema)
}

/** Chronicles of these subjects and of all that they say to be the same, as far as that leads. */
async function readWithMerged(db: ClientBase, subjects: readonly SubjectId[], sameness: Sameness) {
  const chronicles = await readChronicles(db, subjects)
  for (;;) {
    const mentioned = [...chronicles.values()].flatMap((entries) => sameness.mentioned(entries))
    const missing = [...new Set(mentioned)].filter((subject) => !chronicles.has(subject))
    if (missing.length === 0) return chronicles
    for (const [subject, entries] of await readChronicles(db, missing)) chronicles.set(subject, entries)
  }
}

const differenceRow = z.object({ missing: z.int(), surplus: z.int(), example: z.unknown() })

async function compare(db: ClientBase, table: string, derived: string, standing: string): Promise<Difference> {
  const found = await oneRow(
    db,
    differenceRow,
    `with derived as (${derived}), standing as (${standing}),
       missing as (select * from derived except all select * from standing),
       surplus as (select * from standing except all select * from derived)
     select (select count(*)::int from missing) as missing, (select count(*)::int from surplus) as surplus,
       coalesce((select to_jsonb(m) from missing m limit 1), (select to_jsonb(s) from surplus s limit 1)) as example`,
  )
  return { table, ...found }
}

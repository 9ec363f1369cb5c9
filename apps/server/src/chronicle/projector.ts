// Projections: entries to rows. A projector is a pure function from a subject's whole chronicle to the rows of its tables; writing
// them is the same everywhere: what is no longer so goes, what is new comes. The append does it in its own transaction, `komar rebuild`
// for everybody, `--check` into a scratch schema.
import type { Entry, SubjectId, SubjectType } from '@komar/domain/chronicle/entry'
import type { AgencyFacts } from '@komar/domain/chronicle/gate'
import type { CountryPack } from '@komar/domain/policy'
import type { ClientBase } from 'pg'
import type { Prepared } from './message.ts'
import type { ChronicleOf, Sameness } from './world.ts'

export type Cell = string | number | boolean | null | readonly string[] | Record<string, string | number | boolean>
export type Row = Readonly<Record<string, Cell>>

/** What a projector may know besides the chronicle. */
export type ProjectionWorld = { pack: CountryPack; agencies: ReadonlyMap<string, AgencyFacts> }

export type Projector = {
  of: SubjectType
  /** Tables of the schema komar, each with the column that holds the subject. */
  tables: readonly { name: string; key: string }[]
  project: (
    subject: SubjectId,
    entries: readonly Entry[],
    world: ProjectionWorld,
    /** Of a subject with several records: all of them, the kept one first, and the chronicle that they have together. */
    several?: Several,
  ) => RowsOf
}

/** Rows by table. */
export type RowsOf = Readonly<Record<string, readonly Row[]>>

export type Several = { records: readonly { subject: SubjectId; entries: readonly Entry[] }[]; union: readonly Entry[] }

export type Chronicled = { subject: SubjectId; type: SubjectType; entries: readonly Entry[]; several?: Several }

/** These subjects and the other records of those who have several, each with what it takes to make its rows. */
export function chronicledOf(
  subjects: readonly SubjectId[],
  typeOf: (subject: SubjectId) => SubjectType | undefined,
  chronicle: ChronicleOf,
  sameness: Sameness,
): Chronicled[] {
  const recordsBy = new Map(subjects.map((subject) => [subject, sameness.recordsOf(subject, chronicle)]))
  const all = new Map(
    [...recordsBy.values()].flatMap((records) => records.map((subject) => [subject, records] as const)),
  )
  return [...all].flatMap(([subject, records]): Chronicled[] => {
    const type = typeOf(subject)
    if (type === undefined) return []
    const own = { subject, type, entries: chronicle(subject) }
    if (records.length < 2) return [own]
    const each = records.map((record) => ({ subject: record, entries: chronicle(record) }))
    return [{ ...own, several: { records: each, union: sameness.unionOf(subject, chronicle) } }]
  })
}

export type Projection = {
  projector: Projector
  subjects: readonly SubjectId[]
  /** The rows of each table, of all these subjects. */
  rows: RowsOf
}

/** What projectors make of chronicles. */
export function projectionsOf(
  projectors: readonly Projector[],
  chronicles: readonly Chronicled[],
  world: ProjectionWorld,
): Projection[] {
  return projectors.flatMap((projector): Projection[] => {
    const concerned = chronicles.filter(({ type }) => type === projector.of)
    if (concerned.length === 0) return []
    const made = concerned.map(({ subject, entries, several }) => projector.project(subject, entries, world, several))
    return [{ projector, subjects: concerned.map(({ subject }) => subject), rows: byTable(projector, made) }]
  })
}

/** The rows of several subjects, put together; every table of the projector is there. */
export function byTable({ tables }: Projector, made: readonly RowsOf[]): RowsOf {
  return Object.fromEntries(tables.map(({ name }) => [name, made.flatMap((one) => one[name] ?? [])]))
}

/** Makes the rows of these subjects anew. `client` is the owner's, in a rebuild. */
export async function projectSubjects(
  client: ClientBase,
  projectors: readonly Projector[],
  chronicles: readonly Chronicled[],
  world: ProjectionWorld,
  schema: string,
): Promise<void> {
  for (const { projector, subjects, rows } of projectionsOf(projectors, chronicles, world)) {
    await client.query(projectionText(projector.tables, schema), [subjects, JSON.stringify(rows)])
  }
}

/** Makes a projector's rows of subjects (`$1`) what they now are (`$2`, by table). */
export function projectionStatement({ of, tables }: Projector): Prepared {
  // Several projectors may be of one type of subject; no two have a table in common.
  return { name: `append_${tables[0]?.name ?? of}`, types: ['uuid[]', 'jsonb'], text: projectionText(tables, 'komar') }
}

// One statement for all tables, as each costs a round trip; and only rows that differ are touched, as most entries change none, and
// every row that is written is written again in its indexes and in the log. The count makes the old rows go before the new ones come.
// Table, key and schema are the code's own words, never a person's.
function projectionText(tables: Projector['tables'], schema: string): string {
  const parts = tables.map(({ name, key }) => {
    const table = `${schema}.${name}`
    return `${name}_new as materialized (select * from jsonb_populate_recordset(null::${table}, $2::jsonb -> '${name}')),
      ${name}_old as materialized (select * from ${table} where ${key} = any ($1::uuid[])),
      ${name}_gone as (delete from ${table} gone where ${key} = any ($1::uuid[])
        and not exists (select from ${name}_new new where new.${key} = gone.${key} and new is not distinct from gone) returning 1),
      ${name}_made as (insert into ${table} select new.* from ${name}_new new where (select count(*) from ${name}_gone) >= 0
        and not exists (select from ${name}_old old where old.${key} = new.${key} and old is not distinct from new))`
  })
  return `with ${parts.join(', ')} select`
}

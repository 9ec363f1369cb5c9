// Projections: entries to rows. A projector is a pure function from a subject's whole chronicle to the rows of its tables; writing
// them is the same everywhere: the subject's old rows go, the new ones come. The append does it in its own transaction, `komar rebuild`
// for everybody, `--check` into a scratch schema.
import type { Entry, SubjectId, SubjectType } from '@komar/domain/chronicle/entry'
import type { AgencyFacts } from '@komar/domain/chronicle/gate'
import type { PolicyPack } from '@komar/domain/policy'
import type { ClientBase } from 'pg'

export type Cell = string | number | boolean | null | readonly string[] | Record<string, string | number | boolean>
export type Row = Readonly<Record<string, Cell>>

/** What a projector may know besides the chronicle. */
export type ProjectionWorld = { pack: PolicyPack; agencies: ReadonlyMap<string, AgencyFacts> }

export type Projector = {
  of: SubjectType
  /** Tables of the schema komar, each with the column that holds the subject. */
  tables: readonly { name: string; key: string }[]
  project: (
    subject: SubjectId,
    entries: readonly Entry[],
    world: ProjectionWorld,
  ) => Readonly<Record<string, readonly Row[]>>
}

export type Chronicled = { subject: SubjectId; type: SubjectType; entries: readonly Entry[] }

/** Makes the rows of these subjects anew. `client` is the keeper's, inside the append's transaction, or the owner's in a rebuild. */
export async function projectSubjects(
  client: ClientBase,
  projectors: readonly Projector[],
  subjects: readonly Chronicled[],
  world: ProjectionWorld,
  schema = 'komar',
): Promise<void> {
  for (const projector of projectors) {
    const concerned = subjects.filter(({ type }) => type === projector.of)
    if (concerned.length === 0) continue
    const projected = concerned.map(({ subject, entries }) => projector.project(subject, entries, world))
    const ids = concerned.map(({ subject }) => subject)
    const { tables } = projector
    const of = tables[0]?.name ?? projector.of
    const named = (text: string, verb: string) => (schema === 'komar' ? { name: `${verb}-${of}`, text } : { text })
    // One statement for all tables: a single append would else spend most of its time on round trips.
    await client.query({ ...named(deleteText(tables, schema), 'unproject'), values: [ids] })
    const rows = Object.fromEntries(tables.map(({ name }) => [name, projected.flatMap((made) => made[name] ?? [])]))
    await client.query({ ...named(insertText(tables, schema), 'project'), values: [JSON.stringify(rows)] })
  }
}

// Table, key and schema are the code's own words, never a person's.
function deleteText(tables: Projector['tables'], schema: string): string {
  const parts = tables.map(
    ({ name, key }) => `${name}_gone as (delete from ${schema}.${name} where ${key} = any ($1::uuid[]))`,
  )
  return `with ${parts.join(', ')} select`
}

function insertText(tables: Projector['tables'], schema: string): string {
  const parts = tables.map(({ name }) => {
    const table = `${schema}.${name}`
    return `${name}_made as (insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb -> '${name}'))`
  })
  return `with ${parts.join(', ')} select`
}

// Migrations are plain SQL files, applied in the order of their numbers, each in one transaction, and never changed afterwards:
// a database is only ever what its files say.
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { OperatorProblem } from '../operator-problem.ts'

const DIRECTORY = join(import.meta.dirname, 'migrations')

// Any constant will do: "kmig" in ASCII. Two servers of one database that start at once migrate it one after the other.
const LOCK_KEY = 0x6b6d6967

type Migration = { name: string; sql: string; sha256: string }
type Applied = { name: string; sha256: string }

export type MigrateOptions = {
  ownerUrl: string
  /** Role that the app signs in with; replaces :"app" in the files. */
  appRole: string
  /** Called before each file that is applied. */
  progress?: (name: string) => void
  directory?: string
}

/** Applies what is missing and returns the names of it. Refuses a database whose history is not these files'. */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const migrations = await readMigrations(options.directory ?? DIRECTORY)
  const client = new pg.Client({ connectionString: options.ownerUrl, application_name: `komar migrate ${process.pid}` })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK_KEY])
    await ensureRegister(client)
    const { rows } = await client.query<Applied>('select name, sha256 from komar.migration order by name')
    const missing = compareHistory(migrations, rows)
    for (const migration of missing) {
      options.progress?.(migration.name)
      await apply(client, migration, options.appRole)
    }
    return missing.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

/**
 * For commands that work on what is there and change no schema. @throws OperatorProblem when a database was last used by another version of
 * Komar: they would stop at the first table that is not there. An empty one passes: what is missing there is not a migration.
 */
export async function refuseOtherVersion(owner: pg.ClientBase): Promise<void> {
  if (!(await hasRegister(owner))) return
  const { rows } = await owner.query<Applied>('select name, sha256 from komar.migration order by name')
  if (compareHistory(await readMigrations(DIRECTORY), rows).length === 0) return
  throw new OperatorProblem(
    'These data were last used by an older Komar: start this one once, which brings them up to date, or use the Komar that wrote them.',
  )
}

/** The last that this version of Komar has. A database that has it has all, and perhaps a newer version's. */
export async function lastMigration(): Promise<string> {
  return (await migrationNames(DIRECTORY)).at(-1) ?? ''
}

async function migrationNames(directory: string): Promise<string[]> {
  return (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort()
}

async function readMigrations(directory: string): Promise<Migration[]> {
  return Promise.all(
    (await migrationNames(directory)).map(async (name) => {
      if (!/^\d{4}-[a-z0-9-]+\.sql$/.test(name))
        throw new OperatorProblem(`${join(directory, name)}: a migration is named 0001-like-this.sql.`)
      const sql = await readFile(join(directory, name), 'utf8')
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

async function hasRegister(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(`select to_regclass('komar.migration') is not null as found`)
  return rows[0]?.found === true
}

async function ensureRegister(client: pg.Client): Promise<void> {
  if (await hasRegister(client)) return
  await client.query(`
    begin;
    create schema if not exists komar;
    create table komar.migration (name text primary key, sha256 text not null, applied_at timestamptz not null default now());
    comment on table komar.migration is 'Migration files applied to this database, with their hashes. Written by the owner alone.';
    alter table komar.migration enable row level security;
    alter table komar.migration force row level security;
    create policy owner on komar.migration to current_user using (true);
    commit`)
}

function compareHistory(migrations: Migration[], applied: Applied[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const { name, sha256 } of applied) {
    const file = known.get(name)
    if (file === undefined) {
      throw new OperatorProblem(
        `This database was migrated by a newer Komar (it has ${name}): start that version, or restore a backup made before.`,
      )
    }
    if (file.sha256 !== sha256) {
      throw new OperatorProblem(
        `${name} was changed after it had been applied to this database: put the file back as it was and write a new migration.`,
      )
    }
  }
  const missing = migrations.filter(({ name }) => !applied.some((row) => row.name === name))
  const last = applied.at(-1)?.name ?? ''
  const late = missing.find(({ name }) => name < last)
  if (late !== undefined) {
    throw new OperatorProblem(
      `${late.name} comes before ${last}, which this database already has: give the new migration a higher number.`,
    )
  }
  return missing
}

async function apply(client: pg.Client, migration: Migration, appRole: string): Promise<void> {
  try {
    await client.query('begin')
    await client.query(migration.sql.replaceAll(':"app"', pg.escapeIdentifier(appRole)))
    await client.query('insert into komar.migration (name, sha256) values ($1, $2)', [migration.name, migration.sha256])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw new OperatorProblem(
      `${migration.name} could not be applied and changed nothing: ${describe(error, migration.sql)}`,
      { cause: error },
    )
  }
}

function describe(error: unknown, sql: string): string {
  if (!(error instanceof pg.DatabaseError)) return String(error)
  const line = error.position === undefined ? '' : ` (line ${sql.slice(0, Number(error.position)).split('\n').length})`
  return [error.message + line, error.hint].filter(Boolean).join('; ')
}

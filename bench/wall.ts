// npm run test:wall: opens one hole at a time in the database's wall (a policy that lets everybody through, row-level security no longer
// forced, a grant too many, a definer function that no longer asks) and looks which access test sees it. Writes docs/wall.md.
// A hole that no test sees is a fault, and the exit code says so. What the catalogue's rules see takes a moment for each hole, the rest a
// quarter of a minute: half an hour on a quiet machine. `--only PATTERN` and `--limit N` pick some: their table is printed, and the file
// stays.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import pg from 'pg'
import { catalogueRules } from '../apps/server/src/db/catalogue.ts'
import { openEmbedded } from '../apps/server/src/db/embedded.ts'
import { prepareDatabase } from '../apps/server/src/db/prepare.ts'
import { inDatabase, TEMPLATE } from '../apps/server/src/db/test-database.ts'
import { holesOf, type Hole } from './wall-holes.ts'

const root = join(import.meta.dirname, '..')
const { values } = parseArgs({ options: { only: { type: 'string', default: '' }, limit: { type: 'string' } } })

/** Tests that can see a hole which the catalogue's rules do not, the quickest first; the run ends at the first that does. */
const stages: readonly (readonly string[])[] = [
  ['db/stranger.db'],
  ['chronicle/attack.db'],
  ['chronicle/access.rls'],
  ['access/', 'chronicle/', 'http/sight.db', 'http/handle.db', 'insight/', 'register/', 'wellbeing/'],
]

type Seen = { hole: Hole; by: string | null }

/** A database without a hole, of which each that has one is a copy. */
const whole = 'komar_wall'

/** Files of tests that pass on a database without a hole. */
const sound = new Set<string>()

const directory = await mkdtemp(join(tmpdir(), 'komar-wall-'))
const engine = await openEmbedded({
  dataDirectory: directory,
  purpose: 'serve',
  settings: {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    autovacuum: 'off',
    max_connections: '300',
  },
})
try {
  await onServer((server) => server.query(`create database ${whole} owner komar_owner`))
  await prepareDatabase({ ownerUrl: inDatabase(engine.ownerUrl, whole), appUrl: engine.appUrl })
  const { all, holes } = await chooseHoles()
  const seen: Seen[] = []
  for (const hole of holes) {
    const by = await whoSees(hole)
    seen.push({ hole, by })
    // After each, so that a run that was stopped has told what it saw.
    if (holes.length === all.length) await writeFile(join(root, 'docs/wall.md'), tableOf(seen, all.length))
    process.stdout.write(`${by === null ? '✗ nobody sees' : '✓'} ${hole.name}${by === null ? '' : `: ${by}`}\n`)
  }
  if (holes.length < all.length) process.stdout.write(`\n${tableOf(seen, all.length)}`)
  process.exitCode = seen.every(({ by }) => by !== null) ? 0 : 1
} finally {
  await engine.stop()
  await rm(directory, { recursive: true, force: true })
}

/** All holes there are, and those that were asked for, each of which opens. */
async function chooseHoles(): Promise<{ all: Hole[]; holes: Hole[] }> {
  return onServer(async (db) => {
    const all = await holesOf(db)
    const wanted = all.filter(({ name }) => new RegExp(values.only, 'u').test(name))
    return { all, holes: wanted.slice(0, Number(values.limit ?? wanted.length)) }
  }, whole)
}

/** The first rule or test that a database with the hole breaks; null when there is none. */
async function whoSees(hole: Hole): Promise<string | null> {
  const broken = await onServer((db) => brokenRule(db, hole), whole)
  if (broken !== null) return `db/catalogue.db.test.ts: ${broken}`
  for (const files of stages) {
    await makeTemplate(hole)
    const { failed, report } = await runTests(files)
    if (!failed) continue
    const by = await firstFailure(report)
    // A busy machine makes tests fail too, of time: the one that failed must pass without the hole.
    if (await passesWithout(by)) return by
  }
  return null
}

/** Opens the hole and closes it again. A hole that does not open would be seen by every test: it has no database to be tested on. */
async function brokenRule(db: pg.Client, { name, statement }: Hole): Promise<string | null> {
  await db.query('begin')
  try {
    await db.query(statement).catch((error: unknown) => {
      throw new Error(`this hole cannot be opened: ${name}`, { cause: error })
    })
    for (const { says, faults } of catalogueRules) if ((await db.query(faults)).rows.length > 0) return says
    return null
  } finally {
    await db.query('rollback')
  }
}

async function runTests(files: readonly string[]) {
  const report = join(directory, 'report.json')
  // What a run before it left is no word of this one.
  await rm(report, { force: true })
  const args = ['run', '--project', 'db', '--bail', '1', '--reporter=json', `--outputFile=${report}`, ...files]
  const env = { ...process.env, KOMAR_WORLDS: '2', KOMAR_TEST_SERVER: JSON.stringify(engine) }
  const options = { cwd: root, env, maxBuffer: 64 * 1024 * 1024 }
  const program = join(root, 'node_modules/vitest/vitest.mjs')
  const failed = await promisify(execFile)(process.execPath, [program, ...args], options).then(
    () => false,
    () => true,
  )
  return { failed, report }
}

/** Whether a test's file passes on a database without a hole; asked once for each. */
async function passesWithout(by: string): Promise<boolean> {
  const [file = ''] = by.split(': ')
  if (sound.has(file)) return true
  await makeTemplate(null)
  const { failed } = await runTests([file])
  if (!failed) sound.add(file)
  return !failed
}

/** The database of which the tests make their copies. */
function makeTemplate(hole: Hole | null): Promise<void> {
  return onServer(async (server) => {
    await server.query(`drop database if exists ${TEMPLATE} with (force)`)
    await server.query(`create database ${TEMPLATE} template ${whole} owner komar_owner`)
    if (hole !== null) await onServer((db) => db.query(hole.statement), TEMPLATE)
  })
}

async function onServer<T>(work: (db: pg.Client) => Promise<T>, name?: string): Promise<T> {
  const { administratorUrl } = engine
  const client = new pg.Client({
    connectionString: name === undefined ? administratorUrl : inDatabase(administratorUrl, name),
  })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

type Result = { name: string; status: string; assertionResults: { status: string; fullName: string }[] }
type Report = { testResults: Result[] }

async function firstFailure(report: string): Promise<string> {
  const { testResults } = JSON.parse(await readFile(report, 'utf8')) as Report // vitest's own form
  for (const { name, assertionResults } of testResults) {
    const failed = assertionResults.find(({ status }) => status === 'failed')
    if (failed !== undefined) return `${fileOf(name)}: ${failed.fullName}`
  }
  // A hole through which a test cannot even be set up: none of its own failed, it did.
  const unready = testResults.find(({ status }) => status === 'failed')
  if (unready === undefined) throw new Error('the tests ended badly, and the report names no file that failed')
  return `${fileOf(unready.name)}: its set-up`
}

function fileOf(path: string): string {
  return path.split('/src/')[1] ?? path
}

function tableOf(seen: readonly Seen[], all: number): string {
  const rows = seen.map(({ hole, by }) => `| ${hole.name} | ${by ?? '**nobody**'} |`.replaceAll('\n', ' '))
  return `# Holes in the wall, and which test sees each

Written by \`npm run test:wall\` (bench/wall.ts); do not edit. Each hole was opened by itself on a database of its own, and the access tests were run until one failed, which passes without the hole. ${seen.length} of ${all} holes were tried, ${seen.filter(({ by }) => by === null).length} seen by nobody.

| hole | seen by |
| --- | --- |
${rows.join('\n')}
`
}

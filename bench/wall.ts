// npm run test:wall: opens one hole at a time in the database's wall (a policy that lets everybody through, row-level security no longer
// forced, a grant too many, a definer function that no longer asks) and looks which access test sees it. Writes docs/wall.md.
// A hole that no test sees is a fault, and the exit code says so. About a quarter of an hour on a quiet machine. `--only PATTERN` and
// `--limit N` pick some: their table is printed, and the file stays.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import pg from 'pg'
import { openEmbedded } from '../apps/server/src/db/embedded.ts'
import { prepareDatabase } from '../apps/server/src/db/prepare.ts'
import { holesOf, type Hole } from './wall-holes.ts'

const root = join(import.meta.dirname, '..')
const { values } = parseArgs({ options: { only: { type: 'string', default: '' }, limit: { type: 'string' } } })

/** Tests that can see a hole, the quickest first; the run ends at the first that does. */
const stages: readonly (readonly string[])[] = [
  ['db/catalogue.db'],
  ['chronicle/access.rls', 'chronicle/attack.db', 'db/stranger.db'],
  ['access/', 'chronicle/', 'http/sight.db', 'http/handle.db', 'insight/', 'register/', 'wellbeing/'],
]

type Seen = { hole: Hole; by: string | null }

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
  await prepareDatabase(engine)
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
  const administrator = new pg.Client({ connectionString: engine.maintenanceUrl })
  await administrator.connect()
  try {
    const all = await holesOf(administrator)
    const wanted = all.filter(({ name }) => new RegExp(values.only, 'u').test(name))
    const holes = wanted.slice(0, Number(values.limit ?? wanted.length))
    for (const hole of holes) await tryOnce(administrator, hole)
    return { all, holes }
  } finally {
    await administrator.end()
  }
}

/** A hole that does not open leaves no database to test on, and each test would seem to see it. */
async function tryOnce(db: pg.Client, { name, statement }: Hole): Promise<void> {
  await db.query('begin')
  try {
    await db.query(statement)
  } catch (error) {
    throw new Error(`this hole cannot be opened: ${name}`, { cause: error })
  } finally {
    await db.query('rollback')
  }
}

/** The first test that fails on a database with the hole; null when all pass. */
async function whoSees({ statement }: Hole): Promise<string | null> {
  for (const files of stages) {
    await dropTemplate()
    const { failed, report } = await runTests(files, { KOMAR_WALL_HOLE: statement })
    if (!failed) continue
    const by = await firstFailure(report)
    // A busy machine makes tests fail too, of time: the one that failed must pass without the hole.
    if (await passesWithout(by)) return by
  }
  return null
}

async function runTests(files: readonly string[], more: Record<string, string>) {
  const report = join(directory, 'report.json')
  // What a run before it left is no word of this one.
  await rm(report, { force: true })
  const args = ['run', '--project', 'db', '--bail', '1', '--reporter=json', `--outputFile=${report}`, ...files]
  const env = { ...process.env, KOMAR_WORLDS: '2', KOMAR_TEST_SERVER: JSON.stringify(engine), ...more }
  const options = { cwd: root, env, maxBuffer: 64 * 1024 * 1024 }
  const program = join(root, 'node_modules/vitest/vitest.mjs')
  const failed = await promisify(execFile)(process.execPath, [program, ...args], options).then(
    () => false,
    () => true,
  )
  return { failed, report }
}

async function passesWithout(by: string): Promise<boolean> {
  await dropTemplate()
  const [file = ''] = by.split(': ')
  return runTests([file], {}).then(({ failed }) => !failed)
}

async function dropTemplate(): Promise<void> {
  const administrator = new pg.Client({ connectionString: engine.administratorUrl })
  await administrator.connect()
  await administrator.query('drop database if exists komar_template with (force)')
  await administrator.end()
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

// One engine on which holes are opened, one after the other, and the tests that look for them; bench/wall.ts runs several beside each other.
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { catalogueRules } from '../apps/server/src/db/test-catalogue.ts'
import { prepareDatabase } from '../apps/server/src/db/prepare.ts'
import { inDatabase, TEMPLATE } from '../apps/server/src/db/test-database.ts'
import { openOwn } from '../apps/server/src/db/test-server.ts'
import type { Hole } from './wall-holes.ts'

const root = join(import.meta.dirname, '..')

const tests = join(root, 'apps/server/src')
/** Of more files than these, naming a table says nothing of which is about it. */
const fewFiles = 6

/** Tests that can see a hole which the catalogue's rules do not, the quickest first; the run ends at the first that does. */
const stagesOf = async (hole: Hole, isThorough: boolean): Promise<readonly (readonly string[])[]> => [
  // To a stranger, who comes as the app, a hole of another role is none.
  otherRole(hole) === undefined
    ? [
        'db/stranger.db',
        'db/app-policies.db',
        'db/entry-policies.db',
        'db/list-policies.db',
        'db/own-policies.db',
        'db/glass-policies.db',
      ]
    : [],
  await filesNaming(hole),
  ['chronicle/attack.db'],
  ['chronicle/access.rls'],
  ...(isThorough ? [['insight/device-answers.db'], allOfThem] : []),
]

const allOfThem = ['access/', 'chronicle/', 'http/sight.db', 'http/handle.db', 'insight/', 'register/', 'wellbeing/']

/** Tests that name the role, the app excepted, of which the hole is one; or the table or function that has it. */
async function filesNaming(hole: Hole): Promise<string[]> {
  const table = /\bkomar\."?(\w+)/u.exec(hole.statement)?.[1] ?? ''
  const role = otherRole(hole)
  const name = new RegExp(role === undefined ? `\\bkomar\\.${table}\\b` : `\\b${role}\\b`, 'u')
  const files = await readdir(tests, { recursive: true })
  const naming: string[] = []
  for (const file of files.filter((each) => each.endsWith('.db.test.ts')))
    if (name.test(await readFile(join(tests, file), 'utf8'))) naming.push(file)
  return naming.length > fewFiles ? [] : naming
}

function otherRole({ roles }: Hole): string | undefined {
  return roles?.find((each) => each !== 'komar_app')
}

/** A database without a hole, of which each that has one is a copy. */
const whole = 'komar_wall'

/** An engine with a whole database, and what is known of the tests on it. */
export type Lane = {
  /** Where its tests report. */
  directory: string
  engine: Awaited<ReturnType<typeof openOwn>>
  /** Files of tests that pass without a hole. */
  sound: Set<string>
}

export async function openLane(): Promise<Lane> {
  const directory = await mkdtemp(join(tmpdir(), 'komar-wall-'))
  const lane = { directory, engine: await openOwn(), sound: new Set<string>() }
  const { ownerUrl, appUrl } = lane.engine
  await onServer(lane, (server) => server.query(`create database ${whole} owner komar_owner`))
  await prepareDatabase({ ownerUrl: inDatabase(ownerUrl, whole), appUrl })
  return lane
}

export async function closeLane({ engine, directory }: Lane): Promise<void> {
  await engine.stop()
  await rm(directory, { recursive: true, force: true })
}

/** Works on the whole database. */
export function onWhole<T>(lane: Lane, work: (db: pg.Client) => Promise<T>): Promise<T> {
  return onServer(lane, work, whole)
}

/** The first rule or test that a database with the hole breaks; null when there is none. What takes minutes is asked only if `isThorough`. */
export async function whoSees(lane: Lane, hole: Hole, { isThorough }: { isThorough: boolean }): Promise<string | null> {
  const broken = await onWhole(lane, (db) => brokenRule(db, hole))
  if (broken !== null) return `db/catalogue.db.test.ts: ${broken}`
  for (const files of await stagesOf(hole, isThorough)) {
    if (files.length === 0) continue
    await makeTemplate(lane, hole)
    const { failed, said, report } = await runTests(lane, files)
    if (!failed) continue
    const by = await firstFailure(report).catch((error: unknown) => {
      throw new Error(`the tests told nothing of ${hole.name}: ${said}`, { cause: error })
    })
    // A busy machine makes tests fail too, of time: the one that failed must pass without the hole.
    if (await passesWithout(lane, by)) return by
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

async function runTests({ engine, directory }: Lane, files: readonly string[]) {
  const report = join(directory, 'report.json')
  // What a run before it left is no word of this one.
  await rm(report, { force: true })
  const how = ['--project', 'db', '--bail', '1', '--maxWorkers', '1', '--reporter=json', `--outputFile=${report}`]
  const env = { ...process.env, KOMAR_WORLDS: '2', KOMAR_TEST_SERVER: JSON.stringify(engine) }
  const program = join(root, 'node_modules/vitest/vitest.mjs')
  return promisify(execFile)(process.execPath, [program, 'run', ...how, ...files], {
    cwd: root,
    env,
    maxBuffer: 64 * 1024 * 1024,
  }).then(
    ({ stderr }) => ({ failed: false, said: stderr, report }),
    (error: unknown) => ({ failed: true, said: String(error), report }),
  )
}

/** Whether a test's file passes on a database without a hole; asked once for each. */
async function passesWithout(lane: Lane, by: string): Promise<boolean> {
  const [file = ''] = by.split(': ')
  if (lane.sound.has(file)) return true
  await makeTemplate(lane, null)
  const { failed } = await runTests(lane, [file])
  if (!failed) lane.sound.add(file)
  return !failed
}

/** The database of which the tests make their copies. */
function makeTemplate(lane: Lane, hole: Hole | null): Promise<void> {
  return onServer(lane, async (server) => {
    await server.query(`drop database if exists ${TEMPLATE} with (force)`)
    await server.query(`create database ${TEMPLATE} template ${whole} owner komar_owner`)
    if (hole !== null) await onServer(lane, (db) => db.query(hole.statement), TEMPLATE)
  })
}

async function onServer<T>({ engine }: Lane, work: (db: pg.Client) => Promise<T>, name?: string): Promise<T> {
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

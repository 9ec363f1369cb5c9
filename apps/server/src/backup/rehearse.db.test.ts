// A backup is restored into a scratch host, compared, and nothing of it stays.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  addAgency,
  addPerson,
  append,
  childRegistered,
  testChronicle,
  type Person,
  type TestChronicle,
} from '../chronicle/test-people.ts'
import { findPostmaster, isPostgres } from '../db/embedded-cluster.ts'
import { findPlaces } from '../db/embedded-places.ts'
import { makePool } from '../db/pool.ts'
import { makeHostKeys, secretsOf } from '../keys/host-keys.ts'
import { recogniseKeys } from '../keys/known-keys.ts'
import { recogniseSigningKey } from '../keys/known-signing-key.ts'
import { signHead } from '../chronicle/signed-heads.ts'
import { worldOf } from '../world.ts'
import { identitiesFrom, recipientsFor } from './keys.ts'
import { rehearse, type Rehearsal, type RehearseOptions } from './rehearse.ts'
import { writeBackup } from './write-backup.ts'

const keys = await makeHostKeys()
const others = await makeHostKeys()
let host: TestChronicle
let worker: Person
let directory: string
let file: string
let owner: pg.Pool
let before: string[]

beforeAll(async () => {
  host = await testChronicle()
  worker = await addPerson(host.administrator, await addAgency(host.administrator), ['social-worker'])
  await addChildren(20)
  directory = await mkdtemp(join(tmpdir(), 'komar-rehearse-'))
  await chmod(directory, 0o755) // the engine's own account must enter
  owner = makePool({ url: host.database.ownerUrl, max: 1 })
  const db = await owner.connect()
  await recogniseKeys(db, keys, false)
  await recogniseSigningKey(db, keys.signing, false)
  await signHead(db, keys.signing)
  db.release()
  file = await backUp('host.komar', keys)
  before = (await readdir(directory)).toSorted()
})
afterAll(async () => {
  await owner.end()
  await host.dispose()
  await rm(directory, { recursive: true })
})

async function addChildren(count: number): Promise<void> {
  const children = Array.from({ length: count }, () => childRegistered(worker))
  const results = await append(host.app, worker, children, { world: worldOf('kh') })
  expect(results.map(({ status }) => status)).not.toContain('refused')
}

async function backUp(name: string, withKeys: typeof keys): Promise<string> {
  const db = await owner.connect()
  try {
    const recipients = await recipientsFor(directory, [])
    const to = join(directory, name)
    await writeBackup(db, { file: to, recipients, keys: secretsOf(withKeys), now: '2026-11-29T10:00:00.000Z' })
    return to
  } finally {
    db.release()
  }
}

const rehearsed = async (from: string, given: Partial<RehearseOptions> = {}): Promise<Rehearsal> =>
  rehearse({
    file: from,
    decrypter: await identitiesFrom(directory, undefined),
    directory,
    worldOf: (country) => Promise.resolve(worldOf(country)),
    running: owner,
    ...given,
  })

it('says that a good backup restores, how far it is behind, and leaves nothing', { timeout: 120_000 }, async () => {
  await addChildren(3)
  const found = await rehearsed(file)
  expect(found).toMatchObject({ faults: [], entries: 20, behind: 3, subjects: 20, rows: { entry: 20 } })
  expect((await readdir(directory)).toSorted()).toEqual(before)
})

/** One of its own process, as the command makes it, while it restores. */
async function begun(): Promise<{ child: ChildProcess; said: () => string; scratch: string; postmaster: number }> {
  const program = join(import.meta.dirname, '../cli.ts')
  const child = spawn(process.execPath, [program, 'backup', 'rehearse', file, '--alone'], {
    env: { ...process.env, KOMAR_DATA: directory },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  while (!said.includes('restoring')) {
    if (child.exitCode !== null) throw new Error(said)
    await once(child.stderr, 'data')
  }
  const [name = ''] = (await readdir(directory)).filter((one) => one.startsWith('rehearsal-'))
  const scratch = join(directory, name)
  const { pid } = (await findPostmaster((await findPlaces(scratch)).cluster)) ?? {}
  if (pid === undefined) throw new Error('no engine runs')
  return { child, said: () => said, scratch, postmaster: pid }
}

it('takes away what one left that was killed: its server, and what it had restored', { timeout: 120_000 }, async () => {
  const { child, scratch, postmaster } = await begun()
  expect((await stat((await findPlaces(scratch)).directory)).mode & 0o777).toBe(0o700)
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect([await isPostgres(postmaster), (await readdir(directory)).length]).toEqual([true, before.length + 1])
  await rehearsed(file)
  expect(await isPostgres(postmaster)).toBe(false)
  expect((await readdir(directory)).toSorted()).toEqual(before)
})

it('leaves nothing when it is stopped, and says that nothing is known', { timeout: 120_000 }, async () => {
  const { child, said, postmaster } = await begun()
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([1, null])
  expect(said()).toContain('nothing is known of this backup')
  expect(await isPostgres(postmaster)).toBe(false)
  expect((await readdir(directory)).toSorted()).toEqual(before)
})

it('leaves one alone that runs, and a server that is not its own', { timeout: 120_000 }, async () => {
  const stranger = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 120000)'])
  const [mine, theirs] = [join(directory, `rehearsal-${process.ppid}-abc`), join(directory, 'rehearsal-999999999-abc')]
  for (const scratch of [mine, theirs]) {
    const { cluster } = await findPlaces(scratch)
    await mkdir(cluster, { recursive: true })
    await writeFile(join(cluster, 'postmaster.pid'), `${stranger.pid}\n${cluster}\n`)
  }
  const said: string[] = []
  await rehearsed(file, { say: (step) => void said.push(step) })
  expect(stranger.exitCode).toBeNull()
  expect((await readdir(directory)).toSorted()).toEqual([...before, `rehearsal-${process.ppid}-abc`].toSorted())
  expect(said.join()).toContain(mine)
  stranger.kill()
  await rm(mine, { recursive: true })
})

it('names keys that are not of the data, and a past that is not that of the host', { timeout: 120_000 }, async () => {
  const wrong = await backUp('wrong.komar', others)
  await host.administrator.query(`update komar.chain set chain = sha256('x') where seq = 23`)
  const { faults } = await rehearsed(wrong)
  await rm(wrong)
  expect(faults.join(' ')).toMatch(/keys in the backup are not those/u)
  expect(faults.join(' ')).toMatch(/The host that runs here has another past/u)
})

it('refuses a damaged file, and leaves nothing of that either', { timeout: 120_000 }, async () => {
  const damaged = join(directory, 'damaged.komar')
  await writeFile(damaged, (await readFile(file)).subarray(0, (await stat(file)).size - 200))
  await expect(rehearsed(damaged)).rejects.toThrow(/breaks off|was changed/u)
  await rm(damaged)
  expect((await readdir(directory)).toSorted()).toEqual(before)
})

const RELEASED = join(import.meta.dirname, 'released')
const releases = (await readdir(RELEASED)).filter((name) => name.endsWith('.komar'))

it.each(releases)('says the same of a backup that %s made', { timeout: 120_000 }, async (name) => {
  const decrypter = await identitiesFrom(directory, join(RELEASED, 'key.txt'))
  const found = await rehearsed(join(RELEASED, name), { decrypter, running: null })
  expect(found).toMatchObject({ faults: [], behind: null })
  expect(found.subjects).toBeGreaterThan(0)
})

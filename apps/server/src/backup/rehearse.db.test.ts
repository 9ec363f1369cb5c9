// A backup is restored into a scratch host, compared, and nothing of it stays.
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { chmod } from 'node:fs/promises'
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
import { makePool } from '../db/pool.ts'
import { makeHostKeys, secretsOf } from '../keys/host-keys.ts'
import { recogniseKeys } from '../keys/known-keys.ts'
import { recogniseSigningKey } from '../keys/known-signing-key.ts'
import { signHead } from '../chronicle/signed-heads.ts'
import { worldOf } from '../world.ts'
import { identitiesFrom, recipientsFor } from './keys.ts'
import { rehearse, type Rehearsal } from './rehearse.ts'
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
  await writeFile(join(directory, 'rehearsal-999999999-abc'), 'left over by one that was killed')
  before = (await readdir(directory)).filter((name) => !name.startsWith('rehearsal-')).toSorted()
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

const rehearsed = async (from: string): Promise<Rehearsal> =>
  rehearse({
    file: from,
    decrypter: await identitiesFrom(directory, undefined),
    directory,
    worldOf: (country) => Promise.resolve(worldOf(country)),
    running: owner,
  })

it('says that a good backup restores, how far it is behind, and leaves nothing', { timeout: 120_000 }, async () => {
  await addChildren(3)
  const found = await rehearsed(file)
  expect(found).toMatchObject({ faults: [], entries: 20, behind: 3, subjects: 20, rows: { entry: 20 } })
  expect((await readdir(directory)).toSorted()).toEqual(before)
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

// npm run released -- NAME: keeps what this version of Komar writes, for every later one to read: a small made-up host as a backup, and
// what is on its lists. Run it at each release, with the version as NAME; the files in released/ are never changed.
import { Encrypter, identityToRecipient } from 'age-encryption'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Role } from '@komar/domain/access/roles'
import { story, testId, people } from '@komar/domain/example-entries.fixture'
import {
  addAgency,
  addPerson,
  append,
  circleOf,
  entryOf,
  join as joinCircle,
  type Person,
} from '../chronicle/test-people.ts'
import { openEmbedded } from '../db/embedded.ts'
import { makePool } from '../db/pool.ts'
import { prepareDatabase } from '../db/prepare.ts'
import { makeHostKeys, secretsOf } from '../keys/host-keys.ts'
import { worldOf } from '../world.ts'
import { readLists } from './released-lists.ts'
import { writeBackup } from './write-backup.ts'

const RELEASED = join(import.meta.dirname, 'released')
/** For made-up people only, and so in the repository. */
const KEY = join(RELEASED, 'key.txt')
const families = 12
/** All at once, so that one story can be told in a few lines. */
const storytellers: readonly Role[] = ['social-worker', 'supervisor', 'prison-officer', 'clinician']

const [name] = process.argv.slice(2)
if (name === undefined || !/^[a-z0-9.-]+$/u.test(name)) throw new Error('a name is needed, such as 0.1.0')

const dataDirectory = await mkdtemp(join(tmpdir(), 'komar-released-'))
const engine = await openEmbedded({ dataDirectory, purpose: 'serve' })
try {
  await prepareDatabase(engine)
  const administrator = new pg.Client({ connectionString: engine.maintenanceUrl })
  await administrator.connect()
  try {
    await writeFamilies(administrator, engine.appUrl)
    await writeFile(join(RELEASED, `${name}.json`), `${JSON.stringify(await readLists(administrator), null, 2)}\n`)
  } finally {
    await administrator.end()
  }
  await backUp(engine.ownerUrl, join(RELEASED, `${name}.komar`))
} finally {
  await engine.stop()
  await rm(dataDirectory, { recursive: true, force: true })
}

async function writeFamilies(administrator: pg.Client, appUrl: string): Promise<void> {
  await administrator.query(`insert into komar.host (stamp, country) values ('real', 'kh')`)
  const app = makePool({ url: appUrl, max: 2 })
  const writer = await addPerson(administrator, await addAgency(administrator), storytellers)
  await joinCircle(administrator, writer.user, await circleOf(administrator, 'facility', people.prison))
  const refused: string[] = []
  for (let family = 0; family < families; family += 1) {
    const results = await append(app, writer, familyOf(writer, family), { world: worldOf('kh') })
    for (const result of results) if (result.status === 'refused') refused.push(result.problem.code)
  }
  process.stderr.write(`${refused.length} refused, which are kept as well: ${[...new Set(refused)].join(', ')}\n`)
  await app.end()
}

/** The same story with ids, a code and a name of its own for each family; prisons are shared. */
function familyOf(writer: Person, family: number) {
  const shared = new Set<string>([people.prison, people.otherPrison])
  const move = (text: string) =>
    text.replaceAll(/00000000-0000-7000-8000-([0-9a-f]{12})/gu, (id, number: string) =>
      shared.has(id) ? id : testId(Number.parseInt(number, 16) + family * 0x10000),
    )
  return Object.values(story()).map(({ id, kind, subject, also, occurred, basis, body }) => {
    const moved = JSON.parse(move(JSON.stringify({ id, subject, also, body }))) as {
      id: string
      subject: string
      also: string[]
      body: Record<string, unknown>
    } // what was put in, with other ids
    const own = 'code' in moved.body ? { ...moved.body, code: `R-${String(family + 1).padStart(4, '0')}` } : moved.body
    return entryOf(writer, { ...moved, kind, occurred, basis, body: own })
  })
}

async function backUp(ownerUrl: string, file: string): Promise<void> {
  const owner = makePool({ url: ownerUrl, name: 'komar backup', max: 1 })
  const db = await owner.connect()
  const encrypter = new Encrypter()
  encrypter.addRecipient(await identityToRecipient((await readFile(KEY, 'utf8')).trim()))
  const keys = secretsOf(await makeHostKeys())
  const recipients = { encrypter, decrypter: null, ownKey: null }
  const { bytes, manifest } = await writeBackup(db, { file, recipients, keys, now: new Date().toISOString() })
  process.stderr.write(`${file}: ${manifest.head.seq} entries, ${bytes} bytes\n`)
  db.release()
  await owner.end()
}

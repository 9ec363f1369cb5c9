import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findPostmaster } from './embedded-cluster.ts'
import { type EmbeddedDatabase, openEmbedded } from './embedded.ts'

const MODULE = pathToFileURL(join(import.meta.dirname, 'embedded.ts')).href
const isRoot = process.getuid?.() === 0

let directory: string
let opened: EmbeddedDatabase[]
let children: ChildProcess[]

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'komar-embedded-'))
  await chmod(directory, 0o755)
  opened = []
  children = []
})

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  await Promise.all(opened.map((database) => database.stop()))
  await rm(directory, { recursive: true, force: true })
})

describe('a first start', () => {
  test('makes an engine that keeps what it acknowledges and is not on the network', async () => {
    const { administratorUrl } = await open()
    const settings = [
      'fsync',
      'synchronous_commit',
      'full_page_writes',
      'data_checksums',
      'listen_addresses',
      'password_encryption',
    ]
    const columns = settings.map((name) => `current_setting('${name}') as ${name}`).join(', ')
    expect(await query(administratorUrl, `select ${columns}`)).toEqual([
      {
        fsync: 'on',
        synchronous_commit: 'on',
        full_page_writes: 'on',
        data_checksums: 'on',
        listen_addresses: '',
        password_encryption: 'scram-sha-256',
      },
    ])
    expect(
      await query(administratorUrl, `select datlocprovider, datlocale from pg_database where datname = 'komar'`),
    ).toEqual([{ datlocprovider: 'b', datlocale: 'C.UTF-8' }])
  })

  test('makes an owner and an app that are no superusers, and lets nobody in without a password', async () => {
    const { administratorUrl, ownerUrl, appUrl } = await open()
    const roles = `select rolname, rolsuper, rolbypassrls, rolinherit, rolcreaterole from pg_roles where rolname like 'komar_%' order by 1`
    const plain = { rolsuper: false, rolbypassrls: false }
    expect(await query(administratorUrl, roles)).toEqual([
      expect.objectContaining({ rolname: 'komar_administrator', rolsuper: true }),
      { rolname: 'komar_app', ...plain, rolinherit: false, rolcreaterole: false },
      { rolname: 'komar_owner', ...plain, rolinherit: true, rolcreaterole: true },
    ])
    expect(await query(ownerUrl, 'select current_user as it')).toEqual([{ it: 'komar_owner' }])
    expect(await query(appUrl, 'select current_user as it')).toEqual([{ it: 'komar_app' }])
    const withoutPassword = new URL(appUrl)
    withoutPassword.password = 'guess'
    await expect(query(withoutPassword.href, 'select 1')).rejects.toThrow('password authentication failed')
    expect((await stat(join(directory, 'postgres/passwords.json'))).mode & 0o777).toBe(0o600)
  })

  test('never runs the engine as root', async () => {
    await open()
    const { pid } = await postmaster()
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => 'Uid:\t1')
    expect(/Uid:\t(\d+)/.exec(status)?.[1]).not.toBe('0')
  })

  test('works in a directory whose path is too long for a socket', async () => {
    const deep = join(directory, 'a-very-long-name-of-a-directory'.repeat(2), 'and-another-of-that-kind'.repeat(3))
    const { appUrl, stop } = await open({ dataDirectory: deep })
    expect(await query(appUrl, 'select 1 as it')).toEqual([{ it: 1 }])
    const socketDirectory = new URL(appUrl).searchParams.get('host') ?? ''
    expect(socketDirectory.length).toBeLessThan(90)
    await stop()
    await rm(socketDirectory, { recursive: true })
  })

  test('two at once: one gets the directory, the other a clear sentence', async () => {
    const results = await Promise.allSettled([open(), open(), open()])
    const refusals = results.flatMap((result) => (result.status === 'rejected' ? [String(result.reason)] : []))
    expect(refusals).toHaveLength(2)
    for (const refusal of refusals) expect(refusal).toContain('Another Komar (process ')
    const winner = opened[0]
    expect(await query(winner?.appUrl ?? '', 'select 1 as it')).toEqual([{ it: 1 }])
  })

  test('a directory that the unprivileged account cannot enter is only noted in it', async () => {
    const closed = join(directory, 'closed')
    const systemDirectory = join(directory, 'system')
    await mkdir(closed, { mode: 0o700 })
    const dataDirectory = join(closed, 'data')
    const first = await open({ dataDirectory, systemDirectory })
    await query(first.ownerUrl, 'create table kept (id int)')
    await first.stop()
    expect(existsSync(join(dataDirectory, 'postgres'))).toBe(!isRoot)
    expect(existsSync(join(dataDirectory, 'postgres-is-in.txt'))).toBe(isRoot)
    // Opened up later, it must still be found where it was made.
    await chmod(closed, 0o755)
    const second = await open({ dataDirectory, systemDirectory })
    expect(await query(second.ownerUrl, 'select from kept')).toEqual([])
  })
})

describe('a later start', () => {
  test('after a stop finds everything, and the stop leaves no process', async () => {
    const first = await open()
    await query(first.ownerUrl, 'create table kept (id int); insert into kept values (7)')
    const { pid } = await postmaster()
    await first.stop()
    expect(isAlive(pid)).toBe(false)
    expect(existsSync(cluster('postmaster.pid'))).toBe(false)
    const second = await open()
    expect(second.origin).toBe('started')
    expect(await query(second.ownerUrl, 'select id from kept')).toEqual([{ id: 7 }])
  })

  test('adopts the engine of a Komar that was killed, and stops it in the end', async () => {
    const child = await openInChild()
    const { pid } = await postmaster()
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(isAlive(pid)).toBe(true)
    const adopted = await open()
    expect(adopted.origin).toBe('adopted')
    expect((await postmaster()).pid).toBe(pid)
    await adopted.stop()
    expect(existsSync(cluster('postmaster.pid'))).toBe(false)
  })

  test('beside a running Komar says so in one sentence and leaves it alone', async () => {
    const child = await openInChild()
    const sentence = `Another Komar (process ${child.pid}) is using ${join(directory, 'postgres')}: stop it, or give this one another data directory with KOMAR_DATA.`
    await expect(open()).rejects.toThrow(sentence)
    const joined = await open({ purpose: 'join' })
    expect(joined.origin).toBe('joined')
    await joined.stop()
    expect(isAlive((await postmaster()).pid)).toBe(true)
    child.stdin?.end()
    await once(child, 'exit')
    expect(await findPostmaster(cluster(''))).toBe(null)
  })

  test('is not stopped by the lock file of a dead engine whose number another program has got', async () => {
    const first = await open()
    await first.stop()
    await writeFile(cluster('postmaster.pid'), `${process.pid}\n${cluster('')}\n1\n5432\n/nowhere\n\n\nready\n`)
    expect((await open()).origin).toBe('started')
  })

  test('is not needed when the engine is killed outright: it is started again under the same address', async () => {
    const said: string[] = []
    const { ownerUrl } = await open({ report: (line) => said.push(line) })
    await query(ownerUrl, 'create table kept (id int); insert into kept values (7)')
    const { pid } = await postmaster()
    process.kill(pid, 'SIGKILL')
    await expect.poll(() => said, { timeout: 20_000 }).toHaveLength(2)
    expect(said).toEqual(['! The database has ended by itself; starting it again', '✓ The database runs again'])
    expect(await query(ownerUrl, 'select id from kept')).toEqual([{ id: 7 }])
    expect((await postmaster()).pid).not.toBe(pid)
    await expect(open()).rejects.toThrow('Another Komar (process ')
  })

  test('nor when one of its processes is: it comes back by itself, and the directory stays ours', async () => {
    const said: string[] = []
    const { administratorUrl } = await open({ report: (line) => said.push(line) })
    await query(administratorUrl, 'select 1')
    const rows = (await query(
      administratorUrl,
      `select pid from pg_stat_activity where application_name like 'komar %'`,
    )) as {
      pid: number
    }[]
    process.kill(rows[0]?.pid ?? 0, 'SIGKILL')
    await expect.poll(() => said.at(-1), { timeout: 20_000 }).toBe('✓ The database runs again')
    await expect(open()).rejects.toThrow('Another Komar (process ')
  })

  test('refuses data of another major version', async () => {
    await (await open()).stop()
    await writeFile(cluster('PG_VERSION'), '17\n')
    await expect(open()).rejects.toThrow(/was made by PostgreSQL 17 and this Komar brings PostgreSQL 18/)
  })

  test('says why the engine does not start', async () => {
    await (await open()).stop()
    await expect(open({ settings: { shared_buffers: 'plenty' } })).rejects.toThrow(/does not start: .*shared_buffers/)
  })

  test('refuses data whose passwords are gone', async () => {
    await (await open()).stop()
    await rm(join(directory, 'postgres/passwords.json'))
    await expect(open()).rejects.toThrow(/passwords\.json is missing/)
  })
})

async function open(options: Partial<Parameters<typeof openEmbedded>[0]> = {}): Promise<EmbeddedDatabase> {
  const database = await openEmbedded({ dataDirectory: directory, purpose: 'serve', ...options })
  opened.push(database)
  return database
}

// Another process that opens the directory and closes it again when its input ends.
async function openInChild(): Promise<ChildProcess> {
  const code = `
    import { openEmbedded } from '${MODULE}'
    const database = await openEmbedded({ dataDirectory: ${JSON.stringify(directory)}, purpose: 'serve' })
    process.stdout.write('open')
    process.stdin.resume().on('end', () => void database.stop())`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['pipe', 'pipe', 'inherit'] })
  children.push(child)
  await once(child.stdout, 'data')
  return child
}

async function postmaster() {
  const found = await findPostmaster(cluster(''))
  if (found === null) throw new Error('no postmaster runs')
  return found
}

function cluster(name: string): string {
  return join(directory, 'postgres/cluster', name)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function query(connectionString: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    const { rows } = await client.query(sql)
    return rows
  } finally {
    await client.end()
    await wait(0)
  }
}

// The host backs itself up: when it is due, one at a time, keeping what it has when it fails, and says when the last good one is too old.
import { showBackups, type Backups } from '@komar/contract/host'
import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { append, childRegistered } from '../chronicle/test-people.ts'
import { personOf, testHost, type TestHost } from '../http/test-host.ts'
import { makeHostKeys } from '../keys/host-keys.ts'
import { backupCommand } from './backup-command.ts'
import { backupName, markOf } from './retention.ts'
import { backUpWhenDue } from './scheduled-backup.ts'

let host: TestHost
let directory: string
let ownerUrl: string
let mark: string
const keep = { days: 3, weeks: 1, months: 1 }
const keys = await makeHostKeys()
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'komar-scheduled-'))
  host = await testHost({ backups: { directory, hours: 24, keep } })
  ownerUrl = String(host.owner.options.connectionString)
  mark = await markOfHost(host)
  const worker = await personOf(host, host.here.people['social-worker'])
  await append(host.pool, worker, [childRegistered(worker), childRegistered(worker)])
})
beforeEach(async () => {
  for (const name of await readdir(directory)) await rm(join(directory, name))
  await host.owner.query('delete from komar.backup_run')
  await host.owner.query('update komar.chain_head set backed_up_to = 0')
})
afterAll(async () => {
  await host.dispose()
  await rm(directory, { recursive: true })
})

async function markOfHost({ owner }: TestHost): Promise<string> {
  return markOf((await owner.query<{ epoch: string }>('select epoch from komar.host')).rows[0]?.epoch ?? '')
}

const run = (to = directory, url = ownerUrl) =>
  backUpWhenDue({
    ownerUrl: url,
    plan: { directory: to, hours: 24, keep },
    dataDirectory: directory,
    publicKeys: [],
    keys,
  })
const files = async (): Promise<string[]> =>
  (await readdir(directory)).filter((name) => name.includes('.komar')).toSorted()
const shown = async (): Promise<Backups> =>
  (await host.call(showBackups, {}, host.here.people.administrator.token)).json()
const readyz = async (): Promise<unknown> => (await host.app.inject({ url: '/readyz' })).json()
const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString()
/** Time passes: what was noted was so long ago. */
const age = (hours: number) =>
  host.owner.query(
    `update komar.backup_run set began_at = began_at - $1 * interval '1 hour', ended_at = ended_at - $1 * interval '1 hour'`,
    [hours],
  )

it('makes one when it is due, and then none until it is again', async () => {
  expect([(await shown()).state, await readyz()]).toEqual(['none', { status: 'ok', backup: 'none' }])
  expect([await run(), await run()]).toEqual(['made', 'not-due'])
  expect(await files()).toHaveLength(1)
  expect(await shown()).toMatchObject({
    state: 'good',
    everyHours: 24,
    keep,
    entriesSince: 0,
    runs: [{ state: 'good', isScheduled: true, entries: 2, fault: null }],
  })
  expect(await readyz()).toEqual({ status: 'ok', backup: 'good' })
  await age(23)
  expect(await run()).toBe('not-due')
  await age(1)
  expect(await run()).toBe('made')
})

it('one process at a time makes one, however many try', async () => {
  const outcomes = await Promise.all(Array.from({ length: 4 }, () => run()))
  expect(outcomes.filter((outcome) => outcome === 'made')).toHaveLength(1)
  expect(await files()).toHaveLength(1)
})

it('lets old ones go once a new one is whole, and nothing else that lies there', async () => {
  const old = [5, 4, 3, 2, 1].map((days) => backupName(mark, daysAgo(days)))
  for (const name of [...old, 'letter.txt']) await writeFile(join(directory, name), 'x')
  await writeFile(join(directory, `${backupName(mark, '2026-01-01T00:00:00Z')}.unfinished`), 'cut off by a power cut')
  await run()
  const left = await readdir(directory)
  expect(left).toContain('letter.txt')
  expect(left.some((name) => name.endsWith('.unfinished'))).toBe(false)
  expect((await files()).slice(0, 2)).toEqual(old.slice(-2))
  expect(await files()).toHaveLength(3)
})

it('two hosts in one directory, and a restored copy of one, leave each other what is theirs', async () => {
  const other = await testHost()
  const otherUrl = String(other.owner.options.connectionString)
  try {
    const theirMark = await markOfHost(other)
    const old = (whose: string): string[] => [5, 4, 3, 2, 1].map((days) => backupName(whose, daysAgo(days)))
    const half = (whose: string): string => `${backupName(whose, daysAgo(0))}.unfinished`
    const nobodys = ['komar-2026-01-01T00-00-00Z.komar', 'komar-2026-01-02T00-00-00Z.komar.unfinished']
    const [mine, theirs] = [mark, theirMark].map((whose) => [...old(whose), half(whose)])
    for (const name of [...(mine ?? []), ...(theirs ?? []), ...nobodys]) await writeFile(join(directory, name), 'x')
    const filesOf = async (whose: string): Promise<string[]> => (await files()).filter((name) => name.includes(whose))

    expect(await run()).toBe('made')
    expect(await filesOf(theirMark)).toEqual(theirs)
    const kept = await filesOf(mark)
    expect(kept).toHaveLength(3)

    expect(await run(directory, otherUrl)).toBe('made')
    expect(await filesOf(theirMark)).toHaveLength(3)
    expect(await filesOf(mark)).toEqual(kept)

    // As `komar restore` does: from here on it is another one.
    await other.owner.query('select komar.begin_epoch(); delete from komar.backup_run')
    const ofBefore = await filesOf(theirMark)
    expect(await run(directory, otherUrl)).toBe('made')
    expect(await filesOf(theirMark)).toEqual(ofBefore)
    expect(await files()).toEqual(expect.arrayContaining(nobodys))
  } finally {
    await other.dispose()
  }
})

it('a full disk costs none of the former ones, leaves no half file, and is said', async () => {
  const former = backupName(mark, daysAgo(1))
  await writeFile(join(directory, former), 'x')
  await fillDisk()
  await expect(run()).rejects.toThrow(/ENOSPC/u)
  expect((await files()).filter((name) => name.endsWith('.komar'))).toEqual([former])
  expect(await shown()).toMatchObject({ state: 'none', entriesSince: 2, runs: [{ state: 'failed', entries: null }] })
  expect((await shown()).runs[0]?.fault).toMatch(/ENOSPC/u)
  // Not again at once; an hour later.
  expect(await run()).toBe('not-due')
  await age(1)
  await fillDisk()
  await expect(run()).rejects.toThrow(/ENOSPC/u)
})

/** Every second of the next minute: whichever it is, it is written to a disk that is full. */
async function fillDisk(): Promise<void> {
  for (let second = 0; second < 60; second += 1) {
    const name = backupName(mark, new Date(Date.now() + second * 1000).toISOString())
    const path = join(directory, `${name}.unfinished`)
    await rm(path, { force: true })
    await symlink('/dev/full', path)
  }
}

it('a disk that is not there is said, and the last good one grows old', async () => {
  await run()
  await age(30)
  await expect(run(join(directory, 'not-mounted'))).rejects.toThrow(/is its disk there/u)
  expect((await shown()).state).toBe('good')
  await age(8)
  expect([(await shown()).state, await readyz()]).toEqual(['late', { status: 'ok', backup: 'late' }])
})

it('one that is made by hand is noted as any other, from its beginning, and when it fails', async () => {
  const environment = {
    KOMAR_DATA: directory,
    DATABASE_URL: ownerUrl,
    DATABASE_APP_URL: String(host.pool.options.connectionString),
  }
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const io = { stdin: Readable.from([]), stdout, stderr, environment, now: () => new Date().toISOString() }
  const command = backupCommand(() => Promise.reject(new Error('no world is needed')))
  expect(await command.run([join(directory, 'hand.komar'), '--json'], io)).toBe(0)
  await expect(command.run([join(directory, 'nowhere', 'hand.komar')], io)).rejects.toThrow(/could not be written/u)
  const { state, runs } = await shown()
  expect([state, runs]).toMatchObject([
    'good',
    [
      { state: 'failed', isScheduled: false, file: 'hand.komar', fault: expect.stringContaining('ENOENT') },
      { state: 'good', isScheduled: false, file: 'hand.komar', entries: 2 },
    ],
  ])
  const { rows } = await host.owner.query<{ took: number }>(
    `select extract(epoch from ended_at - began_at)::float8 as took from komar.backup_run where seq is not null`,
  )
  // Writing and reading it back takes more than noting it.
  expect(rows[0]?.took).toBeGreaterThan(0.01)
})

it('one that was cut off counts as none, and is made again an hour later', async () => {
  await host.owner.query(
    `insert into komar.backup_run (is_scheduled, file, began_at) values (true, 'x', now() - interval '1 hour')`,
  )
  expect((await shown()).runs).toMatchObject([{ state: 'unfinished' }])
  expect(await run()).toBe('made')
})

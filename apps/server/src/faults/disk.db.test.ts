// The disk of the database is full, or the system has closed it: what was acknowledged is there, whoever writes is told in words and loses
// nothing, /readyz says so, and when there is room again Komar goes on without hands. On a real file system; npm test says it where only
// root could mount one.
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { recipientsFor } from '../backup/keys.ts'
import { writeBackup } from '../backup/write-backup.ts'
import { testChronicle } from '../chronicle/test-people.ts'
import { makePool } from '../db/pool.ts'
import { makeHostKeys, secretsOf } from '../keys/host-keys.ts'
import { prove } from './proof.ts'
import { makeSmallDisk, type SmallDisk } from './small-disk.ts'
import { healthOf } from './komar-process.ts'
import { makeWholeHost, type WholeHost } from './whole-host.ts'
import { emptyLedger, writeOn, type Ledger } from './writers.ts'

const megabyte = 1024 * 1024
const writers = 4
const patience = { timeout: 120_000, interval: 50 }

let disk: SmallDisk

async function writing(host: WholeHost, work: (ledger: Ledger) => Promise<void>): Promise<Ledger> {
  const ledger = emptyLedger()
  const state = { isWriting: true }
  const all = host.people.map((person) => writeOn(host.origin, person, ledger, state))
  try {
    await work(ledger)
  } finally {
    state.isWriting = false
  }
  await Promise.all(all)
  return ledger
}

async function untilMoreIsAcknowledged({ acknowledged }: Ledger): Promise<void> {
  const before = acknowledged.size
  await expect.poll(() => acknowledged.size, patience).toBeGreaterThan(before + 20)
}

describe('the disk of the database', () => {
  let host: WholeHost
  beforeEach(async () => {
    disk = await makeSmallDisk(320 * megabyte)
    host = await makeWholeHost(disk.directory, writers)
    host.start()
    await host.untilReady()
  }, 300_000)
  afterEach(async () => {
    await disk.empty()
    await host.stop()
    await disk.remove()
  }, 300_000)

  it('is full, and has room again', async () => {
    const ledger = await writing(host, async (written) => {
      await untilMoreIsAcknowledged(written)
      await disk.fill()
      await expect.poll(() => written.problems.has('host.full'), patience).toBe(true)
      expect(await healthOf(host.origin)).not.toBe('ok')
      // As long as it is full it stays away or says so; it never takes what it cannot keep.
      await pause(2000)
      await disk.empty()
      await host.untilReady()
      await untilMoreIsAcknowledged(written)
    })
    const { lost, unknown, verdict, differences } = await prove(host, ledger)
    expect({ lost, unknown, refusals: ledger.refusals, differences }).toEqual({
      lost: 0,
      unknown: 0,
      refusals: [],
      differences: [],
    })
    expect(verdict).toMatchObject({ fits: true })
  }, 600_000)

  it('is closed by the system after an error, and mended', async () => {
    const ledger = emptyLedger()
    const state = { isWriting: true }
    const all = host.people.map((person) => writeOn(host.origin, person, ledger, state))
    await untilMoreIsAcknowledged(ledger)
    await disk.fail()
    await expect.poll(() => [...ledger.problems].some((code) => code.startsWith('host.')), patience).toBe(true)
    await pause(2000)
    expect(await healthOf(host.origin)).not.toBe('ok')
    // No device may take it for a refusal of what it sent.
    expect({
      refusals: ledger.refusals,
      problems: [...ledger.problems].filter((code) => !code.startsWith('host.')),
    }).toEqual({
      refusals: [],
      problems: [],
    })
    await host.killPostmaster()
    await host.killServer()
    await disk.mend()
    host.start()
    await host.untilReady()
    await untilMoreIsAcknowledged(ledger)
    state.isWriting = false
    await Promise.all(all)
    const { lost, unknown, verdict } = await prove(host, ledger)
    expect({ lost, unknown }).toEqual({ lost: 0, unknown: 0 })
    expect(verdict).toMatchObject({ fits: true })
  }, 600_000)
})

describe('the disk of the backups', () => {
  it('is full: nothing is kept there, and the next one is whole', async () => {
    disk = await makeSmallDisk(8 * megabyte)
    const chronicle = await testChronicle()
    const keyDirectory = await mkdtemp(join(tmpdir(), 'komar-disk-keys-'))
    const owner = makePool({ url: chronicle.database.ownerUrl, max: 1 })
    const db = await owner.connect()
    const recipients = await recipientsFor(keyDirectory, [])
    const keys = secretsOf(await makeHostKeys())
    const file = join(disk.directory, 'host.komar')
    const backUp = () => writeBackup(db, { file, recipients, keys, now: '2026-11-29T10:00:00.000Z' })
    try {
      await disk.fill()
      await expect(backUp()).rejects.toThrow(`The backup could not be written to ${file} (ENOSPC); nothing was kept.`)
      expect((await readdir(disk.directory)).filter((name) => name.startsWith('host'))).toEqual([])
      await disk.empty()
      expect((await backUp()).rows).toMatchObject({ host: 1 })
    } finally {
      db.release()
      await owner.end()
      await chronicle.dispose()
      await disk.remove()
      await rm(keyDirectory, { recursive: true })
    }
  }, 300_000)
})

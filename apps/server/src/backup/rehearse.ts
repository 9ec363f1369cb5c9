// A backup that was never restored is a hope. The rehearsal restores one into a scratch host of its own, verifies, makes all lists, compares
// with the file and with the host that runs, says what it found, and leaves nothing behind.
import type { Decrypter } from 'age-encryption'
import { mkdtemp, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { PoolClient } from 'pg'
import { z } from 'zod'
import { checkHeads } from '../chronicle/check-history.ts'
import { faultsInWords } from '../chronicle/history-words.ts'
import { checkRebuild, rebuild } from '../chronicle/rebuild.ts'
import type { World } from '../chronicle/world.ts'
import { removeEngine } from '../db/embedded-removal.ts'
import { openEmbedded } from '../db/embedded.ts'
import { makePool } from '../db/pool.ts'
import { prepareDatabase } from '../db/prepare.ts'
import { firstRow, type Database } from '../db/query.ts'
import { loadHostKeys } from '../keys/host-keys.ts'
import { recogniseKeys } from '../keys/known-keys.ts'
import { makeSigningSeed } from '../keys/signing.ts'
import { OperatorProblem } from '../operator-problem.ts'
import type { Counts, Manifest } from './format.ts'
import { restore } from './restore.ts'

export type Rehearsal = {
  /** One sentence for each thing that is not as it must be; empty: the backup restores. */
  faults: string[]
  madeAt: string
  entries: number
  head: string
  rows: Counts
  subjects: number
  /** Entries of the host that runs which the backup does not hold; null where none was compared. */
  behind: number | null
  seconds: { restore: number; verify: number; rebuild: number }
}

export type RehearseOptions = {
  file: string
  decrypter: Decrypter
  /** Where the scratch host is made, and taken away again: as well guarded as the data itself. */
  directory: string
  worldOf: (country: string) => Promise<World>
  /** The host that runs, as its owner; null: compare with none. */
  running: Database | null
  say?: (step: string) => void
  /** Ends it before its time; nothing of it stays then, either. */
  stopped?: AbortSignal
}

const scratchName = 'rehearsal-'

/** Rehearses. @throws an OperatorProblem when the file is no backup, is damaged, or its chain does not fit. */
export async function rehearse(options: RehearseOptions): Promise<Rehearsal> {
  await removeLeftOvers(options)
  const scratch = await mkdtemp(join(options.directory, `${scratchName}${process.pid}-`))
  try {
    options.say?.('a scratch host')
    return await inEngine(scratch, options)
  } catch (error) {
    if (options.stopped?.aborted !== true) throw error
    throw new OperatorProblem(
      'The rehearsal was stopped: nothing is known of this backup, and nothing of it stayed here.',
    )
  } finally {
    await removeEngine(scratch)
  }
}

async function inEngine(scratch: string, options: RehearseOptions): Promise<Rehearsal> {
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
  const engine = await openEmbedded({ dataDirectory: scratch, purpose: 'serve', settings })
  let stopping: Promise<void> | undefined
  const stop = (): Promise<void> => (stopping ??= engine.stop())
  // Whatever is under way has lost its database then.
  const onStopped = (): void => void stop()
  options.stopped?.addEventListener('abort', onStopped)
  try {
    options.stopped?.throwIfAborted()
    await prepareDatabase(engine)
    const owner = makePool({ url: engine.ownerUrl, name: 'komar rehearsal', max: 1 })
    try {
      const db = await owner.connect()
      try {
        return await inScratch(db, scratch, options)
      } finally {
        db.release()
      }
    } finally {
      await owner.end()
    }
  } finally {
    options.stopped?.removeEventListener('abort', onStopped)
    await stop()
  }
}

/** Of a rehearsal that was killed: its server still runs, and what it had restored lies there readable. */
async function removeLeftOvers({ directory, say }: RehearseOptions): Promise<void> {
  for (const name of await readdir(directory)) {
    const pid = Number(/^rehearsal-(\d+)-/u.exec(name)?.[1])
    if (!(pid > 0)) continue
    if (isAlive(pid)) say?.(`process ${pid} has ${join(directory, name)}; if it is no rehearsal, remove that`)
    else await removeEngine(join(directory, name))
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function inScratch(db: PoolClient, scratch: string, options: RehearseOptions): Promise<Rehearsal> {
  const { file, decrypter, running, say } = options
  say?.('restoring')
  const began = performance.now()
  let loaded = began
  const onLoaded = (): void => {
    loaded = performance.now()
    say?.('verifying')
  }
  const { manifest, rows, verdict } = await restore(db, { file, decrypter, mayReplace: false, onLoaded })
  const checked = await checkHeads(db, verdict, [])
  const verified = performance.now()
  say?.('making lists')
  const world = await options.worldOf(manifest.host.country)
  const subjects = await rebuild(db, { world })
  const rebuilt = performance.now()
  const differences = await checkRebuild(db, { world })
  const compared = await compareRunning(running, manifest)
  const faults = [
    ...faultsInWords(checked),
    ...(await keyFaults(db, scratch, manifest)),
    ...differences.map(({ table }) => `The lists in ${table} come out another way each time.`),
    ...compared.faults,
  ]
  const seconds = {
    restore: secondsOf(loaded - began),
    verify: secondsOf(verified - loaded),
    rebuild: secondsOf(rebuilt - verified),
  }
  const { seq: entries, chain: head } = manifest.head
  return { faults, madeAt: manifest.madeAt, entries, head, rows, subjects, behind: compared.behind, seconds }
}

function secondsOf(ms: number): number {
  return Math.round(ms / 10) / 100
}

/** Whether the keys in the backup are those by which its attachments and boxes were sealed. */
async function keyFaults(db: PoolClient, scratch: string, { keys }: Manifest): Promise<string[]> {
  // All are given, so none is written: a backup of before heads were signed lacks that key, which nothing is sealed with.
  const given = await loadHostKeys(scratch, { ...keys, signing: keys.signing ?? makeSigningSeed() })
  return recogniseKeys(db, given, false).then(
    () => [],
    (error: unknown) => {
      if (!(error instanceof OperatorProblem)) throw error
      return ['The keys in the backup are not those of its data: attachments and boxes in it stay closed.']
    },
  )
}

const runningRow = z.object({ entries: z.coerce.number(), chain: z.string().nullable() })

async function compareRunning(
  running: Database | null,
  { head }: Manifest,
): Promise<{ faults: string[]; behind: number | null }> {
  if (running === null) return { faults: [], behind: null }
  const found = await firstRow(
    running,
    runningRow,
    `select h.seq as entries, (select encode(c.chain, 'hex') from komar.chain c where c.seq = $1) as chain from komar.chain_head h`,
    [head.seq],
  )
  const entries = found?.entries ?? 0
  const isSame = head.seq === 0 || found?.chain === head.chain
  const behind = Math.max(0, entries - head.seq)
  if (isSame) return { faults: [], behind }
  const what = entries < head.seq ? `has ${entries} entries, fewer than` : 'has another past than'
  return { faults: [`The host that runs here ${what} the backup.`], behind }
}

// kill -9 at moments that a seed draws, while people write: Komar's process, the database's, or both.
import { setTimeout as pause } from 'node:timers/promises'
import { makeRandom } from '../demo/random.ts'
import { prove, type Proof } from './proof.ts'
import { emptyLedger, writeOn, type Ledger } from './writers.ts'
import { makeWholeHost, type WholeHost } from './whole-host.ts'

const victims = ['server', 'postmaster', 'both'] as const
type Victim = (typeof victims)[number]

export type KillOptions = {
  dataDirectory: string
  seed: number
  kills: number
  writers: number
  /** No kill begins later; a machine that is busy with other work may not come to the number. */
  longestMs?: number
  /** Hears of each kill and how many milliseconds later the host answered again. */
  heard?: (kill: { victim: Victim; recoveryMs: number; acknowledged: number }) => void
}

export type KillOutcome = Proof & { ledger: Ledger; recoveryMs: Record<Victim, number[]> }

/** Kills so many times, lets everything be written that was begun, and proves what is there. Leaves nothing running. */
export async function killRepeatedly({
  dataDirectory,
  seed,
  kills,
  writers,
  heard,
  longestMs = Infinity,
}: KillOptions): Promise<KillOutcome> {
  const random = makeRandom(seed, 'kills')
  const host = await makeWholeHost(dataDirectory, writers)
  const ledger = emptyLedger()
  const state = { isWriting: true }
  const recoveryMs: KillOutcome['recoveryMs'] = { server: [], postmaster: [], both: [] }
  host.start()
  try {
    await host.untilReady()
    const writing = host.people.map((person) => writeOn(host.origin, person, ledger, state))
    const began = performance.now()
    for (let kill = 0; kill < kills && performance.now() - began < longestMs; kill += 1) {
      // From the middle of the first calls to some hundred calls later.
      await pause(random.int(20, 1000))
      const victim = random.pick(victims)
      const ms = await killOnce(host, victim)
      recoveryMs[victim].push(ms)
      heard?.({ victim, recoveryMs: ms, acknowledged: ledger.acknowledged.size })
    }
    state.isWriting = false
    await Promise.all(writing)
    return { ...(await prove(host, ledger)), ledger, recoveryMs }
  } finally {
    state.isWriting = false
    await host.stop()
  }
}

/** Milliseconds from the kill to a host that answers. A killed Komar is started again at once, as a service manager would. */
async function killOnce(host: WholeHost, victim: Victim): Promise<number> {
  const began = performance.now()
  if (victim !== 'server') await host.killPostmaster()
  if (victim !== 'postmaster') {
    await host.killServer()
    host.start()
  } else {
    // It may still answer for a moment from a connection that has not noticed.
    await pause(50)
  }
  await host.untilReady()
  return performance.now() - began
}

// The same harm again and again at moments that a seed draws, while people write, and what is left of what they wrote.
import { setTimeout as pause } from 'node:timers/promises'
import { makeRandom, type Random } from '../demo/random.ts'
import { prove, type Proof } from './proof.ts'
import { makeWholeHost, type WholeHost } from './whole-host.ts'
import { emptyLedger, writeOn, type Ledger } from './writers.ts'

/** What is done to a host that people write to; it answers again when this has ended. */
type Harm<Kind extends string> = (host: WholeHost, random: Random, ledger: Ledger) => Promise<Harmed<Kind>>

/** Of what kind it was, and after how many milliseconds the host answered again. */
export type Harmed<Kind extends string> = { kind: Kind; recoveryMs: number }

export type HarmOptions<Kind extends string> = {
  dataDirectory: string
  seed: number
  times: number
  writers: number
  /** None begins later; a machine that is busy with other work may not come to the number. */
  longestMs?: number
  heard?: (harmed: Harmed<Kind> & { acknowledged: number }) => void
}

export type HarmOutcome<Kind extends string> = Proof & { ledger: Ledger; harms: Harmed<Kind>[] }

/** Does harm so many times, lets everything be written that was begun, and proves what is there. Leaves nothing running. */
export async function harmRepeatedly<Kind extends string>(
  harm: Harm<Kind>,
  { dataDirectory, seed, times, writers, heard, longestMs = Infinity }: HarmOptions<Kind>,
): Promise<HarmOutcome<Kind>> {
  const random = makeRandom(seed, 'harms')
  const host = await makeWholeHost(dataDirectory, writers)
  const ledger = emptyLedger()
  const state = { isWriting: true }
  const harms: Harmed<Kind>[] = []
  host.start()
  try {
    await host.untilReady()
    const writing = host.people.map((person) => writeOn(host.origin, person, ledger, state))
    const began = performance.now()
    while (harms.length < times && performance.now() - began < longestMs) {
      // From the middle of the first calls to some hundred calls later.
      await pause(random.int(20, 1000))
      const harmed = await harm(host, random, ledger)
      harms.push(harmed)
      heard?.({ ...harmed, acknowledged: ledger.acknowledged.size })
    }
    state.isWriting = false
    await Promise.all(writing)
    return { ...(await prove(host, ledger)), ledger, harms }
  } finally {
    state.isWriting = false
    await host.stop()
  }
}

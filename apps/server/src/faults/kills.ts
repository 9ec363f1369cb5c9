// kill -9 at moments that a seed draws, while people write: Komar's process, the database's, or both.
import { setTimeout as pause } from 'node:timers/promises'
import { harmRepeatedly, type HarmOptions, type HarmOutcome } from './harms.ts'
import type { WholeHost } from './whole-host.ts'

const victims = ['server', 'postmaster', 'both'] as const
type Victim = (typeof victims)[number]

/** Kills so many times. */
export function killRepeatedly(options: HarmOptions<Victim>): Promise<HarmOutcome<Victim>> {
  return harmRepeatedly(async (host, random) => {
    const kind = random.pick(victims)
    const began = performance.now()
    await kill(host, kind)
    // It may still answer for a moment from a connection that has not noticed.
    if (kind === 'postmaster') await pause(50)
    await host.untilReady()
    return { kind, recoveryMs: performance.now() - began }
  }, options)
}

/** A killed Komar is started again at once, as a service manager would. */
export async function kill(host: WholeHost, victim: Victim): Promise<void> {
  if (victim !== 'server') await host.killPostmaster()
  if (victim === 'postmaster') return
  await host.killServer()
  host.start()
}

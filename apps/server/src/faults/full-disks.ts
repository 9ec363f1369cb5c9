// A disk that gets full at moments that a seed draws, while people write, and has room again some moments later; meanwhile Komar, its
// database or both are killed in half of all times, so that they have to start where there is no room.
import { setTimeout as pause } from 'node:timers/promises'
import { harmRepeatedly, type HarmOptions, type HarmOutcome } from './harms.ts'
import { kill } from './kills.ts'
import type { SmallDisk } from './small-disk.ts'
import type { WholeHost } from './whole-host.ts'
import type { Ledger } from './writers.ts'

const kinds = ['full', 'full, server killed', 'full, postmaster killed', 'full, both killed'] as const
type FullDisk = (typeof kinds)[number]
const killed = {
  'full, server killed': 'server',
  'full, postmaster killed': 'postmaster',
  'full, both killed': 'both',
} as const

/** Room that may be left: from none to what a few calls need. */
const mostLeft = 2 * 1024 * 1024

/** Fills the disk so many times; everything of the host is on it. */
export function fillRepeatedly(disk: SmallDisk, options: HarmOptions<FullDisk>): Promise<HarmOutcome<FullDisk>> {
  return harmRepeatedly(async (host, random, ledger) => {
    const kind = random.chance(0.5) ? 'full' : random.pick(kinds.slice(1))
    await disk.fill(random.chance(0.5) ? 0 : random.int(0, mostLeft))
    await pause(random.int(50, 1500))
    if (kind !== 'full') await kill(host, killed[kind])
    await pause(random.int(50, 1500))
    await disk.empty()
    const began = performance.now()
    await untilWrites(host, ledger)
    return { kind, recoveryMs: performance.now() - began }
  }, options)
}

/** A Komar that ended because there was no room is started again, as a service manager would. Somebody's call is acknowledged at the end. */
async function untilWrites(host: WholeHost, ledger: Ledger): Promise<void> {
  const before = ledger.acknowledged.size
  while (ledger.acknowledged.size === before) {
    if (!host.isRunning()) host.start()
    await pause(20)
  }
}

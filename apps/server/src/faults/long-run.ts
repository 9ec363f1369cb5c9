// npm run faults -- --kills 100 [--writers 16] [--seed 1] [--minutes 60]: many kills in a row, one line for each, and what is left at the end.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { killRepeatedly } from './kills.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    writers: { type: 'string', default: '16' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '600' },
  },
})
const [kills, writers, seed] = [Number(values.kills), Number(values.writers), Number(values.seed)]
const dataDirectory = await mkdtemp(join(tmpdir(), 'komar-faults-'))
await chmod(dataDirectory, 0o755)
try {
  let done = 0
  const { lost, unknown, verdict, differences, ledger, recoveryMs } = await killRepeatedly({
    dataDirectory,
    seed,
    kills,
    writers,
    longestMs: Number(values.minutes) * 60_000,
    heard: ({ victim, recoveryMs: ms, acknowledged }) => {
      done += 1
      process.stderr.write(`${done}: ${victim} killed, back after ${Math.round(ms)} ms, ${acknowledged} acknowledged\n`)
    },
  })
  const isSound =
    lost + unknown + ledger.refusals.length + differences.length === 0 &&
    verdict.fits &&
    verdict.entries === ledger.acknowledged.size
  const recovery = Object.entries(recoveryMs).map(([victim, all]) => `${victim} ${all.length}, ${spreadOf(all)}`)
  process.stdout.write(
    `${done} kills under ${writers} writers: ${ledger.acknowledged.size} acknowledged, ${lost} lost, ${unknown} unknown, ` +
      `${ledger.repeated} calls sent again, ${ledger.refusals.length} refused; chain ${verdict.fits ? 'fits' : verdict.fault}; ` +
      `${differences.length} lists differ. Back after: ${recovery.join('; ')}.\n`,
  )
  process.exitCode = isSound ? 0 : 1
} finally {
  await rm(dataDirectory, { recursive: true, force: true })
}

/** Median, ninth tenth and longest, in seconds. */
function spreadOf(ms: readonly number[]): string {
  const sorted = ms.toSorted((left, right) => left - right)
  const at = (share: number) => ((sorted[Math.floor((sorted.length - 1) * share)] ?? 0) / 1000).toFixed(1)
  return `median ${at(0.5)} s, nine in ten ${at(0.9)} s, longest ${at(1)} s`
}

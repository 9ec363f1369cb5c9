// npm run faults -- --kills 100 | --full 100 [--writers 16] [--seed 1] [--minutes 600]: many kills or full disks in a row, one line for each,
// and what is left at the end. Only root may mount the small disk that gets full.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fillRepeatedly } from './full-disks.ts'
import type { Harmed, HarmOptions, HarmOutcome } from './harms.ts'
import { killRepeatedly } from './kills.ts'
import { makeSmallDisk } from './small-disk.ts'

/** Room for the entries of hundreds of times, and their log of changes. */
const diskBytes = 512 * 1024 * 1024

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '0' },
    full: { type: 'string', default: '0' },
    writers: { type: 'string', default: '16' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '600' },
  },
})
const writers = Number(values.writers)

const isSound = [
  await tell(Number(values.kills), 'kills', killOnOwnDirectory),
  await tell(Number(values.full), 'full disks', fillOwnDisk),
]
process.exitCode = isSound.every(Boolean) ? 0 : 1

async function killOnOwnDirectory(options: Options): Promise<HarmOutcome<string>> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'komar-faults-'))
  await chmod(dataDirectory, 0o755)
  try {
    return await killRepeatedly({ ...options, dataDirectory })
  } finally {
    await rm(dataDirectory, { recursive: true, force: true })
  }
}

async function fillOwnDisk(options: Options): Promise<HarmOutcome<string>> {
  const disk = await makeSmallDisk(diskBytes)
  try {
    return await fillRepeatedly(disk, { ...options, dataDirectory: disk.directory })
  } finally {
    await disk.remove()
  }
}

type Options = Omit<HarmOptions<string>, 'dataDirectory'>

/** Whether everything held; so it does where nothing was asked for. */
async function tell(
  times: number,
  what: string,
  harm: (options: Options) => Promise<HarmOutcome<string>>,
): Promise<boolean> {
  if (times === 0) return true
  let done = 0
  const heard: HarmOptions<string>['heard'] = ({ kind, recoveryMs, acknowledged }) => {
    done += 1
    process.stderr.write(`${done}: ${kind}, back after ${Math.round(recoveryMs)} ms, ${acknowledged} acknowledged\n`)
  }
  const longestMs = Number(values.minutes) * 60_000
  const outcome = await harm({ seed: Number(values.seed), times, writers, longestMs, heard })
  const { lost, unknown, verdict, differences, ledger, harms } = outcome
  process.stdout.write(
    `${done} ${what} under ${writers} writers: ${ledger.acknowledged.size} acknowledged, ${lost} lost, ${unknown} unknown, ` +
      `${ledger.repeated} calls sent again, ${ledger.refusals.length} refused; chain ${verdict.fits ? 'fits' : verdict.fault}; ` +
      `${differences.length} lists differ. Problems told: ${[...ledger.problems].join(', ') || 'none'}. Back after: ${spreads(harms)}.\n`,
  )
  return (
    lost + unknown + ledger.refusals.length + differences.length === 0 &&
    verdict.fits &&
    verdict.entries === ledger.acknowledged.size
  )
}

/** Of each kind how often, and median, ninth tenth and longest, in seconds. */
function spreads(harms: readonly Harmed<string>[]): string {
  return [...Map.groupBy(harms, ({ kind }) => kind)]
    .map(([kind, of]) => {
      const sorted = of.map(({ recoveryMs }) => recoveryMs).toSorted((left, right) => left - right)
      const at = (share: number) => ((sorted[Math.floor((sorted.length - 1) * share)] ?? 0) / 1000).toFixed(1)
      return `${kind} ${of.length}, median ${at(0.5)} s, nine in ten ${at(0.9)} s, longest ${at(1)} s`
    })
    .join('; ')
}

// `komar backup rehearse FILE`: the key, the host that runs, the rehearsal, and what it found.
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { World } from '../chronicle/world.ts'
import type { CommandIo } from '../cli/command.ts'
import { withOwner } from '../db/as-owner.ts'
import { readSettings } from '../env.ts'
import { OperatorProblem } from '../operator-problem.ts'
import { identitiesFrom } from './keys.ts'
import { rehearse, type Rehearsal } from './rehearse.ts'

export type Rehearsing = { file: string; identity: string | undefined; isAlone: boolean; isJson: boolean }

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** The command, with its exit code. */
export async function runRehearse(
  { file, identity, isAlone, isJson }: Rehearsing,
  io: CommandIo,
  worldOf: (country: string) => Promise<World>,
): Promise<number> {
  const settings = readSettings(io.environment)
  const path = resolve(file)
  if (!existsSync(path)) throw new OperatorProblem(`${path} cannot be read.`)
  const decrypter = await identitiesFrom(settings.dataDirectory, identity)
  await mkdir(settings.dataDirectory, { recursive: true, mode: 0o700 })
  const stop = new AbortController()
  const onSignal = (): void => stop.abort()
  for (const signal of signals) process.on(signal, onSignal)
  const given = { file: path, decrypter, directory: settings.dataDirectory, worldOf, stopped: stop.signal }
  const say = (step: string): void => void io.stderr.write(`… ${step}\n`)
  const found = await (
    isAlone
      ? rehearse({ ...given, running: null, say })
      : withOwner(settings, { name: 'komar rehearsal' }, (running) => rehearse({ ...given, running, say }))
  ).finally(() => {
    for (const signal of signals) process.off(signal, onSignal)
  })
  if (isJson) io.stdout.write(`${JSON.stringify(found)}\n`)
  else if (found.faults.length === 0) io.stdout.write(inWords(found))
  for (const fault of found.faults) io.stderr.write(`${fault}\n`)
  return found.faults.length === 0 ? 0 : 1
}

function inWords({ madeAt, entries, behind, subjects, seconds, head }: Rehearsal): string {
  const since = behind === null ? '' : ` The host that runs has ${behind} more, and the same past.`
  const took = `Restored in ${seconds.restore} s, verified in ${seconds.verify} s, ${subjects} lists made in ${seconds.rebuild} s.`
  return `This backup restores: ${entries} entries as of ${madeAt}.${since}\n${took} Head: ${head}\nNothing of it stayed here.\n`
}

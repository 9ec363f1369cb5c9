// `komar pack`: checks a pack, or compares two, without a host.
import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { packIdPattern } from '@komar/domain/law/policy-pack'
import type { CountryPack } from '@komar/domain/policy'
import { type CommandIo, Misuse } from '../cli/command.ts'
import { OperatorProblem } from '../operator-problem.ts'
import { policiesDirectory, readPackFrom } from '../policy-files.ts'
import { checkPack } from './check-pack.ts'
import { diffPacks, type PackDiff } from './diff-packs.ts'
import { sayFinding } from './finding.ts'

/** Runs the command. Resolves to 0, or to 1 when a pack has a fault. Throws Misuse and OperatorProblem. */
export async function runPack(args: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  })
  const [verb, ...packs] = positionals
  if (verb === 'check' && packs.length === 1) return check(packs[0] ?? '', values.json, io)
  if (verb === 'diff' && packs.length === 2) return diff([packs[0] ?? '', packs[1] ?? ''], values.json, io)
  throw new Misuse('takes "check" and one pack, or "diff" and two')
}

function check(pack: string, isJson: boolean, io: CommandIo): number {
  const findings = checkPack(folderOf(pack))
  const faults = findings.filter(({ level }) => level === 'fault').length
  if (isJson) io.stdout.write(`${JSON.stringify(findings, null, 2)}\n`)
  else io.stdout.write(`${[...findings.map(sayFinding), sum(pack, faults, findings.length - faults)].join('\n')}\n`)
  return faults === 0 ? 0 : 1
}

function sum(pack: string, faults: number, looks: number): string {
  if (faults > 0) return `${pack}: ${faults} to mend, ${looks} to look at.`
  return looks === 0 ? `${pack}: sound.` : `${pack}: sound; ${looks} to look at.`
}

function diff([a, b]: [string, string], isJson: boolean, io: CommandIo): number {
  const names = a === b ? { a: 'the first', b: 'the second' } : { a, b }
  const found = diffPacks(packOf(a), packOf(b), names)
  io.stdout.write(isJson ? `${JSON.stringify(found, null, 2)}\n` : sayDiff(found))
  return 0
}

function sayDiff({ a, b, changes, consequences }: PackDiff): string {
  if (changes.length + consequences.length === 0) return `Nothing changes from ${a} to ${b}.\n`
  const lines = changes.flatMap(({ whom, what, before, after }) => [
    `${what} (${whom})`,
    `    ${a}: ${before}`,
    `    ${b}: ${after}`,
  ])
  const worked = consequences.length === 0 ? [] : ['', 'For example:', ...consequences.map(({ says }) => `  ${says}`)]
  return `${[`From ${a} to ${b}:`, ...lines, ...worked].join('\n')}\n`
}

function packOf(pack: string): CountryPack {
  try {
    return readPackFrom(folderOf(pack))
  } catch (error) {
    if (error instanceof OperatorProblem) throw error
    throw new OperatorProblem(
      `${pack} has faults, so it cannot be compared: "npx komar pack check ${pack}" names them.`,
    )
  }
}

function folderOf(pack: string): string {
  const own = join(policiesDirectory, pack)
  if (packIdPattern.test(pack) && existsSync(own)) return own
  const folder = resolve(pack)
  if (existsSync(folder) && statSync(folder).isDirectory()) return folder
  throw new OperatorProblem(`There is no pack "${pack}": name a folder, or one in policies/, such as kh.`)
}

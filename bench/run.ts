// npm run bench: measures, and writes bench/RESULTS.md.
import { execFileSync } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { measureAppend } from './append.ts'
import { measureCountry } from './country.ts'
import { measureDevice } from './device.ts'
import { measureExchange } from './exchange.ts'
import { measureScoring } from './growth.ts'
import { startHost, type BenchHost } from './host.ts'
import { describeMachine, firstLoadKb } from './machine.ts'
import { installPeers } from './peer.ts'
import { describe, type Results } from './results.ts'
import { measureFirstStart } from './start.ts'
import { measureUnlock } from './unlock.ts'

const { values } = parseArgs({
  options: {
    children: { type: 'string', default: '100000' },
    skip: { type: 'string', multiple: true, default: [] },
    out: { type: 'string', default: join(import.meta.dirname, 'RESULTS.md') },
    figures: { type: 'string', default: join(import.meta.dirname, '../reports/bench.json') },
  },
})

const prettier = join(import.meta.dirname, '../node_modules/prettier/bin/prettier.cjs')
const say = (line: string) => void process.stderr.write(`${line}\n`)
const tell = (figure: object) => say(JSON.stringify(figure))
const wants = (part: string) => !values.skip.includes(part)

/** A host of its own for each part, so that none is measured on what another left behind. */
async function onHost<T>(work: (host: BenchHost) => Promise<T>): Promise<T> {
  const host = await startHost()
  try {
    return await work(host)
  } finally {
    await host.stop()
  }
}

async function versionOf({ owner }: BenchHost): Promise<string> {
  const found = await owner.query(`select split_part(current_setting('server_version'), ' ', 1) as version`)
  return z.string().parse(found.rows[0]?.version)
}

async function earlier(): Promise<Partial<Results>> {
  // Written by this very program.
  return JSON.parse(await readFile(values.figures, 'utf8').catch(() => '{}')) as Partial<Results>
}

const before = await earlier()
const machine = describeMachine(await onHost(versionOf))
if (wants('exchange') || wants('device')) await installPeers()
const results: Results = {
  day: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format(new Date()),
  machine,
  firstStart: await measureFirstStart(),
  exchange: wants('exchange') ? await onHost((host) => measureExchange(host, tell)) : (before.exchange ?? null),
  append: wants('append') ? await onHost((host) => measureAppend(host, tell)) : (before.append ?? []),
  country: wants('reading') ? await measureCountry(Number(values.children), tell) : (before.country ?? null),
  scoring: wants('growth') ? await measureScoring(tell) : (before.scoring ?? null),
  device: wants('device')
    ? await onHost((host) => measureDevice(host, { entries: 10_000 }, tell))
    : (before.device ?? null),
  unlock: wants('unlock')
    ? await onHost((host) => measureUnlock(host, { entries: 50_000, minutes: 3 }, tell))
    : (before.unlock ?? null),
  bundleKb: firstLoadKb(),
}
if (values.out === '-') process.stdout.write(describe(results))
else {
  await mkdir(dirname(values.figures), { recursive: true })
  await writeFile(values.figures, `${JSON.stringify(results, null, 2)}\n`)
  await writeFile(values.out, describe(results))
  execFileSync(process.execPath, [prettier, '--write', values.out], { stdio: 'ignore' })
}

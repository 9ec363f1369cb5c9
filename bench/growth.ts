// How many children's measurements are scored a second: by the library, and by `komar growth` and `komar score` from file to file.
// The commands run as they do for anybody, in a process of their own that starts from nothing. Rows by the second of the processor
// are given too, all threads counted: on a shared machine they say more than the clock.
import { fork } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { growthScores } from '@komar/domain/wellbeing/growth'
import { growthTables } from '@komar/domain/wellbeing/growth-tables'
import { scoreSdq } from '@komar/domain/wellbeing/sdq'
import { z } from 'zod'
import { growthCsv, measurements, scasCsv, sdqCsv, sdqAnswers } from './measured-children.ts'
import { spreadOf, type Spread } from './statistics.ts'

export type ScoringFigure = {
  what: string
  rows: number
  perSecond: Spread
  /** By the second of the processor; of the library it is the same. */
  perCpuSecond: Spread
  /** Largest resident memory, in MB; null for the library. */
  memoryMb: number | null
}

const runs = 3
const usage = z.object({ code: z.number(), ms: z.number(), cpuMs: z.number(), maxMb: z.number() })

/** Library and commands, with memory for a short and a long table. */
export async function measureScoring(say: (figure: ScoringFigure) => void): Promise<ScoringFigure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'komar-bench-growth-'))
  const figures: ScoringFigure[] = []
  const keep = (figure: ScoringFigure) => {
    say(figure)
    figures.push(figure)
  }
  try {
    keep(library())
    keep(sdqLibrary())
    const sdq = ['score', 'sdq', '--informant', 'parent', '--form', '4-17']
    keep(await command('komar growth, 100,000 rows', folder, ['growth'], growthCsv(100_000), 100_000))
    keep(await command('komar growth, 1,000,000 rows', folder, ['growth'], growthCsv(1_000_000), 1_000_000))
    keep(await command('komar growth, 3,000,000 rows', folder, ['growth'], growthCsv(3_000_000), 3_000_000))
    keep(await command('komar score sdq', folder, sdq, sdqCsv(300_000), 300_000))
    keep(await command('komar score scas-child', folder, ['score', 'scas-child'], scasCsv(300_000), 300_000))
    return figures
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** All six indices of every child, flags and all. */
function library(): ScoringFigure {
  const children = measurements(200_000)
  let kept = 0
  const once = () => {
    for (const child of children) kept += growthScores(child, growthTables).haz ?? 0
  }
  return inProcess('library, growth: six indices', children.length, once, () => kept)
}

function sdqLibrary(): ScoringFigure {
  const answers = sdqAnswers(50_000)
  let kept = 0
  const once = () => {
    for (const items of answers) kept += scoreSdq(items, {}, 'parent', '4-17').scores.total ?? 0
  }
  return inProcess('library, SDQ with bands', answers.length, once, () => kept)
}

// `sum` is asked for at the end, so that the work cannot be left out as useless.
function inProcess(what: string, rows: number, once: () => void, sum: () => number): ScoringFigure {
  once()
  const rates: number[] = []
  const cpuRates: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const [began, cpu] = [performance.now(), process.cpuUsage()]
    once()
    rates.push((rows / (performance.now() - began)) * 1000)
    const { user, system } = process.cpuUsage(cpu)
    cpuRates.push((rows / (user + system)) * 1e6)
  }
  if (!Number.isFinite(sum())) throw new Error('a score is no number')
  return { what, rows, perSecond: spreadOf(rates), perCpuSecond: spreadOf(cpuRates), memoryMb: null }
}

async function command(
  what: string,
  folder: string,
  args: string[],
  table: Iterable<string>,
  rows: number,
): Promise<ScoringFigure> {
  const [from, to] = [join(folder, 'in.csv'), join(folder, 'out.csv')]
  await writeFile(from, table)
  const used: z.infer<typeof usage>[] = []
  for (let run = 0; run < runs; run += 1) used.push(await runOnce([...args, from, '-o', to]))
  return {
    what,
    rows,
    perSecond: spreadOf(used.map(({ ms }) => (rows / ms) * 1000)),
    perCpuSecond: spreadOf(used.map(({ cpuMs }) => (rows / cpuMs) * 1000)),
    memoryMb: Math.max(...used.map(({ maxMb }) => maxMb)),
  }
}

function runOnce(args: string[]): Promise<z.infer<typeof usage>> {
  const began = performance.now()
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'command-once.ts'), args, {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    let told: unknown = null
    child.on('message', (message) => {
      told = message
    })
    child.on('error', reject)
    child.on('exit', () => {
      const found = usage.safeParse({ ...(told as object | null), ms: performance.now() - began })
      if (found.success && found.data.code === 0) resolve(found.data)
      else reject(new Error(`komar ${args.join(' ')} failed`))
    })
  })
}

const whole = (value: number) => Math.round(value).toLocaleString('en-GB')
const spread = ({ median, min, max }: Spread) => `${whole(median)} (${whole(min)}–${whole(max)})`

/** The section of RESULTS.md. */
export function scoringText(figures: readonly ScoringFigure[] | null): string[] {
  if (figures === null) return ['Not measured in this run.']
  const row = ({ what, perSecond, perCpuSecond, memoryMb }: ScoringFigure) =>
    `| ${what} | ${spread(perSecond)} | ${spread(perCpuSecond)} | ${memoryMb === null ? '—' : `${whole(memoryMb)} MB`} |`
  return [
    'Rows a second, by the clock and by the second of the processor (all threads of the process added), with the start of the program and from file to file. Made-up children of 91 days to 5 years with weight, length, head and arm: six z-scores, flags and both classes a row. Memory is the most that was resident.',
    '',
    '| what | rows a second | rows a second of the processor | memory |',
    '|---|---|---|---|',
    ...figures.map(row),
    '',
    'The aim is 1,000,000 in the library and 250,000 through the command, on one core. For WHO’s own package for R (anthro) 38,600 rows a second were given, on the same kind of machine; that was not repeated here.',
  ]
}

if (process.argv[1] === import.meta.filename) {
  const began = loadavg()[0] ?? Number.NaN
  const figures = await measureScoring((figure) => void process.stderr.write(`${JSON.stringify(figure)}\n`))
  const load = `Load average when it began: ${began.toFixed(1)}, and at the end: ${(loadavg()[0] ?? Number.NaN).toFixed(1)}.`
  process.stdout.write(`${[...scoringText(figures), '', load].join('\n')}\n`)
}

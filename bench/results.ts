// The measured figures as text: ratios first, then everything, with what is and what is not alike in a comparison.
import type { AppendFigure } from './append.ts'
import { deviceText, type DeviceFigures } from './device.ts'
import type { ExchangeFigures } from './exchange.ts'
import { scoringText, type ScoringFigure } from './growth.ts'
import type { ReadingFigure } from './reading.ts'
import type { Memory } from './start.ts'
import type { Spread } from './statistics.ts'
import { unlockText, type UnlockFigures } from './unlock.ts'

export type Results = {
  day: string
  machine: string[]
  append: AppendFigure[]
  exchange: ExchangeFigures | null
  country: {
    children: number
    entries: number
    reading: ReadingFigure[]
    reportMs: number | string
    start: Spread
    memory: { fresh: Memory | null; used: Memory | null }
  } | null
  firstStart: Spread
  scoring: ScoringFigure[] | null
  device: DeviceFigures | null
  unlock: UnlockFigures | null
  bundleKb: number | null
}

const whole = (value: number) => Math.round(value).toLocaleString('en-GB')
const spread = ({ median, min, max }: Spread) => `${whole(median)} (${whole(min)}–${whole(max)})`

/** RESULTS.md. */
export function describe(results: Results): string {
  const parts = [
    [
      '# Measurements',
      `${results.day}. Medians of three runs with the smallest and the largest, unless said otherwise.`,
    ],
    ['## Beside PouchDB', ...exchangeText(results.exchange)],
    ['## Append: entries a second through `POST /v1/entries`', ...appendText(results.append)],
    [`## Reading`, ...readingText(results)],
    ['## A device', ...deviceText(results.device), '', ...unlockText(results.unlock)],
    ['## Growth and scores', ...scoringText(results.scoring)],
    ['## Start, memory, size', ...startText(results)],
    ['## Machine', ...results.machine],
    ['## How to run', ...howTo],
  ]
  return `${parts.map(([head, ...lines]) => [head, '', ...lines].join('\n')).join('\n\n')}\n`
}

function exchangeText(figures: ExchangeFigures | null): string[] {
  if (figures === null) return ['Not measured in this run.']
  const { komar, pouch, documents, bytesEach } = figures
  const ratio = (ours: Spread, theirs: Spread) => `**${(ours.median / theirs.median).toFixed(1)} ×**`
  return [
    `${whole(documents)} entries of ${whole(bytesEach)} bytes, the same for both, alternately in one run; entries (documents) a second:`,
    '',
    '| | Komar | PouchDB 9 ↔ express-pouchdb 4.2 | ratio |',
    '|---|---|---|---|',
    `| pull, 500 at a time | ${spread(komar.pull)} | ${spread(pouch.pull)} | ${ratio(komar.pull, pouch.pull)} |`,
    `| pull, 5,000 at a time | ${spread(komar.pullBy5000)} | — | ${ratio(komar.pullBy5000, pouch.pull)} |`,
    `| push, 500 at a time | ${spread(komar.push)} | ${spread(pouch.push)} | ${ratio(komar.push, pouch.push)} |`,
    '',
    'The aim is 5 ×. Alike: the same entries, batches, machine and minute; both ends on disk; the receiver keeps everything.',
    '',
    'Not alike, in PouchDB’s favour: Komar checks a schema and who may write and read, folds the child and writes projections, links a hash chain and waits for the disk at each call; it reads only what row-level security shows, and logs whose entries were delivered; PouchDB here has no sign-in and no rule for a single document, and LevelDB does not wait for the disk. In Komar’s favour: PouchDB keeps revision trees and finds conflicts; its receiver is LevelDB, ours appends encrypted segments of 64 kB to a file, as the browser’s store does, though this is not the browser itself.',
  ]
}

function appendText(figures: readonly AppendFigure[]): string[] {
  const row = ({ what, clients, perCall, perSecond }: AppendFigure) =>
    `| ${what} | ${clients} | ${perCall} | ${spread(perSecond)} |`
  return [
    'Schema, access, gates, circles, projections, row-level security, chain and a commit that waits for the disk. *Facts*: what a mother said, about 1 kB, on children who are known. *Families*: mother and child from nothing, with their circles, eight or nine entries each, fifty families a call.',
    '',
    '| what | clients | entries a call | entries a second |',
    '|---|---|---|---|',
    ...figures.map(row),
  ]
}

function readingText({ country }: Results): string[] {
  if (country === null) return ['Not measured in this run.']
  const { children, entries, reading, reportMs } = country
  const row = ({ who, what, latency }: ReadingFigure) =>
    typeof latency === 'string'
      ? `| ${what} | ${who} | ${latency} | | |`
      : `| ${what} | ${who} | ${latency.p50.toFixed(1)} | ${latency.p95.toFixed(1)} | ${latency.max.toFixed(1)} |`
  const report = typeof reportMs === 'number' ? `${(reportMs / 1000).toFixed(1)} s` : reportMs
  return [
    `${whole(children)} children, half of them in prison, in 23 prisons; ${whole(entries)} entries. Two and a half thousand families came in through the API; the others are copies of them in the database, with ids of their own and a chain linked anew. The children who are opened have some fifty entries. An officer sees one prison, the supervisor all of them. One call at a time, 60 of each, milliseconds:`,
    '',
    '| what | who | p50 | p95 | max |',
    '|---|---|---|---|---|',
    ...reading.map(row),
    '',
    `The national situation report, folded from all these chronicles, once: ${report}.`,
  ]
}

function startText({ firstStart, country, bundleKb }: Results): string[] {
  const used = (name: string, value: Memory | null) =>
    value === null
      ? []
      : [`| memory ${name}: server, database | ${whole(value.serverMb)} MB, ${whole(value.databaseMb)} MB |`]
  return [
    '| | |',
    '|---|---|',
    `| first start, empty directory, to an answer | ${spread(firstStart)} ms |`,
    ...(country === null ? [] : [`| start again with all these data | ${spread(country.start)} ms |`]),
    ...used('after the first start', country?.memory.fresh ?? null),
    ...used('after the reading', country?.memory.used ?? null),
    `| JavaScript of a first visit, gzip | ${bundleKb === null ? 'the web app is not built' : `${bundleKb.toFixed(1)} kB of at most 200`} |`,
  ]
}

const howTo = [
  '`npm run bench` measures everything and writes this file: some 20 minutes, 3 GB of disk. `npm run bench -- --children 2000 --out -` is a quick look on the terminal. `--skip append`, `--skip exchange`, `--skip reading`, `--skip growth`, `--skip device` and `--skip unlock` take a part from the run before (reports/bench.json).',
  '',
  'The peers of the comparison are installed on demand into bench/peers by their own lock file; they are no dependencies of Komar. Everything runs in temporary directories and on free ports of the loopback. A slow figure fails nothing.',
  '',
  'How all this grows with the number of children: [SIZES.md](SIZES.md). What each protection costs: [PROTECTIONS.md](PROTECTIONS.md). They are measured by themselves (`bench/sizes.ts`, `bench/protections.ts`).',
]

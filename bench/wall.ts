// npm run test:wall: opens one hole at a time in the database's wall (a policy that lets everybody through or no longer asks one of the
// things that it asks, row-level security no longer forced, a grant too many, a definer function that no longer asks) and looks which
// access test sees it. Writes docs/wall.md. A hole that no test sees is a fault, and the exit code says so. What the catalogue's rules see
// takes a moment for each hole, the rest up to some minutes: some hours, all in all. `--only PATTERN` and `--limit N` pick some: their
// table is printed, and the file stays. `--lanes N`: on so many engines beside each other, else on one for each core. `--brief`: tests
// that take minutes are not asked in the end; what nobody sees then may be seen all the same.
import { writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { holesOf, type Hole } from './wall-holes.ts'
import { closeLane, onWhole, openLane, whoSees, type Lane } from './wall-lane.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    limit: { type: 'string' },
    lanes: { type: 'string' },
    brief: { type: 'boolean', default: false },
  },
})

/** `undefined`: not tried yet. */
type Seen = { hole: Hole; by: string | null | undefined }

const length = Number(values.lanes ?? availableParallelism())
const lanes = await Promise.all(Array.from({ length }, openLane))
try {
  const { all, seen } = await chooseHoles(lanes[0])
  // What takes a moment first: a run that is stopped has then tried most of them.
  const left = seen.toReversed()
  await Promise.all(lanes.map((lane) => work(lane, left, () => tell(seen, all))))
  if (seen.length < all) process.stdout.write(`\n${tableOf(seen, all)}`)
  process.exitCode = seen.every(({ by }) => by !== null) ? 0 : 1
} finally {
  await Promise.all(lanes.map(closeLane))
}

async function work(lane: Lane, left: Seen[], told: () => Promise<void>): Promise<void> {
  for (let next = left.shift(); next !== undefined; next = left.shift()) {
    const { hole } = next
    next.by = await whoSees(lane, hole, { isThorough: !values.brief })
    process.stdout.write(
      `${next.by === null ? '✗ nobody sees' : '✓'} ${hole.name}${next.by === null ? '' : `: ${next.by}`}\n`,
    )
    await told()
  }
}

/** After each, so that a run that was stopped has told what it saw. */
async function tell(seen: readonly Seen[], all: number): Promise<void> {
  if (seen.length === all && !values.brief)
    await writeFile(join(import.meta.dirname, '../docs/wall.md'), tableOf(seen, all))
}

/** Those that were asked for, and how many there are. */
async function chooseHoles(lane: Lane | undefined): Promise<{ all: number; seen: Seen[] }> {
  if (lane === undefined) throw new Error('there is no lane')
  const all = await onWhole(lane, holesOf)
  const wanted = all.filter(({ name }) => new RegExp(values.only, 'u').test(name))
  const seen = wanted.slice(0, Number(values.limit ?? wanted.length)).map((hole): Seen => ({ hole, by: undefined }))
  return { all: all.length, seen }
}

function tableOf(seen: readonly Seen[], all: number): string {
  const tried = seen.filter(({ by }) => by !== undefined)
  const rows = folded(tried).map(([name, by]) => `| ${inCell(name)} | ${by === null ? '**nobody**' : inCell(by)} |`)
  return `# Holes in the wall, and which test sees each

Written by \`npm run test:wall\` (bench/wall.ts); do not edit. Each hole was opened by itself on a database of its own, and the access tests were run until one failed, which passes without the hole. ${tried.length} of ${all} holes were tried, ${tried.filter(({ by }) => by === null).length} seen by nobody.

| hole | seen by |
| --- | --- |
${rows.join('\n')}
`
}

/** Holes of a kind that the same rule sees make one line. */
function folded(tried: readonly Seen[]): [name: string, by: string | null][] {
  const alike = Map.groupBy(tried, ({ hole, by }) => JSON.stringify([hole.kind ?? hole.name, by]))
  return [...alike.values()].flatMap((seen) => {
    const [first] = seen
    if (first === undefined) return []
    const { hole, by = null } = first
    return by === null || seen.length === 1
      ? seen.map((each): [string, string | null] => [each.hole.name, by])
      : [[`${hole.kind ?? hole.name}: ${seen.length} holes`, by]]
  })
}

function inCell(text: string): string {
  return text.replaceAll('\n', ' ').replaceAll('|', String.raw`\|`)
}

// Entries lie in append segments of about 64 kB, each sealed as one row: a row for each entry would make 50,000 of them too slow to open.
// A segment is never written twice under one name, so that an old version of it cannot be put back unnoticed.
import type { Change, Disk } from './disk.ts'
import { lineOfText, type HeldLine } from './feed-page.ts'
import type { Packing } from './packing.ts'
import type { Seal } from './seal.ts'

const segmentChars = 64 * 1024
/** Segments kept opened; a child's chronicle lies in a few. */
const cachedSegments = 96

/** Cuts lines into runs of about one segment each. A line is never cut. */
export function runsOf(lines: readonly HeldLine[]): HeldLine[][] {
  const runs: HeldLine[][] = []
  let chars = Number.POSITIVE_INFINITY
  for (const line of lines) {
    if (chars + line.text.length > segmentChars) {
      runs.push([])
      chars = 0
    }
    runs.at(-1)?.push(line)
    chars += line.text.length + 1
  }
  return runs
}

export type Segments = {
  read: (segment: number) => Promise<readonly HeldLine[]>
  change: (segment: number, lines: readonly HeldLine[]) => Promise<Change & { value: Uint8Array }>
  removal: (segment: number) => Change
}

/** The segments of one generation of a store. */
export function openSegments(disk: Disk, seal: Seal, packing: Packing, generation: number): Segments {
  const cache = new Map<number, readonly HeldLine[]>()
  const placeOf = (segment: number) => ({ table: 'segments', key: segmentKey(generation, segment) }) as const

  async function read(segment: number): Promise<readonly HeldLine[]> {
    const known = cache.get(segment)
    if (known !== undefined) {
      cache.delete(segment)
      cache.set(segment, known)
      return known
    }
    const place = placeOf(segment)
    const sealed = await disk.read(place.table, place.key)
    if (sealed === undefined) throw new RangeError('a segment that the snapshot names is not there')
    const lines = (await packing.unpack(await seal.open(place, sealed))).split('\n').map(lineOfText)
    cache.set(segment, lines)
    const oldest = cache.keys().next().value
    if (cache.size > cachedSegments && oldest !== undefined) cache.delete(oldest)
    return lines
  }

  return {
    read,
    change: async (segment, lines) => {
      const place = placeOf(segment)
      const packed = await packing.pack(lines.map(({ text }) => text).join('\n'))
      return { ...place, value: await seal.seal(place, packed) }
    },
    removal: (segment) => {
      cache.delete(segment)
      return { ...placeOf(segment), value: null }
    },
  }
}

/** Both numbers in the name, so that two downloads lie side by side. */
export function segmentKey(generation: number, segment: number): string {
  return `${generation}-${segment}`
}

// Chance from a seed: the same seed gives the same history on every machine. Never for anything secret.

export type Random = {
  /** 0 ≤ n < 1 */
  next: () => number
  /** A whole number, both ends included. */
  int: (min: number, max: number) => number
  chance: (probability: number) => boolean
  pick: <Item>(items: readonly Item[]) => Item
  shuffle: <Item>(items: readonly Item[]) => Item[]
}

/** A generator that depends on the seed and the name alone: a story added later does not move the others. */
export function makeRandom(seed: number, name: string): Random {
  const next = sfc32(seed, name)
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[int(0, items.length - 1)]
      if (item === undefined) throw new RangeError('nothing to pick from')
      return item
    },
    shuffle: (items) => shuffled(items, int),
  }
}

function shuffled<Item>(items: readonly Item[], int: Random['int']): Item[] {
  const keyed = items.map((item) => ({ item, key: int(0, 0xffffffff) }))
  return keyed.toSorted((left, right) => left.key - right.key).map(({ item }) => item)
}

/** sfc32 by C. Doty-Humphrey (PractRand, public domain), seeded by FNV-1a over the name. */
function sfc32(seed: number, name: string): () => number {
  let hash = 0x811c9dc5
  for (const letter of name) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  let [a, b, c, d] = [seed >>> 0, hash >>> 0, Math.floor(seed / 0x100000000) >>> 0, 1]
  const next = () => {
    const sum = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return (sum >>> 0) / 0x100000000
  }
  for (let round = 0; round < 15; round += 1) next()
  return next
}

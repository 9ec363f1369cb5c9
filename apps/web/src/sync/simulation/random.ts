// Chance that can be repeated: the same seed draws the same world (mulberry32, public domain).

export type Random = {
  /** From 0 up to 1. */
  chance: () => number
  /** A whole number from 0 up to `count`, without it. */
  below: (count: number) => number
  /** True so often in a hundred. */
  percent: (often: number) => boolean
  pick: <T>(from: readonly T[]) => T
  hex: (digits: number) => string
  uuid: () => string
}

/** The chance of a seed. */
export function randomOf(seed: number): Random {
  let state = Math.imul(seed, 2_654_435_761) >>> 0
  function chance(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (count: number): number => Math.floor(chance() * count)
  const hex = (digits: number): string => Array.from({ length: digits }, () => below(16).toString(16)).join('')
  return {
    chance,
    below,
    percent: (often) => chance() * 100 < often,
    pick: (from) => {
      const one = from[below(from.length)]
      if (one === undefined) throw new RangeError('nothing to pick from')
      return one
    },
    hex,
    uuid: () => `${hex(8)}-${hex(4)}-7${hex(3)}-8${hex(3)}-${hex(12)}`,
  }
}

import { beforeAll, describe, expect, it, vi } from 'vitest'
import { isKeep, longestKeepMs, type StoreKeys } from '../store/key-hand-over.ts'
import { createKeyKeeper } from './key-keeper.ts'

async function makeKeys(store: string, isExtractable = false): Promise<StoreKeys> {
  const data = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, isExtractable, ['encrypt', 'decrypt'])
  const name = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return { store, data, name }
}

let mine: StoreKeys
let hers: StoreKeys
beforeAll(async () => {
  mine = await makeKeys('mine')
  hers = await makeKeys('hers')
})

describe('the keeper of keys', () => {
  it('gives them out until somebody has received them', () => {
    const keeper = createKeyKeeper()
    keeper.keep(mine)
    expect(keeper.give().keys, 'to a page that goes before it hears').toBe(mine)
    const { keys, forget } = keeper.give()
    expect(keys).toBe(mine)
    forget()
    expect(keeper.give().keys).toBeNull()
  })

  it('keeps what another page left after they were given out', () => {
    const keeper = createKeyKeeper()
    keeper.keep(mine)
    const { forget } = keeper.give()
    keeper.keep(hers)
    forget()
    expect(keeper.give().keys).toBe(hers)
  })

  it('forgets them when it is told to, and after twenty seconds', () => {
    vi.useFakeTimers()
    try {
      const keeper = createKeyKeeper({ set: (work, afterMs) => setTimeout(work, afterMs), clear: vi.fn() })
      keeper.keep(mine)
      keeper.forget()
      expect(keeper.give().keys).toBeNull()
      keeper.keep(mine)
      vi.advanceTimersByTime(longestKeepMs)
      expect(keeper.give().keys).toBeNull()
    } finally {
      vi.useRealTimers()
    }
    expect(longestKeepMs).toBe(20_000)
  })

  it('gives nothing out after twenty seconds of sleep, in which no timer ran, nor after a clock that was set back', () => {
    for (const [passedMs, given] of [
      [longestKeepMs - 1, mine],
      [longestKeepMs, null],
      [8 * 3_600_000, null],
      [-1, null],
    ] as const) {
      let nowMs = 1_000_000
      const keeper = createKeyKeeper({ set: vi.fn(), clear: vi.fn() }, () => nowMs)
      keeper.keep(mine)
      nowMs += passedMs
      expect([passedMs, keeper.give().keys]).toEqual([passedMs, given])
    }
  })

  it('holds only what came last, for its own time', () => {
    const timers = new Map<number, () => void>()
    let made = 0
    const keeper = createKeyKeeper({
      set: (work) => {
        made += 1
        timers.set(made, work)
        return made
      },
      clear: (timer) => timers.delete(Number(timer)),
    })
    keeper.keep(mine)
    keeper.keep(hers)
    expect([...timers.keys()], 'the time of the first does not end the second').toEqual([2])
    expect(keeper.give().keys).toBe(hers)
  })
})

describe('keys to be kept', () => {
  it('are taken only whole, and only where nobody can have their bytes', async () => {
    expect(isKeep({ type: 'komar.key.keep', keys: mine })).toBe(true)
    expect(isKeep({ type: 'komar.key.keep', keys: await makeKeys('open', true) })).toBe(false)
    expect(isKeep({ type: 'komar.key.keep', keys: { ...mine, name: undefined } })).toBe(false)
    expect(isKeep({ type: 'komar.key.keep', keys: { ...mine, data: 'bytes' } })).toBe(false)
    expect(isKeep({ type: 'komar.key.keep' })).toBe(false)
    expect(isKeep({ keys: mine })).toBe(false)
    expect(isKeep('komar.key.keep')).toBe(false)
  })
})

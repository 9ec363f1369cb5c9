import { describe, expect, it, vi } from 'vitest'
import { createKeyHolder, readHeldStore, type HeldStore } from './key-hand-over.ts'
import { makeSecret, openSecret } from './keys.ts'
import { quickWrappingKey } from './quick-key.fixture.ts'

async function heldStore(id = 'store-1'): Promise<HeldStore> {
  const wrapping = await quickWrappingKey()
  const keys = await openSecret(id, await makeSecret(id, wrapping), wrapping)
  if (keys === null) throw new Error('a secret must open with its own key')
  return { id, ...keys }
}

function holder() {
  const timers: { at: number; work: () => void }[] = []
  let clock = 0
  const held = createKeyHolder({ now: () => clock, after: (ms, work) => timers.push({ at: clock + ms, work }) })
  const taken = (): unknown => {
    const postMessage = vi.fn<(message: unknown) => void>()
    held.receive({ type: 'komar.key.take' }, { postMessage })
    return postMessage.mock.calls[0]?.[0]
  }
  return {
    ...held,
    taken,
    /** Time passes; with `asleep` the timers do not run. */
    pass: (ms: number, asleep = false) => {
      clock += ms
      if (!asleep) for (const { at, work } of timers) if (at <= clock) work()
    },
  }
}

describe('the service worker’s memory', () => {
  it('gives a key once', async () => {
    const memory = holder()
    const held = await heldStore()
    expect(memory.receive({ type: 'komar.key.keep', held }, undefined)).toBe(true)
    expect(memory.taken()).toEqual(held)
    expect(memory.taken()).toBeNull()
  })

  it('holds it for less than twenty seconds, also when its timers slept', async () => {
    for (const asleep of [false, true]) {
      const memory = holder()
      memory.receive({ type: 'komar.key.keep', held: await heldStore() }, undefined)
      memory.pass(20_000, asleep)
      expect(memory.taken()).toBeNull()
    }
  })

  it('does not throw away a newer key when the time of an older one is over', async () => {
    const memory = holder()
    memory.receive({ type: 'komar.key.keep', held: await heldStore('older') }, undefined)
    memory.pass(15_000)
    const newer = await heldStore('newer')
    memory.receive({ type: 'komar.key.keep', held: newer }, undefined)
    memory.pass(6_000)
    expect(memory.taken()).toEqual(newer)
  })

  it('forgets when the store is locked', async () => {
    const memory = holder()
    memory.receive({ type: 'komar.key.keep', held: await heldStore() }, undefined)
    expect(memory.receive({ type: 'komar.key.forget' }, undefined)).toBe(true)
    expect(memory.taken()).toBeNull()
  })

  it('leaves other messages to others, and holds nothing that is no key', () => {
    const memory = holder()
    for (const message of [null, 'komar.key.take', { type: 'skip-waiting' }, undefined, 7])
      expect(memory.receive(message, undefined)).toBe(false)
    memory.receive({ type: 'komar.key.keep', held: { id: 'x', dataKey: 'no key', blindKey: 'none' } }, undefined)
    expect(memory.taken()).toBeNull()
  })
})

it('a message is read only when it carries whole keys', async () => {
  const held = await heldStore()
  expect(readHeldStore({ held: { ...held, more: 1 } })).toEqual(held)
  for (const message of [null, {}, { held: null }, { held: { id: 'x' } }, { held: { ...held, id: 7 } }])
    expect(readHeldStore(message)).toBeNull()
})

import { describe, expect, it } from 'vitest'
import { makeSecret, openSecret } from './keys.ts'
import { quickWrappingKey } from './quick-key.fixture.ts'
import { createSeal, SealBroken, type Place, type Seal } from './seal.ts'

async function sealOf(storeId: string): Promise<Seal> {
  const wrapping = await quickWrappingKey()
  const keys = await openSecret(storeId, await makeSecret(storeId, wrapping), wrapping)
  if (keys === null) throw new Error('a secret must open with its own key')
  return createSeal(storeId, keys)
}

const words = new TextEncoder().encode('ពៅ វិសាល was seen today')
const place: Place = { table: 'drafts', key: 'form/1' }

describe('a sealed row', () => {
  it('opens at its place and holds nothing of what it says', async () => {
    const seal = await sealOf('store-1')
    const sealed = await seal.seal(place, words)
    expect(await seal.open(place, sealed)).toEqual(words)
    expect(Buffer.from(sealed).includes(Buffer.from('seen today'))).toBe(false)
    expect(sealed.length).toBe(1 + 12 + words.length + 16)
  })

  it('looks different each time, so that the same words twice are not seen to be the same', async () => {
    const seal = await sealOf('store-1')
    expect(await seal.seal(place, words)).not.toEqual(await seal.seal(place, words))
  })

  it.each<[string, Place]>([
    ['another key', { ...place, key: 'form/2' }],
    ['another table', { ...place, table: 'outbox' }],
    // The place is not glued together: 'drafts' + 'form/1' must not pass for 'draftsform' + '/1'.
    ['a key that ends like the table', { table: 'drafts', key: 'form/1","x' }],
  ])('does not open when moved to %s', async (_, elsewhere) => {
    const seal = await sealOf('store-1')
    await expect(seal.open(elsewhere, await seal.seal(place, words))).rejects.toThrow(SealBroken)
  })

  it('does not open in the place of another row that was swapped with it', async () => {
    const seal = await sealOf('store-1')
    const [one, two] = [await seal.seal(place, words), await seal.seal({ ...place, key: 'form/2' }, words)]
    await expect(seal.open(place, two)).rejects.toThrow(SealBroken)
    await expect(seal.open({ ...place, key: 'form/2' }, one)).rejects.toThrow(SealBroken)
  })

  it('does not open in another store, even under the same keys', async () => {
    const wrapping = await quickWrappingKey()
    const keys = await openSecret('store-1', await makeSecret('store-1', wrapping), wrapping)
    if (keys === null) throw new Error('a secret must open with its own key')
    const sealed = await createSeal('store-1', keys).seal(place, words)
    await expect(createSeal('store-2', keys).open(place, sealed)).rejects.toThrow(SealBroken)
    await expect((await sealOf('store-1')).open(place, sealed)).rejects.toThrow(SealBroken)
  })

  it('does not open when any byte of it was changed, or it was cut off anywhere', async () => {
    const seal = await sealOf('store-1')
    const sealed = await seal.seal(place, words)
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = sealed.slice()
      changed[at] = (changed[at] ?? 0) ^ 1
      await expect(seal.open(place, changed)).rejects.toThrow(SealBroken)
      await expect(seal.open(place, sealed.slice(0, at))).rejects.toThrow(SealBroken)
    }
  })

  it('of a version that is not known is refused, not guessed', async () => {
    const seal = await sealOf('store-1')
    const sealed = await seal.seal(place, words)
    sealed[0] = 2
    await expect(seal.open(place, sealed)).rejects.toThrow('version 2')
  })

  it('is read also where it is a part of larger bytes', async () => {
    const seal = await sealOf('store-1')
    const sealed = await seal.seal(place, words)
    const around = new Uint8Array(sealed.length + 7)
    around.set(sealed, 3)
    expect(await seal.open(place, around.subarray(3, 3 + sealed.length))).toEqual(words)
  })
})

describe('a blind name', () => {
  it('is the same for the same text in one store, and another in each other', async () => {
    const [one, two] = [await sealOf('store-1'), await sealOf('store-2')]
    expect(await one.blindName('children')).toBe(await one.blindName('children'))
    expect(await one.blindName('children')).not.toBe(await one.blindName('carers'))
    expect(await one.blindName('children')).not.toBe(await two.blindName('children'))
    expect(await one.blindName('children')).toMatch(/^[A-Za-z0-9_-]{43}$/)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calibrate, deriveWrappingKey, makeSecret, openSecret, parametersFor, rewrapSecret } from './keys.ts'

const light = { memoryMiB: 8, passes: 1 }
const salt = new Uint8Array(16).fill(7)
const who = { login: 'sokha', password: 'four plain quiet words' }
const store = 'store-1'

const keyOf = (more: Partial<typeof who> = {}) => deriveWrappingKey({ ...who, ...more }, salt, light)

describe('the key from login and password', () => {
  it('opens what it wrapped, and so does the same key made again', async () => {
    const wrapped = await makeSecret(store, await keyOf())
    expect(await openSecret(store, wrapped, await keyOf())).not.toBeNull()
  })

  it('is the same for what the host takes for the same login and password', async () => {
    const wrapped = await makeSecret(store, await keyOf({ password: 'caf\u00e9 of four words' }))
    const typed = await keyOf({ login: ' Sokha ', password: 'cafe\u0301 of four words' })
    expect(await openSecret(store, wrapped, typed)).not.toBeNull()
  })

  it.each([
    ['another password', { password: 'four plain quiet word' }],
    ['another login with the same password', { login: 'sokh' }],
    ['letters that have moved from the login to the password', { login: 'sokh', password: 'afour plain quiet words' }],
  ])('does not open with %s', async (_, more) => {
    const wrapped = await makeSecret(store, await keyOf())
    expect(await openSecret(store, wrapped, await keyOf(more))).toBeNull()
  })

  it('does not open with the salt of another device', async () => {
    const wrapped = await makeSecret(store, await keyOf())
    const elsewhere = await deriveWrappingKey(who, new Uint8Array(16).fill(8), light)
    expect(await openSecret(store, wrapped, elsewhere)).toBeNull()
  })

  it('is what another implementation of Argon2id makes', async () => {
    const { stretch } = await import('./argon2.ts')
    const secret = new TextEncoder().encode('["sokha","four plain quiet words"]')
    // Made with @node-rs/argon2 2.0 from the same secret, salt and parameters.
    const expected = '9e0a652a6ebac7e339b09cad3959a3e23582383290b89ff0b41fc6721946b77c'
    expect(Buffer.from(await stretch(secret, salt, light)).toString('hex')).toBe(expected)
  })
})

describe('a wrapped secret', () => {
  it('does not open in the place of another store’s', async () => {
    const key = await keyOf()
    expect(await openSecret('store-2', await makeSecret(store, key), key)).toBeNull()
  })

  it('does not open when changed or cut off', async () => {
    const key = await keyOf()
    const wrapped = await makeSecret(store, key)
    const changed = wrapped.slice()
    changed[20] = (changed[20] ?? 0) ^ 1
    expect(await openSecret(store, changed, key)).toBeNull()
    expect(await openSecret(store, wrapped.slice(0, 30), key)).toBeNull()
    expect(await openSecret(store, new Uint8Array(), key)).toBeNull()
  })

  it('gives keys that no script can read out', async () => {
    const key = await keyOf()
    const keys = await openSecret(store, await makeSecret(store, key), key)
    expect(keys?.data.extractable).toBe(false)
    expect(keys?.name.extractable).toBe(false)
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow(/extractable/)
  })

  it('wrapped anew holds the same keys for the new password, and none for the old', async () => {
    const [older, newer] = [await keyOf(), await keyOf({ password: 'another few plain words' })]
    const wrapped = await makeSecret(store, older)
    const again = await rewrapSecret(store, wrapped, older, newer)
    if (again === null) throw new Error('the older key opens it')
    const before = await openSecret(store, wrapped, older)
    const after = await openSecret(store, again, newer)
    if (before === null || after === null) throw new Error('both open')
    const iv = new Uint8Array(12)
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, before.data, Uint8Array.of(1, 2, 3))
    const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, after.data, sealed)
    expect(new Uint8Array(opened)).toEqual(Uint8Array.of(1, 2, 3))
    expect(await openSecret(store, again, older)).toBeNull()
    expect(await rewrapSecret(store, wrapped, newer, older)).toBeNull()
  })
})

describe('calibration', () => {
  it('stays between 8 and 64 MiB, above OWASP’s least, and near half a second where the device allows it', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 10_000, noNaN: true }), (msPerMiBPass) => {
        const { memoryMiB, passes } = parametersFor(msPerMiBPass)
        expect(memoryMiB).toBeGreaterThanOrEqual(8)
        expect(memoryMiB).toBeLessThanOrEqual(64)
        expect(passes).toBeGreaterThanOrEqual(2)
        expect(passes).toBeLessThanOrEqual(12)
        expect(memoryMiB * passes).toBeGreaterThanOrEqual(38)
        const isWithinBounds = msPerMiBPass > 0.7 && msPerMiBPass < 13
        const ms = memoryMiB * passes * msPerMiBPass
        if (isWithinBounds) expect(ms).toBeGreaterThanOrEqual(490)
        if (isWithinBounds) expect(ms).toBeLessThanOrEqual(900)
      }),
    )
  })

  it.each([
    ['a desk computer', 1.3, { memoryMiB: 64, passes: 7 }],
    ['a cheap phone', 10, { memoryMiB: 16, passes: 4 }],
    ['a phone too slow for it', 60, { memoryMiB: 12, passes: 4 }],
  ])('on %s', (_, msPerMiBPass, expected) => {
    expect(parametersFor(msPerMiBPass)).toEqual(expected)
  })

  it('measures this device', async () => {
    const { memoryMiB, passes } = await calibrate()
    expect(memoryMiB).toBeGreaterThanOrEqual(8)
    expect(passes).toBeGreaterThanOrEqual(2)
  })
})

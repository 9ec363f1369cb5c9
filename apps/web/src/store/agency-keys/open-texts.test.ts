// How much work opening is: the keyring lies on the disk, and a page asks for all of its texts at every change.
import { afterEach, beforeEach, expect, it } from 'vitest'
import { memoryDisk } from '../memory-disk.ts'
import { newUuid } from '../new-entry.ts'
import { plainSeal } from '../plain-seal.ts'
import { openKeyring, type Keyring } from './keyring.ts'
import { onKeys, openTexts, openTextsWith } from './open-texts.ts'
import type { AgencySecret, HeldKey } from './held.ts'
import { makeAgencySecret } from './secret.ts'
import { sealText } from './text-seal.ts'

type Sealed = { id: string; body: { note: string } }

const most = 4

let reads: number
let ring: Keyring
let stop: () => void
let [key, other]: AgencySecret[] = []
beforeEach(async () => {
  const disk = memoryDisk()
  const counted: typeof disk = {
    ...disk,
    read: (...place) => {
      reads += 1
      return disk.read(...place)
    },
  }
  ;[key, other] = [await makeAgencySecret(), await makeAgencySecret()]
  ring = openKeyring(newUuid(), counted, plainSeal('dara'))
  await ring.hold([held(key)])
  stop = openTextsWith(ring, most)
  reads = 0
})
afterEach(() => stop())

function held(secret: AgencySecret): HeldKey {
  return { ...secret, former: null, voucher: null }
}

function sealedFor(secret: AgencySecret | undefined, count: number): Promise<Sealed[]> {
  if (secret === undefined) throw new Error('no key was made')
  const seal = async (_: unknown, at: number): Promise<Sealed> => {
    const id = newUuid()
    const place = { entry: id, member: 'note' }
    return { id, body: { note: await sealText(`note ${at}`, place, { key: secret.id, recipient: secret.recipient }) } }
  }
  return Promise.all(Array.from({ length: count }, seal))
}

/** How often the keyring was read for it. */
async function readsFor(notes: readonly Sealed[]): Promise<number> {
  const before = reads
  await openTexts(notes)
  return reads - before
}

it('reads the keyring once for all texts of an answer, and opens each of them', async () => {
  const notes = await sealedFor(key, 50)
  const opened = await openTexts(notes)
  expect(opened.map(({ body }) => body.note)).toEqual(notes.map((_, at) => `note ${at}`))
  expect(reads).toBe(1)
  expect(await readsFor(await sealedFor(other, 50))).toBe(1)
})

it('opens nothing again of an answer that holds more than it keeps', async () => {
  const notes = await sealedFor(key, most + 3)
  await openTexts(notes)
  expect(await readsFor(notes)).toBe(0)
})

it('forgets those first that were not wanted for longest', async () => {
  const [first, second, third] = [await sealedFor(key, 2), await sealedFor(key, 2), await sealedFor(key, 2)]
  await openTexts(first)
  await openTexts(second)
  await openTexts(first)
  await openTexts(third)
  expect([await readsFor(first), await readsFor(third)]).toEqual([0, 0])
  expect(await readsFor(second)).toBe(1)
})

it('tries what did not open only when another key came, and then nothing that did', async () => {
  const [note] = await sealedFor(key, 1)
  const [broken] = (await sealedFor(key, 1)).map(({ id, body: { note: text } }) => ({
    id,
    body: { note: `${text.slice(0, -8)}${text.at(-8) === 'A' ? 'B' : 'A'}${text.slice(-7)}` },
  }))
  if (note === undefined || broken === undefined || other === undefined) throw new Error('nothing was sealed')
  expect(await readsFor([note, broken])).toBe(1)
  expect(await readsFor([note, broken])).toBe(0)
  let told = 0
  const stopHearing = onKeys(() => (told += 1))
  await ring.hold([held(other)])
  expect(told).toBe(1)
  expect(await readsFor([note])).toBe(0)
  expect(await readsFor([broken])).toBe(1)
  stopHearing()
})

import type { OwnKey } from '@komar/contract/agency-keys'
import type { Recorded, Written } from '@komar/domain/chronicle/entry'
import { readSealedText } from '@komar/domain/chronicle/sealed-text'
import { sealedWords } from '@komar/domain/chronicle/sealed-words'
import { noteWritten } from '@komar/domain/register/kinds'
import { identityToRecipient, generateX25519Identity } from 'age-encryption'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { NoKeyToSeal } from '../disk.ts'
import { memoryDisk } from '../memory-disk.ts'
import { newEntry, newUuid } from '../new-entry.ts'
import { plainSeal } from '../plain-seal.ts'
import { fingerprintOf } from './key-words.ts'
import { openKeyring, type Keyring } from './keyring.ts'
import { openTexts, openTextsWith } from './open-texts.ts'
import { sealEntry, sealingNow, type SealingNow } from './seal-entry.ts'
import type { AgencySecret, HeldKey } from './held.ts'
import { makeAgencySecret, unwrap, vouchFor, wrapFor } from './secret.ts'
import { takeKeys } from './take-keys.ts'
import { sealText, textOpener } from './text-seal.ts'

const canary = 'KOMARCANARY-ភាសា-4471 អ្នកយាមវាយម្តាយ'

let agency: AgencySecret
let other: AgencySecret
beforeAll(async () => {
  agency = await makeAgencySecret()
  other = await makeAgencySecret()
})

const sealing = (scope: SealingNow['scope'] = 'notes', key = agency): SealingNow => ({
  key: key.id,
  recipient: key.recipient,
  scope,
})
const first = (key: AgencySecret): HeldKey => ({ ...key, former: null, voucher: null })
const keyring = (): Keyring => openKeyring(newUuid(), memoryDisk(), plainSeal('dara'))

function written(kind: string, body: Record<string, unknown>, more = {}): Written {
  const author = {
    account: { id: newUuid(), user: 'dara', displayName: 'Dara' },
    agency: { id: newUuid(), code: 'a', nameEn: 'A', nameKm: 'ក', kind: 'child-welfare' as const, isState: true },
    device: newUuid(),
  }
  return newEntry({ kind, subject: newUuid(), occurred: '2014-01-01', basis: 'seen', body, ...more }, author)
}
const note = (body: Record<string, unknown> = { note: canary }, more = {}): Written =>
  written('register.note-written', body, more)

describe('a sealed text', () => {
  const place = { entry: newUuid(), member: 'note' }

  it('is read with the secret of its key and no other, and tells nothing of itself', async () => {
    const sealed = await sealText(canary, place, sealing())
    expect(await textOpener(agency.secret)(sealed)).toMatchObject({ ...place, text: canary })
    expect(await textOpener(other.secret)(sealed)).toBeNull()
    expect(`${sealed}${atob(readSealedText(sealed)?.file ?? '')}`).not.toMatch(/KOMAR|CANARY|note/u)
  })
  it('is as long for one word as for three lines', async () => {
    const lengths = await Promise.all(
      ['No.', 'x'.repeat(250), 'ក'.repeat(80)].map(async (text) => (await sealText(text, place, sealing())).length),
    )
    expect(new Set(lengths).size).toBe(1)
    expect((await sealText('x'.repeat(900), place, sealing())).length).toBeGreaterThan(lengths[0] ?? 0)
  })
  it('does not open when a letter of it was changed', async () => {
    const sealed = await sealText(canary, place, sealing())
    const changed = `${sealed.slice(0, -8)}${sealed.at(-8) === 'A' ? 'B' : 'A'}${sealed.slice(-7)}`
    expect(await textOpener(agency.secret)(changed)).toBeNull()
  })
})

describe('an entry on its way out', () => {
  it('has its texts sealed, who told it and why it was corrected too, and nothing else changed', async () => {
    const entry = note({ note: canary, toldBy: 'her sister', reason: 'A wrong name.', mood: 'calm' }, { basis: 'told' })
    const { body, ...envelope } = await sealEntry(entry, sealing())
    expect(envelope).toEqual({ ...entry, body: undefined, ...envelope })
    expect(body).toMatchObject({ salt: entry.body.salt, mood: 'calm' })
    for (const member of ['note', 'toldBy', 'reason']) expect(readSealedText(body[member])?.key).toBe(agency.id)
    expect(noteWritten.body.safeParse(body).success).toBe(true)
    expect(JSON.stringify(body)).not.toContain('CANARY')
  })
  it('has the reason of its withdrawal sealed', async () => {
    const { body } = await sealEntry(note({ reason: canary }, { retracts: newUuid() }), sealing())
    expect(readSealedText(body['reason'])).not.toBeNull()
  })
  it('stays as it is without a key, of another class, and where it is sealed already', async () => {
    const complaint = written('assess.complaint-made', { words: canary })
    expect(await sealEntry(note(), null)).toMatchObject({ body: { note: canary } })
    expect(await sealEntry(complaint, sealing('notes'))).toBe(complaint)
    expect(readSealedText((await sealEntry(complaint, sealing('notes-and-complaints'))).body['words'])).not.toBeNull()
    const once = await sealEntry(note(), sealing())
    expect(await sealEntry(once, sealing())).toBe(once)
  })
  it('keeps sealed what was sealed in the entry that it corrects or withdraws, whatever is chosen since', async () => {
    const body = { words: canary, wish: canary, againstOthers: canary, reason: canary, topics: ['food'] }
    for (const scope of ['notes', 'none'] as const) {
      const corrected = written('assess.complaint-made', body, { replaces: newUuid() })
      const sealed = await sealEntry(corrected, sealing(scope), ['words'])
      expect(JSON.stringify(sealed)).not.toContain('CANARY')
      expect(sealed.body).toMatchObject({ salt: corrected.body.salt, topics: ['food'] })
      const withdrawn = note({ reason: canary }, { retracts: newUuid() })
      expect(JSON.stringify(await sealEntry(withdrawn, sealing(scope), ['note']))).not.toContain('CANARY')
    }
    await expect(sealEntry(note(), null, ['note'])).rejects.toBeInstanceOf(NoKeyToSeal)
  })
  it('is sealed to a key that this device has, whatever the host says; to the host’s where it has none', () => {
    const told = { key: other.id, recipient: other.recipient, scope: 'notes' as const }
    expect(sealingNow(told, [])).toEqual(told)
    expect(sealingNow(told, [first(agency)])).toMatchObject({ key: agency.id, recipient: agency.recipient })
    expect(sealingNow({ ...told, key: agency.id }, [first(agency)])).toMatchObject({ recipient: agency.recipient })
    expect(sealingNow(null, [first(agency)])).toMatchObject({ key: agency.id, scope: 'notes' })
    expect(sealingNow(null, [first(agency), { ...other, former: agency.id, voucher: 'x' }])?.key).toBe(other.id)
    expect(sealingNow(null, [])).toBeNull()
  })
})

describe('an answer on its way to a page', () => {
  let stop: () => void
  let ring: Keyring
  beforeEach(async () => {
    ring = keyring()
    await ring.hold([first(agency)])
    stop = openTextsWith(ring)
  })
  afterEach(() => stop())

  it('is opened wherever entries stand in it', async () => {
    const sealed = await sealEntry(note(), sealing())
    const answer = await openTexts({ rows: [{ entries: [sealed] }], unsent: { id: sealed.id, entry: sealed }, more: 3 })
    expect(answer.rows[0]?.entries[0]?.body['note']).toBe(canary)
    expect(answer.unsent.entry.body['note']).toBe(canary)
  })
  it('is the very same where nothing in it is sealed', async () => {
    const answer = { rows: [note()] }
    expect(await openTexts(answer)).toBe(answer)
  })
  it('does not show a text that was moved to another entry, to another member, or out of an entry', async () => {
    const sealed = await sealEntry(note(), sealing())
    const text = sealed.body['note']
    const moved = [
      { ...sealed, id: newUuid() },
      { ...sealed, body: { ...sealed.body, note: 'x', toldBy: text } },
      { id: sealed.id, body: { rows: [{ note: text }] } },
      { note: text },
    ]
    for (const one of moved) expect(JSON.stringify(await openTexts(one))).not.toMatch(/CANARY|komar-sealed/u)
  })
  it('says in words what this device has no key for, and opens it when the key comes', async () => {
    const theirs = await sealEntry(note(), sealing('notes', other))
    const [shown] = await openTexts([theirs as Recorded])
    expect([sealedWords.en, sealedWords.km]).toContain(shown?.body['note'])
    await ring.hold([first(other)])
    expect((await openTexts([theirs]))[0]?.body['note']).toBe(canary)
  })
  it('shows nothing when the store is locked', async () => {
    const sealed = await sealEntry(note(), sealing())
    await openTexts(sealed)
    stop()
    expect((await openTexts(sealed)).body['note']).toBe(sealedWords.en)
  })
})

describe('a key that comes from the host', () => {
  type Wrapped = { key: AgencySecret; former?: AgencySecret; isCurrent?: boolean; voucher?: string | null }

  async function told(ring: Keyring, wrapped: readonly Wrapped[], trusted?: string) {
    const { recipient } = await ring.own()
    const keys = await Promise.all(
      wrapped.map(async ({ key, former, isCurrent = true, voucher }): Promise<OwnKey> => ({
        id: key.id,
        recipient: key.recipient,
        scope: 'notes',
        former: former?.id ?? null,
        voucher: voucher === undefined ? (former === undefined ? null : await vouchFor(key, former)) : voucher,
        isCurrent,
        wrap: await wrapFor(recipient, key),
      })),
    )
    const published: string[] = []
    const host = {
      keys: () => Promise.resolve({ keys, recipient: null }),
      publish: (said: string) => Promise.resolve(published.push(said) > 0),
    }
    const state = await takeKeys(ring, trusted, host)
    return { state, published, held: (await ring.held()).map(({ id }) => id) }
  }

  it('is taken when it is the first', async () => {
    const ring = keyring()
    expect((await told(ring, [{ key: agency }])).held).toEqual([agency.id])
    expect(await ring.told()).toMatchObject({ key: agency.id, recipient: agency.recipient })
  })
  it('is asked for once, where it was not given', async () => {
    const ring = keyring()
    const own = await ring.own()
    const wrong = { key: agency.id, recipient: agency.recipient }
    const said: string[] = []
    const host = {
      keys: () => Promise.resolve({ keys: [key(wrong)], recipient: said[0] ?? null }),
      publish: (recipient: string) => Promise.resolve(said.push(recipient) > 0),
    }
    for (const _ of [1, 2]) {
      expect(await takeKeys(ring, undefined, host)).toMatchObject({ waits: true, strange: [] })
    }
    expect(said).toEqual([own.recipient])
  })
  it('is taken after another where a holder of that one vouches, in whatever order they come', async () => {
    const chain = [
      { key: agency, isCurrent: false },
      { key: other, former: agency },
    ]
    expect((await told(keyring(), chain)).held.toSorted()).toEqual([agency.id, other.id].toSorted())
    const ring = keyring()
    await ring.hold([first(agency)])
    expect((await told(ring, [{ key: other, former: agency }])).held).toEqual([agency.id, other.id])
  })
  it('is left aside where the host made it up, until somebody compared it', async () => {
    for (const voucher of [null, btoa('x'.repeat(32)), await vouchFor(agency, other)]) {
      const ring = keyring()
      await ring.hold([first(agency)])
      const { state, held } = await told(ring, [{ key: other, former: agency, voucher }])
      expect([held, state?.strange.map(({ id }) => id), state?.waits]).toEqual([[agency.id], [other.id], true])
      expect(sealingNow(await ring.told(), await ring.held())?.key).toBe(agency.id)
    }
    const ring = keyring()
    await ring.hold([first(agency)])
    expect((await told(ring, [{ key: other }], other.id)).held).toEqual([agency.id, other.id])
  })
  it('is no key where it was wrapped for another device, or is that of another name', async () => {
    const [mine, theirs] = [await generateX25519Identity(), await generateX25519Identity()]
    const wrap = await wrapFor(await identityToRecipient(mine), agency)
    expect(await unwrap(wrap, mine, agency)).toEqual(agency)
    expect(await unwrap(wrap, theirs, agency)).toBeNull()
    expect(await unwrap(wrap, mine, { ...other })).toBeNull()
    expect(await unwrap(wrap, mine, { id: agency.id, recipient: other.recipient })).toBeNull()
    expect(await unwrap('bm8=', mine, agency)).toBeNull()
  })
  it('belongs to one store: that of the other agency of the same person has none', async () => {
    const disk = memoryDisk()
    const here = openKeyring(newUuid(), disk, plainSeal('dara'))
    await here.hold([first(agency)])
    expect(await openKeyring(newUuid(), memoryDisk(), plainSeal('dara')).held()).toEqual([])
    expect((await openKeyring(newUuid(), disk, plainSeal('dara')).secretOf(agency.id))?.secret).toBe(agency.secret)
  })
  it('finds one identity for two windows of a store', async () => {
    const disk = memoryDisk()
    const ring = openKeyring('a', disk, plainSeal('dara'))
    const both = await Promise.all([ring.own(), ring.own()])
    expect(both[0]).toEqual(both[1])
  })

  function key(of: { key: string; recipient: string }): OwnKey {
    return {
      id: of.key,
      recipient: of.recipient,
      scope: 'notes',
      former: null,
      voucher: null,
      isCurrent: true,
      wrap: null,
    }
  }
})

it('is compared by twenty figures that follow from its public half', async () => {
  const figures = await fingerprintOf(agency.recipient)
  expect(figures).toMatch(/^(\d{4} ){4}\d{4}$/u)
  expect(await fingerprintOf(agency.recipient)).toBe(figures)
  expect(await fingerprintOf(other.recipient)).not.toBe(figures)
})

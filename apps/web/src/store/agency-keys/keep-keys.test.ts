import type { OwnKey } from '@komar/contract/agency-keys'
import type { Sealing } from '@komar/contract/sealing'
import type { Written } from '@komar/domain/chronicle/entry'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { session } from '../ask.fixture.ts'
import { NoKeyToSeal } from '../disk.ts'
import { memoryDisk } from '../memory-disk.ts'
import { newEntry, newUuid, type EntryDraft } from '../new-entry.ts'
import { openOutbox, type Outbox } from '../outbox.ts'
import { plainSeal } from '../plain-seal.ts'
import { keepKeys, type AgencyKeys } from './keep-keys.ts'
import { openKeyring, type Keyring } from './keyring.ts'
import { openTexts } from './open-texts.ts'
import type { AgencySecret } from './held.ts'
import { makeAgencySecret } from './secret.ts'

let key: AgencySecret
beforeAll(async () => {
  key = await makeAgencySecret()
})

let outbox: Outbox
let ring: Keyring
let keys: AgencyKeys | undefined
beforeEach(async () => {
  const [disk, seal] = [memoryDisk(), plainSeal('store')]
  outbox = await openOutbox({ disk, seal })
  ring = openKeyring('store', disk, seal)
})
afterEach(() => {
  keys?.stop()
  vi.unstubAllGlobals()
})

function keep(sealing: Sealing, isInMemory = false): AgencyKeys {
  keys = keepKeys(ring, { ...session, sealing }, outbox, isInMemory)
  return keys
}

describe('what was sealed before', () => {
  const canary = 'KOMARCANARY-4471'
  const made = (draft: Pick<EntryDraft, 'kind' | 'body'> & Partial<EntryDraft>): Written =>
    newEntry({ subject: newUuid(), occurred: '2014-01-01', basis: 'seen', ...draft }, session)

  beforeEach(() => vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network'))))

  /** A complaint as it came from the host, sealed, opened for a page. */
  async function shown(): Promise<Written> {
    const before = keep({ key: key.id, recipient: key.recipient, scope: 'notes-and-complaints' })
    const [sealed] = await before.seal([made({ kind: 'assess.complaint-made', body: { words: canary } })])
    before.stop()
    if (sealed === undefined) throw new Error('nothing was sealed')
    return sealed
  }

  for (const scope of ['notes', 'none'] as const) {
    it(`stays sealed in a correction, a withdrawal and a withdrawal of that, when ${scope} is sealed since`, async () => {
      await ring.hold([{ ...key, former: null, voucher: null }])
      const sealed = await shown()
      const now = keep({ key: key.id, recipient: key.recipient, scope })
      const { id, kind, body } = (await openTexts({ entries: [sealed] })).entries[0] ?? sealed
      expect(body['words']).toBe(canary)
      const corrected = made({ kind, replaces: id, body: { ...body, wish: canary, reason: canary } })
      const withdrawn = made({ kind, retracts: id, body: { reason: canary } })
      const after = await now.seal([corrected, withdrawn])
      expect(JSON.stringify(after)).not.toContain('CANARY')
      await openTexts(after)
      const again = made({ kind, retracts: withdrawn.id, body: { reason: canary } })
      expect(JSON.stringify(await now.seal([again]))).not.toContain('CANARY')
    })
  }
  it('stays sealed in what answers a refused entry', async () => {
    const sealed = await shown()
    await outbox.add([sealed], false)
    const mended = made({ kind: sealed.kind, answers: sealed.id, body: { words: canary } })
    const [kept] = await keep({ key: key.id, recipient: key.recipient, scope: 'none' }).seal([mended])
    expect(JSON.stringify(kept)).not.toContain('CANARY')
  })
  it('is not recorded where no key is known', async () => {
    const sealed = await shown()
    const now = keep(null)
    await openTexts([sealed])
    const withdrawn = made({ kind: sealed.kind, retracts: sealed.id, body: { reason: canary } })
    await expect(now.seal([withdrawn])).rejects.toBeInstanceOf(NoKeyToSeal)
  })
  it('says nothing of what was plain before', async () => {
    const plain = made({ kind: 'assess.complaint-made', body: { words: canary } })
    const now = keep({ key: key.id, recipient: key.recipient, scope: 'notes' })
    await openTexts([plain])
    const corrected = made({ kind: plain.kind, replaces: plain.id, body: { words: canary } })
    expect(await now.seal([corrected])).toEqual([corrected])
  })
})

describe('a store in memory', () => {
  const named = ({ id, recipient }: AgencySecret, scope: OwnKey['scope'], isCurrent = true): OwnKey => {
    return { id, recipient, scope, former: null, voucher: null, isCurrent, wrap: null }
  }
  let asked: string[]
  let answer: readonly OwnKey[] | null
  beforeEach(() => {
    asked = []
    answer = null
    vi.stubGlobal('fetch', async (address: string, init?: RequestInit) => {
      asked.push(`${init?.method ?? 'GET'} ${address}`)
      if (answer === null) throw new TypeError('no network')
      return Response.json({ keys: answer, recipient: null })
    })
  })

  it('follows what the agency seals with, makes no identity, and says none to the host', async () => {
    const own = vi.spyOn(ring, 'own')
    const now = keep(null, true)
    answer = []
    now.begin()
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    expect(await now.sealing()).toBeNull()
    answer = [named(key, 'notes')]
    globalThis.dispatchEvent(new Event('online'))
    await vi.waitFor(async () => expect(await now.sealing()).toMatchObject({ key: key.id, scope: 'notes' }))
    const next = await makeAgencySecret()
    answer = [named(key, 'notes', false), named(next, 'notes-and-complaints')]
    expect(await now.refresh()).toBeNull()
    expect(await now.sealing()).toEqual({ key: next.id, recipient: next.recipient, scope: 'notes-and-complaints' })
    expect(new Set(asked)).toEqual(new Set(['GET /v1/agency-keys/own']))
    expect(own).not.toHaveBeenCalled()
    expect(await ring.held()).toEqual([])
  })
  it('seals with what was last heard while nobody answers', async () => {
    const now = keep({ key: key.id, recipient: key.recipient, scope: 'notes' }, true)
    expect(await now.refresh()).toBeNull()
    expect(await now.sealing()).toMatchObject({ recipient: key.recipient })
  })
})

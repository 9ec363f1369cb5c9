// From a form to the outbox and back to a page: what lies on the device is sealed, what the page shows is not.
import 'fake-indexeddb/auto'
import type { Session } from '@komar/contract/session'
import { readSealedText } from '@komar/domain/chronicle/sealed-text'
import { sealedWords } from '@komar/domain/chronicle/sealed-words'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { useEffect, useState, type ReactNode } from 'react'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { NoRoom, useRecordIfRoom } from '../../record/if-room.tsx'
import { SealedNote } from '../../record/sealed-note.tsx'
import { session as deviceSession } from '../ask.fixture.ts'
import { memoryDisk } from '../memory-disk.ts'
import { newUuid } from '../new-entry.ts'
import { renderOnDisk } from '../on-disk.fixture.tsx'
import type { Outbox } from '../outbox.ts'
import { plainSeal } from '../plain-seal.ts'
import { StoreProvider, useRecord, useStore, useUnsent } from '../store-provider.tsx'
import { openKeyring } from './keyring.ts'
import { openTexts } from './open-texts.ts'
import type { AgencySecret } from './held.ts'
import { makeAgencySecret } from './secret.ts'
import { sealText } from './text-seal.ts'
import { SilentEvents } from '../silent-events.fixture.ts'

const canary = 'KOMARCANARY-ភាសា-9920'
let key: AgencySecret
beforeAll(async () => {
  key = await makeAgencySecret()
})
beforeEach(() => {
  vi.stubGlobal('EventSource', SilentEvents)
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

let outbox: Outbox
let hasRecorded = false

function Form({ sealed }: { sealed: boolean }): ReactNode {
  const record = useRecord()
  const store = useStore()
  outbox = store.outbox
  const unsent = useUnsent()
  useEffect(() => {
    if (hasRecorded) return
    hasRecorded = true
    const kind = sealed ? 'register.note-written' : 'wellbeing.harm-suspected'
    const body = sealed ? { note: canary } : { seenOrSaid: canary }
    void record([{ kind, subject: newUuid(), occurred: '2014-01-01', basis: 'seen', body }])
  })
  return (
    <ul>
      {unsent?.map(({ id, entry }) => (
        <li key={id}>{String(entry.body['note'] ?? entry.body['seenOrSaid'])}</li>
      ))}
    </ul>
  )
}

async function show(sealed: boolean, hasKey: boolean): Promise<void> {
  hasRecorded = false
  const id = newUuid()
  const disk = memoryDisk()
  const seal = plainSeal('dara')
  if (hasKey) await openKeyring(id, disk, seal).hold([{ ...key, former: null, voucher: null }])
  const sealing = { key: key.id, recipient: key.recipient, scope: 'notes' as const }
  const session: Session = { ...deviceSession, mayRead: [], device: id, sealing }
  const unlocked = { id, disk, seal, session, isFromDevice: true }
  render(
    <StoreProvider
      unlocked={unlocked}
      tie="unreachable"
      whileOpening={null}
      onSessionEnded={vi.fn()}
      onRevoked={vi.fn()}
    >
      <Form sealed={sealed} />
    </StoreProvider>,
  )
}

it('seals without a network and without the secret; the page says in words what it cannot open', async () => {
  await show(true, false)
  await waitFor(() => expect(screen.getByRole('listitem').textContent).toBe(sealedWords.en))
  const [kept] = await outbox.list()
  expect(readSealedText(kept?.entry.body['note'])?.key).toBe(key.id)
})

it('shows to whoever has the key what they wrote, and keeps and sends it sealed', async () => {
  await show(true, true)
  await waitFor(() => expect(screen.getByRole('listitem').textContent).toBe(canary))
  const batch = await outbox.nextBatch()
  expect(JSON.stringify(batch)).toContain('komar-sealed:1:')
  expect(JSON.stringify(batch)).not.toContain('CANARY')
})

it('leaves plain what others must act on', async () => {
  await show(false, true)
  await waitFor(() => expect(screen.getByRole('listitem').textContent).toBe(canary))
  expect(JSON.stringify(await outbox.list())).toContain(canary)
})

it('keeps nothing, and says so, rather than bring out in clear what was sealed', async () => {
  const id = newUuid()
  const text = await sealText(canary, { entry: id, member: 'note' }, { key: key.id, recipient: key.recipient })
  const small = renderOnDisk(<Withdrawal of={{ id, body: { note: text } }} />, deviceSession)
  fireEvent.click(await screen.findByText('withdraw'))
  await screen.findByText('This cannot be recorded on this device yet')
  expect(await small.written()).toEqual([])
})

it('says in the form of a correction that its words stay sealed, though nothing is sealed since', async () => {
  const id = newUuid()
  const text = await sealText(canary, { entry: id, member: 'note' }, { key: key.id, recipient: key.recipient })
  renderOnDisk(<Correction of={{ id, body: { note: text } }} />, deviceSession)
  const words = /sealed with your agency’s key before they leave/
  await screen.findByText('correct')
  expect(screen.queryByText(words)).toBeNull()
  fireEvent.click(screen.getByText('correct'))
  await screen.findByText(words)
})

function Correction({ of }: { of: { id: string; body: Record<string, unknown> } }): ReactNode {
  const [entry, setEntry] = useState<string>()
  return (
    <>
      <button onClick={() => void openTexts(of).then(({ id }) => setEntry(id))}>correct</button>
      <SealedNote kinds={['register.note-written']} entry={entry} />
    </>
  )
}

function Withdrawal({ of }: { of: { id: string; body: Record<string, unknown> } }): ReactNode {
  const { record, hindrance } = useRecordIfRoom()
  const withdraw = async (): Promise<void> => {
    const { id } = await openTexts(of)
    const draft = { kind: 'register.note-written', subject: newUuid(), occurred: '2014-01-01', basis: 'seen' as const }
    await record([{ ...draft, retracts: id, body: { reason: canary } }])
  }
  return (
    <>
      <button onClick={() => void withdraw()}>withdraw</button>
      {hindrance && <NoRoom because={hindrance} />}
    </>
  )
}

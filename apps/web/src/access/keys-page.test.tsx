// What a supervisor's page offers, with a host that answers as it would: for each key that this device lacks, its parts.
import type { AgencyKey, KeyDevice, OwnKey } from '@komar/contract/agency-keys'
import type { Session } from '@komar/contract/session'
import { cleanup, configure, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { renderSpoken } from '../i18n/spoken-for-tests.tsx'
import { prepareKey, type PreparedKey } from '../store/agency-keys/hand-out.ts'
import { openKeyring, type Keyring } from '../store/agency-keys/keyring.ts'
import { takeKeys } from '../store/agency-keys/take-keys.ts'
import { vouchFor, wrapFor } from '../store/agency-keys/secret.ts'
import { session as monitor } from '../store/ask.fixture.ts'
import { memoryDisk } from '../store/memory-disk.ts'
import { newUuid } from '../store/new-entry.ts'
import { plainSeal } from '../store/plain-seal.ts'
import { KeysPage } from './keys-page.tsx'

vi.setConfig({ testTimeout: 60_000 })
configure({ asyncUtilTimeout: 20_000 })

const store = vi.hoisted(() => {
  const listeners = new Set<() => void>()
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  return { keys: {} as object, changes: { subscribe }, listeners, isInMemory: false }
})
const session: Session = { ...monitor, roles: ['supervisor'] }
vi.mock('../store/store-provider.tsx', () => ({ useStore: () => store }))
vi.mock('../shell/session.tsx', () => ({ useSession: () => session }))
vi.mock('../shell/told-by.tsx', () => ({ FromDevice: () => null, ToldBy: () => null }))

let keyring: Keyring
let own: OwnKey[]
let devices: KeyDevice[]
let old: PreparedKey
let next: PreparedKey
/** Whether the person proves who they are when they are asked. */
let isProved: boolean

beforeEach(async () => {
  isProved = true
  keyring = openKeyring(newUuid(), memoryDisk(), plainSeal('dara'))
  store.keys = { keyring, refresh: (trusted?: string) => takeKeys(keyring, trusted) }
  old = await prepareKey(4, 3)
  next = await prepareKey(3, 2)
  const both = { scope: 'notes' as const, wrap: null }
  own = [
    { ...both, id: old.key.id, recipient: old.key.recipient, former: null, voucher: null, isCurrent: false },
    {
      ...both,
      id: next.key.id,
      recipient: next.key.recipient,
      former: old.key.id,
      voucher: await vouchFor(next.key, old.key),
      isCurrent: true,
    },
  ]
  devices = [await device('Dara', { device: session.device, isThis: true, recipient: (await keyring.own()).recipient })]
  vi.stubGlobal('fetch', (address: string, { body = '{}' }: { body?: string }) =>
    Promise.resolve(answer(address, JSON.parse(body) as { key: string; wrap: string })),
  )
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

async function device(displayName: string, more: Partial<KeyDevice> = {}): Promise<KeyDevice> {
  const { recipient } = (await prepareKey(2, 2)).key
  const standing = { standing: 'here' as const, isDeclined: false, holds: [], isThis: false, label: '' }
  return { device: newUuid(), account: newUuid(), displayName, recipient, askedOn: '2014-01-01', ...standing, ...more }
}

function answer(address: string, said: { key: string; wrap: string }): Response {
  if (address.endsWith('/own')) return Response.json({ keys: own, recipient: devices[0]?.recipient })
  if (address.endsWith('/device')) return Response.json(said)
  if (address.endsWith('/give')) {
    if (!isProved) return Response.json({ type: '', title: '', status: 403, code: 'session.confirm' }, { status: 403 })
    own = own.map((key) => (key.id === said.key ? { ...key, wrap: said.wrap } : key))
    devices = devices.map((one) => (one.isThis ? { ...one, holds: [...one.holds, said.key] } : one))
    return Response.json({})
  }
  const keys = own.map(({ wrap: _wrap, former: _former, voucher: _voucher, ...key }): AgencyKey => {
    const made = { madeOn: key.isCurrent ? '2014-02-01' : '2013-01-01', madeBy: 'Dara' }
    const parts = key.isCurrent
      ? { partsNeeded: 2, partHolders: ['Vanna'] }
      : { partsNeeded: 3, partHolders: ['Bopha'] }
    return { ...key, ...made, ...parts }
  })
  return Response.json({ keys: keys.toReversed(), devices })
}

/** The host gave this device the key, and it took it. */
async function given({ key }: PreparedKey): Promise<void> {
  answer('/give', { key: key.id, wrap: await wrapFor((await keyring.own()).recipient, key) })
  await takeKeys(keyring)
}
const boxes = (): HTMLTextAreaElement[] => screen.getAllByRole('textbox')
const put = async (...parts: (string | undefined)[]): Promise<void> => {
  await screen.findByRole('button', { name: 'Put the key together' })
  for (const [at, value = ''] of parts.entries()) {
    const box = boxes()[at]
    if (box) fireEvent.change(box, { target: { value } })
  }
  fireEvent.click(screen.getByRole('button', { name: 'Put the key together' }))
}
const isThere = (name: string): boolean => screen.queryByRole('button', { name }) !== null

it('takes the parts of a key that another took the place of, on a device that has that one', async () => {
  await given(next)
  renderSpoken(<KeysPage />)
  expect((await screen.findByText(/^An older key/u)).textContent).toContain(
    '3 parts are needed. They were given to Bopha.',
  )
  expect([screen.queryByText(/^The key that is used now,/u), boxes().length]).toEqual([null, 3])
  await put(...old.parts.slice(1))
  const done = await screen.findByText('The key is on this device now')
  await waitFor(() => expect(document.activeElement?.contains(done)).toBe(true))
  await waitFor(() => expect(isThere('Put the key together')).toBe(false))
  expect((await keyring.secretOf(old.key.id))?.secret).toBe(old.key.secret)
})

it('offers each key that is lacked in one form, and asks for the parts of the other afterwards', async () => {
  renderSpoken(<KeysPage />)
  await screen.findByText(/^The key that is used now,/u)
  expect(screen.getByText(/^An older key/u)).toBeDefined()
  // The third box is not needed for this one.
  await put(next.parts[2], '', next.parts[0])
  await waitFor(() => expect(screen.queryByText(/^The key that is used now,/u)).toBeNull())
  expect(boxes().map(({ value }) => value)).toEqual(['', '', ''])
  expect(await keyring.secretOf(next.key.id)).not.toBeNull()
  expect(screen.getByText(/^An older key/u)).toBeDefined()
})

it('still takes the parts after a restore that was broken off, and gives and replaces nothing until then', async () => {
  own = own.slice(1)
  isProved = false
  renderSpoken(<KeysPage />)
  await put(next.parts[0], next.parts[1])
  await screen.findByText('Confirm first that it is you.')
  expect(await keyring.held()).toEqual([])
  // A device that kept the key all the same, as devices did.
  await keyring.hold([{ ...next.key, former: null, voucher: null }])
  cleanup()
  devices.push(await device('Bopha'), await device('Vanna', { holds: [next.key.id] }))
  renderSpoken(<KeysPage />)
  await screen.findByText('This device has the key')
  await screen.findByRole('button', { name: 'Put the key together' })
  expect([isThere('Give the key'), isThere('Make another key')]).toEqual([false, false])
  isProved = true
  await put(next.parts[0], next.parts[1])
  await screen.findByRole('button', { name: 'Give the key' })
  expect([isThere('Put the key together'), isThere('Make another key')]).toEqual([false, true])
})

it('gives an older key that was put together on to devices that lack it, and shows them only then', async () => {
  await given(next)
  devices.push(await device('Bopha', { holds: [next.key.id] }))
  renderSpoken(<KeysPage />)
  await screen.findByText(/^An older key/u)
  expect(isThere('Give the key')).toBe(false)
  await put(...old.parts.slice(0, 3))
  await screen.findByText('1 device lacks an older key that this device has')
  expect([isThere('Give the key'), isThere('Do not give it')]).toEqual([true, false])
})

it('says to everybody which part is wrong, and waits while it tries', async () => {
  await given(next)
  renderSpoken(<KeysPage />)
  await put(old.parts[0], 'nonsense', old.parts[1])
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Put the key together' }).disabled).toBe(true)
  const alert = await screen.findByRole('alert')
  await waitFor(() => expect(alert.contains(document.activeElement)).toBe(true))
  expect(alert.textContent).toContain('Part 2 is not right')
  expect(boxes().map((box) => box.getAttribute('aria-invalid'))).toEqual(['false', 'true', 'false'])
  await put(old.parts[0], next.parts[0])
  await screen.findAllByText(/Part 2 belongs to another key/u)
  await put(old.parts[0], '', old.parts[2])
  await screen.findAllByText('These are too few parts.')
  expect(boxes().map((box) => box.getAttribute('aria-invalid'))).toEqual(['false', 'true', 'false'])
})

it('sees a key that was made although its answer was lost, and that this device has it', async () => {
  const made = own.filter(({ isCurrent }) => isCurrent)
  own = []
  renderSpoken(<KeysPage />)
  await screen.findByText('Make the first key')
  own = made.map((key) => ({ ...key, former: null, voucher: null }))
  answer('/give', { key: next.key.id, wrap: await wrapFor((await keyring.own()).recipient, next.key) })
  for (const listener of store.listeners) listener()
  await screen.findByText('This device has the key')
  await screen.findByRole('button', { name: 'Make another key' })
})

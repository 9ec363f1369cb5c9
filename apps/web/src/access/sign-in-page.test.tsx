import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { renderSpoken } from '../i18n/spoken-for-tests.tsx'
import { SessionProvider, useVaultState } from '../shell/session.tsx'
import { connectPages, fakeHost, startedVault, type FakeHost } from '../store/vault.fixture.ts'
import type { Vault } from '../store/vault.ts'
import { ChangePasswordPage } from './change-password-page.tsx'
import { ChooseStorePage } from './choose-store-page.tsx'
import { SignInPage } from './sign-in-page.tsx'

// Stretching is slow on purpose; keys.test.ts has the real one.
vi.mock('../store/argon2.ts', () => ({
  stretch: async (secret: Uint8Array<ArrayBuffer>, salt: Uint8Array<ArrayBuffer>) =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from([...salt, ...secret]))),
}))

const password = 'four plain quiet words'

let host: FakeHost
let vault: Vault

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  localStorage.clear()
  host = fakeHost()
  connectPages()
  host.accounts.set('sokha', { id: crypto.randomUUID(), password, mustChangePassword: false })
  vault = await startedVault()
})
afterEach(() => {
  cleanup()
  vault.close()
  vi.unstubAllGlobals()
})

/** What the frame shows in each state, without what needs a router. */
function WaysIn(): ReactNode {
  const state = useVaultState()
  switch (state.status) {
    case 'locked':
      return <SignInPage lockedBy={state.reason} />
    case 'choosing':
      return <ChooseStorePage />
    case 'must-change':
      return <ChangePasswordPage />
    default:
      return <output>{state.status}</output>
  }
}

function open(language: 'en' | 'km' = 'en'): void {
  renderSpoken(
    <SessionProvider vault={vault}>
      <WaysIn />
    </SessionProvider>,
    language,
  )
}

function fillAndSend(typed = password): void {
  fireEvent.change(screen.getByLabelText('User name'), { target: { value: ' sokha ' } })
  fireEvent.change(screen.getByLabelText('Password'), { target: { value: typed } })
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }))
}

const posts = (): string[] => host.calls.filter((each) => each.startsWith('POST'))

it('says what is missing, and sends nothing', () => {
  open()
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }))
  expect(screen.getByRole('alert').textContent).toContain('Write your user name.')
  expect(posts()).toEqual([])
})

it('says in the reader’s words why it was refused, and keeps what was typed', async () => {
  open()
  fillAndSend('four plain quiet word')
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('is not right'))
  expect(screen.getByLabelText<HTMLInputElement>('User name').value).toBe(' sokha ')
})

it('says how long to wait after wrong tries', async () => {
  open()
  for (const attempt of [1, 2]) {
    fillAndSend('four plain quiet word')
    await waitFor(() => expect(posts()).toHaveLength(attempt))
    await waitFor(() => expect(screen.getByRole('button', { name: 'Sign in' })).toHaveProperty('disabled', false))
  }
  fillAndSend()
  await waitFor(() => expect(screen.getByRole('alert').textContent).toMatch(/Wait [12] seconds?/))
  expect(posts()).toHaveLength(2)
})

it('asks for the code when the host wants one, and a wrong one makes nobody wait', async () => {
  host.accounts.set('sokha', { id: crypto.randomUUID(), password, mustChangePassword: false, code: '123456' })
  open()
  expect(screen.queryByLabelText('Code of your second step')).toBeNull()
  fillAndSend()
  const field = await screen.findByLabelText('Code of your second step')
  await waitFor(() => expect(document.activeElement).toBe(field))
  expect(screen.queryByRole('alert')).toBeNull()
  for (const _ of [1, 2, 3]) {
    fireEvent.change(screen.getByLabelText('Code of your second step'), { target: { value: '000000' } })
    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }))
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('This code is wrong'))
    await waitFor(() => expect(screen.getByRole('button', { name: 'Sign in' })).toHaveProperty('disabled', false))
  }
  fireEvent.change(screen.getByLabelText('Code of your second step'), { target: { value: '123456' } })
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }))
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('unlocked'))
})

it('offers a passkey where there is one and the browser knows them, and a recovery code in any case', async () => {
  const ways = { app: 0, passkeys: 1 }
  host.accounts.set('sokha', {
    id: crypto.randomUUID(),
    password,
    mustChangePassword: false,
    code: 'k7mp-x2ha-9fqr',
    ways,
  })
  vi.stubGlobal('PublicKeyCredential', class {})
  const left = vi.fn<() => Promise<never>>(() => Promise.reject(new DOMException('', 'NotAllowedError')))
  const credentials = { create: left, get: left, store: left, preventSilentAccess: left }
  vi.spyOn(navigator, 'credentials', 'get').mockReturnValue(credentials)
  open()
  fillAndSend()
  const button = await screen.findByRole('button', { name: 'Use a passkey' })
  await waitFor(() => expect(document.activeElement).toBe(button))
  fireEvent.click(button)
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('The passkey was not used.'))
  expect(left).toHaveBeenCalledOnce()
  expect(screen.queryByLabelText('Code of your second step')).toBeNull()
  fireEvent.change(screen.getByLabelText('Recovery code'), { target: { value: 'k7mp-x2ha-9fqr' } })
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }))
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('unlocked'))
})

it('opens what is here with the password alone where there is no network, second factor or not', async () => {
  host.accounts.set('sokha', { id: crypto.randomUUID(), password, mustChangePassword: false, code: '123456' })
  await vault.enter({ login: 'sokha', password, code: '123456' })
  vault.lock()
  host.isReachable = false
  open()
  fillAndSend()
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('unlocked'))
})

it('says that the host did not answer, and that nothing here opens', async () => {
  host.isReachable = false
  open()
  fillAndSend()
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('check the connection'))
})

it('opens what is here without a network', async () => {
  await vault.enter({ login: 'sokha', password })
  vault.lock()
  host.isReachable = false
  open()
  expect(screen.getByText(/^Locked/)).toBeTruthy()
  fillAndSend()
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('unlocked'))
})

it('asks who comes where others are, and opens the work of an older password', async () => {
  await vault.enter({ login: 'sokha', password })
  const state = vault.state()
  vault.lock()
  const changed = 'changed on another phone'
  host.accounts.set('sokha', { id: crypto.randomUUID(), password: changed, mustChangePassword: false })
  open()
  fillAndSend(changed)
  await waitFor(() => expect(screen.getByRole('heading').textContent).toBe('Are you new on this device?'))
  fireEvent.change(screen.getByLabelText('The password you used here before'), { target: { value: 'not this' } })
  fireEvent.click(screen.getByRole('button', { name: 'Open my earlier work' }))
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('Nothing on this device opens'))
  fireEvent.change(screen.getByLabelText('The password you used here before'), { target: { value: password } })
  fireEvent.click(screen.getByRole('button', { name: 'Open my earlier work' }))
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('unlocked'))
  const now = vault.state()
  expect(state.status === 'unlocked' && now.status === 'unlocked' && now.unlocked.id).toBe(
    state.status === 'unlocked' && state.unlocked.id,
  )
})

it('has the first password changed, and says when the old one is wrong', async () => {
  host.accounts.set('sokha', { id: crypto.randomUUID(), password: 'from-the-office', mustChangePassword: true })
  open()
  fillAndSend('from-the-office')
  await waitFor(() => expect(screen.getByRole('heading').textContent).toBe('Choose your own password'))
  const type = (label: RegExp, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })
  type(/you have now/, 'from-the-offise')
  type(/^New password/, password)
  type(/once more/, password)
  fireEvent.click(screen.getByRole('button', { name: 'Change the password' }))
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('is another one'))
  type(/you have now/, 'from-the-office')
  fireEvent.click(screen.getByRole('button', { name: 'Change the password' }))
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('unlocked'))
})

it('writes the title of the page without anything personal', () => {
  open('km')
  expect(document.title).toBe('ចូលប្រើ – កុមារ')
})

it('asks whoever belongs to two agencies for which they come in, as a question and not as a fault', async () => {
  const agencies = ['First', 'Second'].map((name) => ({
    id: crypto.randomUUID(),
    nameEn: name,
    nameKm: name,
    devices: new Set<string>(),
  }))
  host.accounts.set('sokha', { id: crypto.randomUUID(), password, mustChangePassword: false, agencies })
  open()
  fillAndSend()
  const second = await screen.findByLabelText<HTMLInputElement>('Second')
  expect(screen.queryByRole('alert')).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }))
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('more than one agency'))
  await waitFor(() => expect(screen.getByRole('button', { name: 'Sign in' })).toHaveProperty('disabled', false))
  fireEvent.click(second)
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }))
  await waitFor(() => expect(screen.getByText('unlocked')).toBeTruthy())
  expect(agencies.map(({ devices }) => devices.size)).toEqual([0, 1])
})

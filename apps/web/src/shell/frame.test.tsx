import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { createMemoryHistory, createRootRoute, createRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { type ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { renderSpoken } from '../i18n/spoken-for-tests.tsx'
import { connectPages, fakeHost, startedVault, type FakeHost } from '../store/vault.fixture.ts'
import type { Vault } from '../store/vault.ts'
import { Frame } from './frame.tsx'
import { openAttachments } from '../store/attachments.ts'
import { SessionProvider } from './session.tsx'
import { SilentEvents } from '../store/silent-events.fixture.ts'

// Stretching is slow on purpose; keys.test.ts has the real one.
vi.mock('../store/argon2.ts', () => ({
  stretch: async (secret: Uint8Array<ArrayBuffer>, salt: Uint8Array<ArrayBuffer>) =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from([...salt, ...secret]))),
}))

const who = { login: 'sokha', password: 'four plain quiet words' }
const id = '01940000-0000-7000-8000-000000000001'
const address = `/children/${id}`

function Child(): ReactNode {
  document.title = 'Pov Visal'
  return <h1>Pov Visal, born in April</h1>
}

function routerOfChild() {
  const root = createRootRoute({ component: Frame })
  const child = createRoute({ getParentRoute: () => root, path: '/children/$id', component: Child })
  const first = createRoute({ getParentRoute: () => root, path: '/', component: () => <h1>Today</h1> })
  return createRouter({
    routeTree: root.addChildren([first, child]),
    history: createMemoryHistory({ initialEntries: [address] }),
  })
}

let host: FakeHost
let vault: Vault
let router: ReturnType<typeof routerOfChild>

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  localStorage.clear()
  vi.stubGlobal('EventSource', SilentEvents)
  // happy-dom draws nothing, so it cannot scroll.
  vi.stubGlobal('scrollTo', () => {})
  host = fakeHost()
  connectPages()
  host.accounts.set(who.login, { id: crypto.randomUUID(), password: who.password, mustChangePassword: false })
  router = routerOfChild()
  vault = await startedVault({ onLocked: () => void router.navigate({ to: '/', replace: true }) })
})
afterEach(() => {
  cleanup()
  vault.close()
  vi.unstubAllGlobals()
})

async function openChild(): Promise<void> {
  expect(await vault.enter(who)).toBeNull()
  renderSpoken(
    <SessionProvider vault={vault}>
      {/* The test's own pages, not the app's, which the router's types name. */}
      <RouterProvider router={router as never} />
    </SessionProvider>,
  )
  await screen.findByText('Pov Visal, born in April')
}

async function expectNoTrace(): Promise<void> {
  await screen.findByLabelText('User name')
  const { documentElement } = document
  for (const word of ['Pov Visal', 'born in April', 'sokha']) expect(documentElement.outerHTML).not.toContain(word)
  expect(document.title).toBe('Sign in – Komar')
  await waitFor(() => expect(router.state.location.pathname).toBe('/'))
  expect(JSON.stringify(localStorage)).not.toContain('sokha')
  expect(JSON.stringify(sessionStorage)).not.toContain('sokha')
}

describe('the way in', () => {
  it('asks the browser to keep neither the name nor the password, and says so', async () => {
    renderSpoken(
      <SessionProvider vault={vault}>
        <RouterProvider router={router as never} />
      </SessionProvider>,
    )
    for (const label of ['User name', 'Password']) {
      expect((await screen.findByLabelText(label)).getAttribute('autocomplete')).toBe('off')
    }
    screen.getByText(/Do not let the browser save it/)
  })
})

describe('whoever came in by the identity provider', () => {
  async function comeIn(): Promise<void> {
    host.proved = who.login
    expect(await vault.enterByProvider({})).toBeNull()
    renderSpoken(
      <SessionProvider vault={vault}>
        <RouterProvider router={router as never} />
      </SessionProvider>,
    )
    await screen.findByText('Pov Visal, born in April')
  }
  /** Whether the browser would ask before the page is left. */
  function isGuarded(): boolean {
    const event = new Event('beforeunload', { cancelable: true })
    globalThis.dispatchEvent(event)
    return event.defaultPrevented
  }

  it('is told before anything is written that nothing is kept, and others are not', async () => {
    await comeIn()
    expect(screen.getByText(/came in with Ministry of Tests: nothing is kept on this device/)).toBeTruthy()
    expect(isGuarded()).toBe(false)
    cleanup()
    vault.lock()
    await waitFor(() => expect(host.session).toBeNull())
    router = routerOfChild()
    await openChild()
    expect(screen.queryByText(/nothing is kept/)).toBeNull()
  })

  it('is asked before the page is left while a picture on it was not sent', async () => {
    await comeIn()
    const state = vault.state()
    if (state.status !== 'unlocked') throw new Error('locked')
    const taken = { bytes: new Uint8Array([255, 216, 255]), type: 'image/jpeg', thumb: null } as const
    await openAttachments(state.unlocked).keep(taken)
    // Read anew, as when it was taken on a form of this page.
    cleanup()
    renderSpoken(
      <SessionProvider vault={vault}>
        <RouterProvider router={router as never} />
      </SessionProvider>,
    )
    expect(await screen.findByText(/1 picture or recording was not sent yet/)).toBeTruthy()
    expect(isGuarded()).toBe(true)
  })
})

describe('locking', () => {
  it('by the button leaves no trace on the page, in the title and in the address', async () => {
    await openChild()
    fireEvent.click(screen.getByRole('button', { name: 'Lock' }))
    await expectNoTrace()
    await waitFor(() => expect(host.session).toBeNull())
  })

  it('by Escape three times does the same, wherever the keyboard is', async () => {
    await openChild()
    for (let press = 0; press < 2; press += 1) fireEvent.keyDown(screen.getByRole('heading'), { key: 'Escape' })
    expect(vault.state().status).toBe('unlocked')
    fireEvent.keyDown(screen.getByRole('heading'), { key: 'Escape' })
    await expectNoTrace()
  })

  it('is not taken for pressing Escape now and then', async () => {
    await openChild()
    let now = 0
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 800))
    for (let press = 0; press < 6; press += 1) fireEvent.keyDown(document.body, { key: 'Escape' })
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 10))
    for (const key of ['a', 'Escape', 'Escape', 'a', 'Escape', 'Escape']) fireEvent.keyDown(document.body, { key })
    expect(vault.state().status).toBe('unlocked')
  })

  it('does the same on every other page', async () => {
    await openChild()
    const other = await startedVault()
    expect(other.state().status).toBe('unlocked')
    other.lock()
    await expectNoTrace()
    other.close()
  })
})

describe('a page without the host', () => {
  it('says that it comes from this device', async () => {
    await vault.enter(who)
    vault.lock()
    await waitFor(() => expect(host.session).toBeNull())
    host.isReachable = false
    await router.navigate({ to: '/children/$id', params: { id } })
    await openChild()
    expect(screen.getByText(/You work with what this device keeps/)).toBeTruthy()
  })

  it('goes on when the sign-in has ended, and one password mends it', async () => {
    await openChild()
    host.session = null
    await vault.refresh()
    fireEvent.click(await screen.findByRole('button', { name: 'Sign in again to send' }))
    expect(screen.getByText('Pov Visal, born in April')).toBeTruthy()
    fireEvent.change(screen.getByLabelText('Password'), { target: { value: who.password } })
    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }))
    await waitFor(() => expect(screen.queryByText(/You are signed out/)).toBeNull())
    expect(host.session).not.toBeNull()
  })

  it('is not shown where the browser can keep nothing safely', async () => {
    renderSpoken(
      <SessionProvider vault={null}>
        <RouterProvider router={router as never} />
      </SessionProvider>,
    )
    expect((await screen.findByRole('heading')).textContent).toBe('This browser cannot keep work safely')
  })
})

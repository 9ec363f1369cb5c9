import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { renderSpoken } from '../i18n/spoken-for-tests.tsx'
import { SessionProvider } from '../shell/session.tsx'
import { SignInPage } from './sign-in-page.tsx'

type Reply = { status: number; body: unknown }

const device = '01940000-0000-7000-8000-000000000001'
const nobody: Reply = {
  status: 401,
  body: { type: 'about:blank', title: '', status: 401, code: 'access.not-signed-in' },
}
const wrong: Reply = {
  status: 401,
  body: { type: 'about:blank', title: '', status: 401, code: 'access.wrong-credentials' },
}

/** The host's replies by method; the calls are kept. */
function hostReplies(replies: Record<string, Reply>): ReturnType<typeof vi.fn<typeof fetch>> {
  const host = vi.fn<typeof fetch>(async (_address, init) => {
    const { status, body } = replies[init?.method ?? 'GET'] ?? nobody
    return new Response(JSON.stringify(body), { status })
  })
  vi.stubGlobal('fetch', host)
  return host
}

function fillAndSend(): void {
  fireEvent.change(screen.getByLabelText('User name'), { target: { value: ' sokha ' } })
  fireEvent.change(screen.getByLabelText('Password'), { target: { value: 'four plain quiet words' } })
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }))
}

const page = (
  <SessionProvider>
    <SignInPage />
  </SessionProvider>
)

beforeEach(() => localStorage.clear())
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

it('says what is missing, and sends nothing', () => {
  const host = hostReplies({})
  renderSpoken(page)
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }))
  expect(screen.getByRole('alert').textContent).toContain('Write your user name.')
  expect(host.mock.calls.filter(([, init]) => init?.method === 'POST')).toEqual([])
})

it('says in the reader’s words why it was refused, and keeps what was typed', async () => {
  hostReplies({ POST: wrong })
  renderSpoken(page)
  fillAndSend()
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('is not right'))
  expect(screen.getByLabelText<HTMLInputElement>('User name').value).toBe(' sokha ')
})

it('says that the host did not answer', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
  renderSpoken(page)
  fillAndSend()
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('Check the connection'))
})

it('remembers the device and tells it next time', async () => {
  const host = hostReplies({ POST: { status: 201, body: { device, mustChangePassword: false } } })
  renderSpoken(page)
  fillAndSend()
  await waitFor(() => expect(localStorage.getItem('komar.device')).toBe(device))
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }))
  await waitFor(() => expect(host.mock.calls.filter(([, init]) => init?.method === 'POST')).toHaveLength(2))
  const sent = host.mock.calls
    .filter(([, init]) => init?.method === 'POST')
    .map(([, init]) => (typeof init?.body === 'string' ? JSON.parse(init.body) : null))
  expect(sent[0]).toEqual({ user: 'sokha', password: 'four plain quiet words' })
  expect(sent[1]).toMatchObject({ device })
})

it('writes the title of the page without anything personal', () => {
  hostReplies({})
  renderSpoken(page, 'km')
  expect(document.title).toBe('ចូលប្រើ – កុមារ')
})

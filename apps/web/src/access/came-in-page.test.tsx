// Where the identity provider sends back: the answer leaves the address, is handed in once, and becomes what it was begun for.
import { cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { LanguageProvider } from '../i18n/language-provider.tsx'
import { renderSpoken } from '../i18n/spoken-for-tests.tsx'
import { CameInPage } from './came-in-page.tsx'
import { hearProved } from './proof-channel.ts'
import { ProviderWay } from './provider-way.tsx'

const vault = { state: { status: 'locked' }, enterByProvider: vi.fn() }
const navigate = vi.fn()
vi.mock('../shell/session.tsx', () => ({ useVaultState: () => vault.state, useVault: () => vault }))
vi.mock('@tanstack/react-router', () => ({ useNavigate: () => navigate }))

type Call = { path: string; body: unknown }
let calls: Call[] = []
let answers: Record<string, [status: number, body: unknown]> = {}

beforeEach(() => {
  calls = []
  answers = { '/v1/provider': [200, { provider: { name: 'Ministry of Tests' } }] }
  vault.enterByProvider.mockReset()
  navigate.mockReset()
  vi.stubGlobal(
    'fetch',
    vi.fn<typeof fetch>(async (address, init) => {
      const path = typeof address === 'string' ? address : ''
      calls.push({ path, body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined })
      const [status, body] = answers[path] ?? [404, { type: '', title: '', status: 404, code: 'request.not-found' }]
      return new Response(JSON.stringify(body), { status })
    }),
  )
  history.replaceState(null, '', '/came-in?code=c0de&state=st4te&iss=https%3A%2F%2Fid.test&session_state=x')
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const answerTo = (purpose: string) => (answers['/v1/provider/answer'] = [200, { purpose }])
const refuse = (path: string, status: number, code: string) =>
  (answers[path] = [status, { type: '', title: '', status, code }])

it('hands in what came back, and nothing of it stays in the address', async () => {
  answerTo('sign-in')
  vault.enterByProvider.mockResolvedValue(null)
  renderSpoken(<CameInPage />)
  await waitFor(() => expect(navigate).toHaveBeenCalledWith({ to: '/', replace: true }))
  expect(location.search).toBe('')
  expect(calls).toEqual([
    { path: '/v1/provider/answer', body: { code: 'c0de', state: 'st4te', iss: 'https://id.test' } },
  ])
})

it('asks for Komar’s second step where the host does', async () => {
  answerTo('sign-in')
  const problem = { type: '', title: '', status: 401, code: 'session.code-needed', params: { app: 1, passkeys: 0 } }
  vault.enterByProvider.mockResolvedValueOnce({ kind: 'problem', problem })
  renderSpoken(<CameInPage />)
  expect(await screen.findByLabelText('Code of your second step')).toBeTruthy()
})

it('gives a proof to the page that asked for it', async () => {
  answerTo('confirm')
  answers['/v1/provider/confirm'] = [200, {}]
  const heard = vi.fn()
  const stop = hearProved(heard)
  renderSpoken(<CameInPage />)
  expect(await screen.findByText('Confirmed: it is you')).toBeTruthy()
  await waitFor(() => expect(heard).toHaveBeenCalledOnce())
  stop()
})

it('says why nobody came in, and leaves a way to try again', async () => {
  for (const [code, words] of [
    ['provider.unknown', /connected with nobody here/u],
    ['provider.untrusted', /cannot be trusted/u],
    ['provider.stale', /was used already/u],
    ['request.not-found', /This link does not work/u],
  ] as const) {
    refuse('/v1/provider/answer', 401, code)
    renderSpoken(<CameInPage />)
    expect(await screen.findByText(words)).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Sign in' }).getAttribute('href')).toBe('/')
    expect(vault.enterByProvider).not.toHaveBeenCalled()
    cleanup()
  }
})

it('waits until it is known whether a store is open in another page', async () => {
  answerTo('tie')
  vault.state = { status: 'asking' }
  const { rerender } = renderSpoken(<CameInPage />)
  expect(calls).toEqual([])
  vault.state = { status: 'locked' }
  rerender(
    <LanguageProvider language="en">
      <CameInPage />
    </LanguageProvider>,
  )
  expect(await screen.findByText('Your account is connected')).toBeTruthy()
})

it('offers the way only where the host has a provider and answers', async () => {
  const { container, unmount } = renderSpoken(<ProviderWay />)
  expect(await screen.findByRole('button', { name: 'Sign in with Ministry of Tests' })).toBeTruthy()
  unmount()
  answers['/v1/provider'] = [200, { provider: null }]
  renderSpoken(<ProviderWay />)
  await waitFor(() => expect(calls).toHaveLength(2))
  expect(container.textContent).toBe('')
})

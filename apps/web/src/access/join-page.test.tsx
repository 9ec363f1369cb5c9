import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { renderSpoken } from '../i18n/spoken-for-tests.tsx'
import { JoinPage } from './join-page.tsx'

const token = 'QkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkI'
const password = 'four plain quiet words'
const opened = {
  state: 'open',
  purpose: 'join',
  user: 'sokha',
  agency: { nameEn: 'Watch', nameKm: 'តាមដាន' },
  language: 'km',
  until: '2030-01-01T00:00:00.000Z',
  asksPassword: false,
}
const used = { status: 409, body: { type: 'about:blank', title: '', status: 409, code: 'request.conflict' } }

let calls: { path: string; body: unknown }[]
let answers: Record<string, { status?: number; body: unknown }>

beforeEach(() => {
  calls = []
  answers = { '/v1/invitation': { body: opened }, '/v1/invitation/password': { body: { user: 'sokha' } } }
  history.replaceState(null, '', `/join#${token}`)
  vi.stubGlobal(
    'fetch',
    vi.fn<typeof fetch>((address, init) => {
      const path = typeof address === 'string' ? address : ''
      calls.push({ path, body: typeof init?.body === 'string' ? JSON.parse(init.body) : null })
      const { status = 200, body } = answers[path] ?? { status: 404, body: {} }
      return Promise.resolve(new Response(JSON.stringify(body), { status }))
    }),
  )
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  history.replaceState(null, '', '/')
})

function choose(chosen: string, again = chosen): void {
  fireEvent.change(screen.getByLabelText('New password'), { target: { value: chosen } })
  fireEvent.change(screen.getByLabelText('The new password once more'), { target: { value: again } })
  fireEvent.click(screen.getByRole('button', { name: 'Set my password' }))
}

it('takes the token from the address at once, and sets the password with it', async () => {
  renderSpoken(<JoinPage />, 'en')
  expect(location.hash).toBe('')
  await screen.findByText('sokha')
  choose(password)
  await screen.findByText('Your password is set')
  expect(calls).toEqual([
    { path: '/v1/invitation', body: { token } },
    { path: '/v1/invitation/password', body: { token, password } },
  ])
})

it('sends no password that is too short or typed in two ways', async () => {
  renderSpoken(<JoinPage />, 'en')
  await screen.findByText('sokha')
  choose('short')
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('at least 12'))
  choose(password, 'four plain quiet word')
  await waitFor(() => expect(screen.getByRole('alert').textContent).not.toContain('at least 12'))
  expect(calls).toHaveLength(1)
})

it('tells whoever comes second to say so', async () => {
  answers['/v1/invitation/password'] = used
  renderSpoken(<JoinPage />, 'en')
  await screen.findByText('sokha')
  choose(password)
  expect(await screen.findByText(/tell the administrator at once/u)).toBeTruthy()
})

it('says that a link without a token, or one that is over, does not work', async () => {
  answers['/v1/invitation'] = { body: { state: 'ended' } }
  renderSpoken(<JoinPage />, 'en')
  expect(await screen.findByText('This link does not work')).toBeTruthy()
  cleanup()
  calls = []
  renderSpoken(<JoinPage />, 'en')
  expect(await screen.findByText('This link does not work')).toBeTruthy()
  expect(calls).toEqual([])
})

const provider = { body: { provider: { name: 'Ministry of Tests' } } }

it('of a link to the identity provider asks for the password that there is, and goes there with it', async () => {
  const assign = vi.fn()
  vi.stubGlobal('location', { hash: `#${token}`, pathname: '/join', assign })
  answers = {
    '/v1/invitation': { body: { ...opened, purpose: 'provider', asksPassword: true } },
    '/v1/provider': provider,
    '/v1/provider/begin': { status: 401, body: { ...used.body, status: 401, code: 'access.wrong-credentials' } },
  }
  renderSpoken(<JoinPage />, 'en')
  const go = await screen.findByRole('button', { name: 'Sign in with Ministry of Tests' })
  fireEvent.change(screen.getByLabelText('Password'), { target: { value: password } })
  fireEvent.click(go)
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('This password is not right.'))
  answers['/v1/provider/begin'] = { status: 201, body: { address: 'https://id.test/authorize?x' } }
  fireEvent.click(go)
  await waitFor(() => expect(assign).toHaveBeenCalledWith('https://id.test/authorize?x'))
  expect(calls.at(-1)).toEqual({ path: '/v1/provider/begin', body: { token, password } })
})

it('asks for none where there is none, and is led to no script', async () => {
  const assign = vi.fn()
  vi.stubGlobal('location', { hash: `#${token}`, pathname: '/join', assign })
  answers = {
    '/v1/invitation': { body: { ...opened, purpose: 'provider' } },
    '/v1/provider': provider,
    '/v1/provider/begin': { status: 201, body: { address: 'javascript:alert(1)' } },
  }
  renderSpoken(<JoinPage />, 'en')
  fireEvent.click(await screen.findByRole('button', { name: 'Sign in with Ministry of Tests' }))
  expect(screen.queryByLabelText('Password')).toBeNull()
  expect(await screen.findByText(/cannot be trusted/u)).toBeTruthy()
  expect(assign).not.toHaveBeenCalled()
})

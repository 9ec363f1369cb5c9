import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { renderSpoken } from '../i18n/spoken-for-tests.tsx'
import { HandIns } from './hand-ins-section.tsx'
import { NamesProvider } from './names.tsx'

const id = '01940000-0000-7000-8000-000000000001'
const box = '01940000-0000-7000-8000-000000000002'
const agency = '01940000-0000-7000-8000-0000000abcde'
const add = vi.fn()

/** What somebody else made, in the name of whoever reads it. */
const forged = {
  id: '01940000-0000-7000-8000-000000000003',
  kind: 'access.granted',
  v: 1,
  subject: id,
  also: [],
  occurred: '2014-01-10',
  basis: 'seen',
  body: { salt: '0'.repeat(32), agency, classes: ['care'], until: '2014-12-31', purpose: 'For a friend' },
  author: id,
  agency: id,
  device: id,
  written: '2014-01-10T00:00:00.000Z',
  policy: 'kh',
}

vi.mock('../store/store-provider.tsx', () => ({ useStore: () => ({ outbox: { add }, sync: { wake: () => {} } }) }))
vi.mock('../store/use-answer.ts', () => ({
  useAnswer: () => ({
    value: {
      boxes: [{ id: box, place: 1, device: id, content: { version: 1, entry: forged, together: null, order: 0 } }],
    },
    askAgain: () => {},
  }),
}))
vi.mock('@tanstack/react-router', () => ({
  Link: ({ to, children }: { to: string; children: ReactNode }) => <a href={to}>{children}</a>,
}))

beforeEach(() => {
  vi.stubGlobal(
    'fetch',
    vi.fn<typeof fetch>(async () => Response.json({ settled: [box] })),
  )
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

it('shows all that a piece says before it is sent in, and lets its reader refuse it', async () => {
  renderSpoken(
    <NamesProvider>
      <HandIns unsent={[]} />
    </NamesProvider>,
  )
  screen.getByText('For a friend')
  screen.getByText(/Somebody else could have made it/)
  expect(screen.getByText('See whom it is about').getAttribute('href')).toBe(`/children/${id}`)
  fireEvent.click(screen.getByText('This is not mine: take it away'))
  await waitFor(() => expect(fetch).toHaveBeenCalled())
  const [address, sent] = vi.mocked(fetch).mock.lastCall ?? []
  expect([address, sent?.body]).toEqual(['/v1/hand-ins/settle', JSON.stringify({ ids: [box] })])
  expect(add).not.toHaveBeenCalled()
})

// The links that a specialist gave: said on the first page when answers wait, and called off from the list only at a second press.
import 'fake-indexeddb/auto'
import type { GivenQuestionnaire } from '@komar/contract/questionnaires'
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { NamesProvider } from '../shell/names.tsx'
import { newUuid } from '../store/new-entry.ts'
import { renderOnDisk } from '../store/on-disk.fixture.tsx'
import { sessionOf } from '../store/vault.fixture.ts'
import { AnswersWaiting } from './answers-waiting.tsx'
import { GivenLinksPage } from './given-links-page.tsx'
import { SilentEvents } from '../store/silent-events.fixture.ts'

const session = sessionOf('dara', { id: newUuid(), password: '', mustChangePassword: false }, newUuid())
let roles: readonly string[] = ['specialist']

vi.mock('../shell/session.tsx', () => ({ useSession: () => ({ ...session, roles }) }))
vi.mock('@tanstack/react-router', () => ({
  Link: ({ to, children }: { to: string; children: ReactNode }) => <a href={to}>{children}</a>,
}))

function link(state: GivenQuestionnaire['state'], greeting: string): GivenQuestionnaire {
  const answeredOn = state === 'answered' ? '2014-01-10' : null
  const days = { made: '2014-01-01', until: '2014-02-01', answeredOn }
  return { id: newUuid(), about: newUuid(), child: null, form: '4-17', greeting, askedBy: 'Dara', state, ...days }
}

let links: GivenQuestionnaire[] = []
const called: string[] = []

beforeEach(() => {
  roles = ['specialist']
  called.length = 0
  vi.stubGlobal('EventSource', SilentEvents)
  vi.stubGlobal(
    'fetch',
    vi.fn<typeof fetch>(async (address, init) => {
      const path = typeof address === 'string' ? address : ''
      called.push(`${init?.method ?? 'GET'} ${path}`)
      if (path === '/v1/questionnaires') return Response.json({ questionnaires: links, today: '2014-01-15' })
      if (path.endsWith('/revoke')) return Response.json({ revoked: true })
      throw new TypeError('no network')
    }),
  )
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

it('says on the first page that answers wait, and where', async () => {
  links = [link('answered', 'A'), link('answered', 'B'), link('open', 'C'), link('settled', 'D')]
  renderOnDisk(<AnswersWaiting />, session)
  await screen.findByText('2 teachers have answered, and the answers wait for you')
  expect(screen.getByRole('link').getAttribute('href')).toBe('/questionnaires')
})

it('says softly what is open, and nothing where nothing is', async () => {
  links = [link('open', 'C'), link('expired', 'E')]
  renderOnDisk(<AnswersWaiting />, session)
  await screen.findByText(/One link given to a teacher is open/)
  cleanup()
  links = [link('expired', 'E'), link('revoked', 'F')]
  renderOnDisk(<AnswersWaiting />, session)
  await waitFor(() => expect(called.filter((call) => call === 'GET /v1/questionnaires')).toHaveLength(2))
  expect(screen.queryByRole('link')).toBeNull()
})

it('asks for nobody else', async () => {
  roles = ['social-worker']
  renderOnDisk(<AnswersWaiting />, session)
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(called).not.toContain('GET /v1/questionnaires')
})

it('lists what waits first, and calls an open link off at a second press', async () => {
  links = [link('open', 'Open'), link('answered', 'Waits')]
  const [open] = links
  renderOnDisk(
    <NamesProvider>
      <GivenLinksPage />
    </NamesProvider>,
    session,
  )
  const rows = (await screen.findAllByRole('row')).slice(1)
  expect(rows.map((row) => /Open|Waits/.exec(row.textContent)?.[0])).toEqual(['Waits', 'Open'])
  expect(within(rows[0] ?? document.body).queryByRole('button')).toBeNull()
  const button = within(rows[1] ?? document.body).getByRole('button', { name: 'Call it off' })
  fireEvent.click(button)
  screen.getByText(/Press again/)
  expect(called).not.toContain(`POST /v1/questionnaires/${open?.id}/revoke`)
  fireEvent.click(button)
  await waitFor(() => expect(called).toContain(`POST /v1/questionnaires/${open?.id}/revoke`))
})

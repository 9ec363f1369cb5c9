// What a supervisor is shown of somebody who left, and of records that will be sealed.
import 'fake-indexeddb/auto'
import type { LeaverRefusal } from '@komar/contract/leaver-refusals'
import type { Session } from '@komar/contract/session'
import type { Leaver } from '@komar/contract/work'
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { childRowOf } from '../register/child-row.fixture.ts'
import { NamesProvider } from '../shell/names.tsx'
import { newEntry, newUuid } from '../store/new-entry.ts'
import { renderOnDisk } from '../store/on-disk.fixture.tsx'
import { sessionOf } from '../store/vault.fixture.ts'
import { LeaversPage } from './leavers-page.tsx'
import { RetentionPage } from './retention-page.tsx'
import { SilentEvents } from '../store/silent-events.fixture.ts'

const supervisor = sessionOf('sophea', { id: newUuid(), password: '', mustChangePassword: false }, newUuid())
const session: Session = { ...supervisor, roles: ['supervisor'] }

vi.mock('../shell/session.tsx', () => ({ useSession: () => session }))
vi.mock('@tanstack/react-router', () => ({ Link: ({ children }: { children: ReactNode }) => <a>{children}</a> }))

let answers: Record<string, unknown> = {}
/** What the page asked to change. */
let sent: [method: string, path: string, body: unknown][] = []

beforeEach(() => {
  sent = []
  vi.stubGlobal('EventSource', SilentEvents)
  vi.stubGlobal(
    'fetch',
    vi.fn<typeof fetch>(async (address, { method = 'GET', body } = {}) => {
      const [path = ''] = typeof address === 'string' ? address.split('?') : []
      const answer = answers[`${method} ${path}`]
      if (answer === undefined) throw new TypeError('no network')
      if (method !== 'GET' && typeof body === 'string') sent.push([method, path, JSON.parse(body)])
      return Response.json(answer)
    }),
  )
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

function show(page: ReactNode): void {
  renderOnDisk(<NamesProvider>{page}</NamesProvider>, session)
}

function leaverOf(given: Partial<Leaver>): Leaver {
  const nothing = { children: [], unseen: 0, pinned: [], refusals: 0, handIns: 0, answers: 0 }
  return { account: newUuid(), displayName: 'Dara', lastDay: '2014-01-02', hasLeft: true, ...nothing, ...given }
}

function refusalOf(child: LeaverRefusal['child']): LeaverRefusal {
  const entry = newEntry(
    {
      kind: 'register.birth-stated',
      subject: child?.id ?? newUuid(),
      occurred: '2013-12',
      basis: 'told',
      body: { born: '2010' },
    },
    session,
  )
  const problem: LeaverRefusal['problem'] = { code: 'access.not-permitted', params: {} }
  return {
    id: newUuid(),
    account: entry.author,
    kind: entry.kind,
    subject: entry.subject,
    child,
    received: '2014-01-03T01:00:00.000Z',
    problem,
    written: entry,
  }
}

it('counts everything that stands in the name of somebody who left, also what the supervisor does not see', async () => {
  const pov = childRowOf()
  const leaver = leaverOf({
    children: [{ child: pov, overdue: 2, dueSoon: 1 }],
    unseen: 2,
    pinned: [childRowOf({ names: { km: null, latin: 'Nary', called: null } })],
    handIns: 1,
    answers: 3,
  })
  answers = { 'GET /v1/work/leavers': { leavers: [leaver], today: '2014-01-05' } }
  show(<LeaversPage />)
  expect(await screen.findByText('3 children have this person as their worker')).toBeTruthy()
  const said = document.body.textContent
  for (const words of [
    '2 of them are in none of your circles',
    'Pov',
    'Nary',
    'One locked record',
    'answers of 3 teachers',
  ])
    expect(said).toContain(words)
  expect(said).not.toContain('refused')
})

it('shows what was refused when it is asked for, says about whom, and settles it with a word', async () => {
  const refusal = refusalOf(childRowOf())
  const leaver = leaverOf({ refusals: 2 })
  answers = {
    'GET /v1/work/leavers': { leavers: [leaver], today: '2014-01-05' },
    'GET /v1/work/leavers/refusals': { refusals: [refusal] },
    [`PUT /v1/work/leavers/refusals/${refusal.id}`]: {},
  }
  show(<LeaversPage />)
  const button = await screen.findByRole('button', { name: 'Show what was refused' })
  expect(document.body.textContent).not.toContain('Pov')
  fireEvent.click(button)
  const [shown] = await screen.findAllByRole('listitem')
  if (shown === undefined) throw new Error('nothing is shown')
  for (const words of ['Pov', '2010']) expect(shown.textContent).toContain(words)
  expect(document.body.textContent).toContain('One more is not yours to read')
  fireEvent.change(within(shown).getByRole('textbox'), { target: { value: 'Recorded anew.' } })
  fireEvent.click(within(shown).getByRole('button', { name: 'This is settled' }))
  await waitFor(() => expect(within(shown).getByRole('status').textContent).toBe('Settled. Your word was kept.'))
  expect(sent).toEqual([['PUT', `/v1/work/leavers/refusals/${refusal.id}`, { words: 'Recorded anew.' }]])
})

it('opens nothing of somebody who has not left yet', async () => {
  const leaver = leaverOf({ refusals: 2, hasLeft: false, lastDay: '2014-02-01' })
  answers = { 'GET /v1/work/leavers': { leavers: [leaver], today: '2014-01-05' } }
  show(<LeaversPage />)
  expect(await screen.findByText('2 records of theirs were refused and never answered.')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Show what was refused' })).toBeNull()
})

it('says that nothing stands in the name of anybody', async () => {
  answers = { 'GET /v1/work/leavers': { leavers: [], today: '2014-01-05' } }
  show(<LeaversPage />)
  expect(await screen.findByText('Nothing stands in the name of anybody who left.')).toBeTruthy()
})

it('lists records that are sealed within a year, says that the years are unverified, and names sealed ones by code alone', async () => {
  const ahead = [
    { child: childRowOf(), sealsOn: '2014-03-01', because: 'age' },
    {
      child: childRowOf({ names: { km: null, latin: 'Nary', called: null } }),
      sealsOn: '2014-06-01',
      because: 'closure',
    },
  ]
  answers = { 'GET /v1/retention': { ahead, sealed: 4, keptLongEnough: 3, keptCodes: ['KHX4', 'PR7D'] } }
  show(<RetentionPage />)
  const table = await screen.findByRole('table', { name: '2 records sealed within a year' })
  const rows = within(table).getAllByRole('row').slice(1)
  expect(
    rows.map((row) =>
      within(row)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent),
    ),
  ).toEqual([
    ['Sealed on1 March 2014', 'Becauseof age'],
    ['Sealed on1 June 2014', 'Becausework ended long ago'],
  ])
  await waitFor(() => expect(document.body.textContent).toContain('Nobody has confirmed these years: unverified.'))
  const said = document.body.textContent
  for (const words of ['4 records are sealed.', '3 of them were kept', 'KHX4', 'PR7D', 'One more is not shown here.'])
    expect(said).toContain(words)
})

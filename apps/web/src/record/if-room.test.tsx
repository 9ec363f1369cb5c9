// Pages that record at a press and keep no draft, on a device without room: nothing is kept, nothing typed is lost, it is said, and the
// same press goes through when there is room, once.
import 'fake-indexeddb/auto'
import { uuidSchema, type Recorded, type Written } from '@komar/domain/chronicle/entry'
import { settled } from '@komar/domain/settled'
import type { Session } from '@komar/contract/session'
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { QuestionsSection } from '../insight/questions-section.tsx'
import { childRowOf } from '../register/child-row.fixture.ts'
import { NamesProvider } from '../shell/names.tsx'
import { newEntry, newUuid, type EntryDraft } from '../store/new-entry.ts'
import { renderOnDisk, type SmallDisk } from '../store/on-disk.fixture.tsx'
import { sessionOf } from '../store/vault.fixture.ts'
import { DiaryPage } from '../wellbeing/diary-page.tsx'
import { MeasureRoundPage } from '../wellbeing/measure-round-page.tsx'
import { TeacherAnswers } from '../wellbeing/teacher-answers.tsx'
import { useActs } from './use-acts.ts'
import { SilentEvents } from '../store/silent-events.fixture.ts'

const child = newUuid()
const worker = sessionOf('dara', { id: newUuid(), password: '', mustChangePassword: false }, newUuid())
const session: Session = { ...worker, mayWrite: ['identity', 'care', 'health'] }
const names = { km: 'ពៅ', latin: 'Pov', called: null }

vi.mock('../shell/session.tsx', () => ({ useSession: () => session }))
vi.mock('@tanstack/react-router', () => ({ useParams: () => ({ id: child }), Link: () => null }))

/** What the host says of children; to anything else no answer comes. */
const answers: Record<string, unknown> = {
  '/v1/diary': { diaries: [{ child, names, until: '2014-12-31', lines: [] }], today: '2014-01-01' },
  '/v1/children/search': {
    children: [childRowOf({ id: child, names })],
    total: 1,
    cursor: null,
    today: '2014-01-01',
  },
}

beforeEach(() => {
  vi.stubGlobal('EventSource', SilentEvents)
  vi.stubGlobal(
    'fetch',
    vi.fn<typeof fetch>(async (address) => {
      const answer = typeof address === 'string' ? answers[address] : undefined
      if (answer === undefined) throw new TypeError('no network')
      return Response.json(answer)
    }),
  )
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const noRoom = 'There is no room left on this device'

/** Presses on a full device, sees that nothing was kept and that it is said; then once more with room. Answers what is to be sent. */
async function pressTwice(disk: SmallDisk, button: string, stillTyped: () => void): Promise<Written[]> {
  disk.isFull = true
  fireEvent.click(screen.getByRole('button', { name: button }))
  await waitFor(() => expect(screen.getByText(noRoom)).toBeTruthy())
  stillTyped()
  expect(await disk.written()).toEqual([])
  disk.isFull = false
  fireEvent.click(screen.getByRole('button', { name: button }))
  await waitFor(async () => expect(await disk.written()).not.toEqual([]))
  await waitFor(() => expect(screen.queryByText(noRoom)).toBeNull())
  return (await disk.written()).map(({ entry }) => entry)
}

it("keeps a carer's line as it was typed", async () => {
  const disk = renderOnDisk(<DiaryPage />, session)
  fireEvent.click(await screen.findByLabelText('good'))
  const words = screen.getByRole<HTMLTextAreaElement>('textbox')
  fireEvent.change(words, { target: { value: 'She laughed all morning' } })
  const written = await pressTwice(disk, 'Write it down', () => expect(words.value).toBe('She laughed all morning'))
  expect(written.map(({ kind, body }) => [kind, body['words']])).toEqual([
    ['wellbeing.diary-written', 'She laughed all morning'],
  ])
  await waitFor(() => expect(words.value).toBe(''))
})

it('wipes nothing that is typed while the line before it is being kept, and a second press is no second line', async () => {
  const disk = renderOnDisk(<DiaryPage />, session)
  const words = await screen.findByRole<HTMLTextAreaElement>('textbox')
  const press = (): void => void fireEvent.click(screen.getByRole('button', { name: 'Write it down' }))
  const line = (written: string): void => {
    fireEvent.click(screen.getByLabelText('good'))
    fireEvent.change(words, { target: { value: written } })
  }
  line('She laughed all morning')
  press()
  press()
  line('And slept')
  await waitFor(() => expect(screen.getByRole('status').textContent).not.toBe(''))
  expect(words.value).toBe('And slept')
  press()
  const kept = async (): Promise<unknown[]> => (await disk.written()).map(({ entry }) => entry.body['words'])
  await waitFor(async () => expect(await kept()).toHaveLength(2))
  expect(await kept()).toEqual(expect.arrayContaining(['She laughed all morning', 'And slept']))
})

it('gives back what nothing was kept of, together with what was typed since', async () => {
  const disk = renderOnDisk(<DiaryPage />, session)
  const words = await screen.findByRole<HTMLTextAreaElement>('textbox')
  disk.isFull = true
  fireEvent.click(screen.getByLabelText('good'))
  fireEvent.change(words, { target: { value: 'She laughed all morning' } })
  fireEvent.click(screen.getByRole('button', { name: 'Write it down' }))
  fireEvent.change(words, { target: { value: 'And slept' } })
  await waitFor(() => expect(screen.getByText(noRoom)).toBeTruthy())
  expect(words.value).toBe('She laughed all morning\nAnd slept')
  expect(screen.getByLabelText<HTMLInputElement>('good').checked).toBe(true)
})

it("keeps a child's measures as they were typed", async () => {
  const disk = renderOnDisk(
    <NamesProvider>
      <MeasureRoundPage />
    </NamesProvider>,
    session,
  )
  const weight = await screen.findByLabelText<HTMLInputElement>(/Weight/)
  fireEvent.change(weight, { target: { value: '8.5' } })
  const written = await pressTwice(disk, 'Record', () => expect(weight.value).toBe('8.5'))
  expect(written.map(({ kind, body }) => [kind, body['weightKg']])).toEqual([['wellbeing.growth-measured', 8.5]])
  await waitFor(() => expect(weight.value).toBe(''))
})

it("keeps a teacher's answers where they are", async () => {
  const given = { answers: Array<number>(25).fill(1), impact: Array<null>(6).fill(null) }
  const link = {
    id: newUuid(),
    form: '4-17',
    language: 'km',
    greeting: 'S',
    askedBy: 'D',
    made: '2013-12-01',
    until: '2014-01-20',
    state: 'answered',
    answeredOn: '2013-12-20',
    answers: given,
  } as const
  const disk = renderOnDisk(<TeacherAnswers link={link} child={child} isLately={false} askAgain={() => {}} />, session)
  const who = await screen.findByLabelText<HTMLInputElement>(/Who answered/)
  fireEvent.change(who, { target: { value: 'Class teacher' } })
  const written = await pressTwice(disk, 'Take the answers in', () => expect(who.value).toBe('Class teacher'))
  expect(written.map(({ id, body }) => [id, body['toldBy']])).toEqual([[link.id, 'Class teacher']])
})

it('keeps why one of two versions was chosen', async () => {
  const { chronicle, questions } = twoVersions()
  const disk = renderOnDisk(
    <NamesProvider>
      <QuestionsSection
        child={child}
        questions={questions}
        chronicle={chronicle}
        directory={{ facilities: [], agencies: [], facilityName: () => '', agencyName: () => '' }}
        nameOf={() => null}
      />
    </NamesProvider>,
    session,
  )
  fireEvent.click((await screen.findAllByRole('button', { name: 'Keep this one' }))[0] ?? document.body)
  const why = screen.getByRole<HTMLInputElement>('textbox')
  fireEvent.change(why, { target: { value: 'The paper was seen' } })
  const written = await pressTwice(disk, 'Record this choice', () => expect(why.value).toBe('The paper was seen'))
  expect(written.length).toBeGreaterThan(0)
  expect(screen.queryByRole('textbox')).toBeNull()
})

function twoVersions() {
  let seq = 0
  const accepted = (draft: Partial<EntryDraft>): Recorded => {
    seq += 1
    const whole = { kind: 'register.birth-stated', subject: child, occurred: '2013', basis: 'seen', body: {} } as const
    const entry = newEntry({ ...whole, ...draft }, session)
    return { ...entry, seq, received: entry.written }
  }
  const first = accepted({ body: { born: '2010' } })
  const corrected = (born: string) => accepted({ body: { born, reason: 'a' }, replaces: first.id })
  const entries = [first, corrected('2011'), corrected('2012')]
  const { questions } = settled(entries)
  const chronicle = { entries, authors: [], source: undefined, problem: null, askAgain: () => {} }
  return { chronicle, questions }
}

function GiveOut(): ReactNode {
  const { isSending, outcome, send } = useActs(null)
  const act = { kind: 'access.allocated', subject: uuidSchema.parse(child), body: { agency: child, worker: child } }
  return (
    <>
      <button disabled={isSending} onClick={() => void send([act])}>
        Give
      </button>
      {outcome?.is === 'no-room' && <p>{noRoom}</p>}
    </>
  )
}

it('lets several acts be pressed again', async () => {
  const disk = renderOnDisk(<GiveOut />, session)
  const button = await screen.findByRole<HTMLButtonElement>('button')
  const written = await pressTwice(disk, 'Give', () => expect(button.disabled).toBe(false))
  expect(written.map(({ kind }) => kind)).toEqual(['access.allocated'])
})

import 'fake-indexeddb/auto'
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { useState, type ReactNode } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { session } from './ask.fixture.ts'
import { HostAway } from './disk.ts'
import { renderOnDisk } from './on-disk.fixture.tsx'
import { useRecord } from './store-provider.tsx'
import { SilentEvents } from './silent-events.fixture.ts'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const subject = '01940000-0000-7000-8000-000000000042'

function Recorder(): ReactNode {
  const record = useRecord()
  const [became, setBecame] = useState('')
  const press = async (): Promise<void> => {
    const draft = { kind: 'register.note', subject, body: {}, occurred: '2014-03-01', basis: 'seen' as const }
    setBecame(
      await record([draft]).then(
        () => 'recorded',
        (fault: unknown) => (fault instanceof HostAway ? 'nothing recorded' : String(fault)),
      ),
    )
  }
  return (
    <>
      <button onClick={() => void press()}>record</button>
      <output>{became}</output>
    </>
  )
}

async function press(): Promise<string> {
  fireEvent.click(await screen.findByText('record'))
  await waitFor(() => expect(screen.getByRole('status').textContent).not.toBe(''))
  return screen.getByRole('status').textContent
}

/** Whether the host says who is signed in; entries themselves get no answer. */
function answerSession(answers: () => unknown): void {
  vi.stubGlobal('EventSource', SilentEvents)
  vi.stubGlobal(
    'fetch',
    vi.fn<typeof fetch>(async (address) => {
      if (address === '/v1/session') {
        const told = answers()
        if (told !== null) return new Response(JSON.stringify(told))
      }
      throw new TypeError('no network')
    }),
  )
}

it('takes nothing while the host does not answer, and what it takes is sent from the page', async () => {
  let told: unknown = null
  answerSession(() => told)
  const small = renderOnDisk(<Recorder />, session, true)
  expect(await press()).toBe('nothing recorded')
  expect(await small.written()).toEqual([])
  told = { ...session, byProvider: 'Ministry of Tests' }
  fireEvent.click(screen.getByText('record'))
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('recorded'))
  expect(await small.written()).toHaveLength(1)
})

it('takes everything at any time where it is kept', async () => {
  answerSession(() => null)
  const small = renderOnDisk(<Recorder />, session)
  expect(await press()).toBe('recorded')
  expect(await small.written()).toHaveLength(1)
})

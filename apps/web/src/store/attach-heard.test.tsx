// A carer's device, opened as in use: the diary that the host told stands without a network, after the page was closed too, and to nobody else.
import 'fake-indexeddb/auto'
import { showDiary } from '@komar/contract/diary'
import { cleanup, configure, render, screen } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ask, type Told } from './ask.ts'
import { emptyRows, memoryDisk } from './memory-disk.ts'
import { newUuid } from './new-entry.ts'
import { plainSeal } from './plain-seal.ts'
import { StoreProvider } from './store-provider.tsx'
import { sessionOf } from './vault.fixture.ts'
import { SilentEvents } from './silent-events.fixture.ts'

// What a store stands on is loaded when the first one is opened, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })
configure({ asyncUtilTimeout: 20_000 })

const diary = {
  diaries: [{ child: newUuid(), names: { km: null, latin: 'Pov', called: null }, until: '2014-06-01', lines: [] }],
}
let isReachable = true

beforeEach(() => {
  isReachable = true
  vi.stubGlobal('EventSource', SilentEvents)
  vi.stubGlobal(
    'fetch',
    vi.fn<typeof fetch>(async (address) => {
      if (!isReachable || address !== '/v1/diary') throw new TypeError('no network')
      return Response.json({ ...diary, today: '2014-01-01' })
    }),
  )
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

async function asked(rows: ReturnType<typeof emptyRows>, roles: ['carer'] | ['analyst']): Promise<Told<unknown>> {
  const account = { id: '01940000-0000-7000-8000-00000000ca7e', password: '', mustChangePassword: false }
  const session = { ...sessionOf('yeay', account, account.id), roles }
  const nothing = (): void => {}
  const unlocked = { id: account.id, disk: memoryDisk(rows), seal: plainSeal(account.id), session, isFromDevice: false }
  const page: ReactNode = <p>open</p>
  render(
    <StoreProvider unlocked={unlocked} tie="signed-in" onSessionEnded={nothing} onRevoked={nothing} whileOpening={null}>
      {page}
    </StoreProvider>,
  )
  await screen.findByText('open')
  const answer = await ask(showDiary, {})
  await new Promise((resolve) => setTimeout(resolve, 20))
  cleanup()
  return answer
}

it('says the diary again without a network', async () => {
  const rows = emptyRows()
  expect(await asked(rows, ['carer'])).toMatchObject({ ok: true, source: { from: 'host' } })
  isReachable = false
  expect(await asked(rows, ['carer'])).toMatchObject({ ok: true, value: diary, source: { from: 'device' } })
})

it('keeps nothing for others who read no entry', async () => {
  const rows = emptyRows()
  await asked(rows, ['analyst'])
  isReachable = false
  expect(await asked(rows, ['analyst'])).toMatchObject({ ok: false, problem: 'offline' })
  expect(rows.get('kept')?.size).toBe(0)
})

// A key is made while the network is what it is: nobody is told to destroy a part of a key that the host may have.
import type { OwnKey } from '@komar/contract/agency-keys'
import { cleanup, configure, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { renderSpoken } from '../i18n/spoken-for-tests.tsx'
import { openKeyring } from '../store/agency-keys/keyring.ts'
import { session } from '../store/ask.fixture.ts'
import { memoryDisk } from '../store/memory-disk.ts'
import { newUuid } from '../store/new-entry.ts'
import { plainSeal } from '../store/plain-seal.ts'
import { NewKeyForm } from './new-key-form.tsx'

vi.setConfig({ testTimeout: 60_000 })
configure({ asyncUtilTimeout: 20_000 })

const store = vi.hoisted(() => ({ keys: { keyring: {} as object }, changes: { subscribe: () => () => {} } }))
vi.mock('../store/store-provider.tsx', () => ({ useStore: () => store }))
vi.mock('../shell/session.tsx', () => ({ useSession: () => session }))

const colleagues = ['Dara', 'Bopha', 'Vanna'].map((displayName) => ({ id: newUuid(), displayName }))
let isReachable: boolean
/** What becomes of the next key that is sent. `cut-off`: the host has it, and then there is no network. */
let making: 'answered' | 'answer-lost' | 'cut-off' | 'lost'
let hosted: OwnKey[]

beforeEach(() => {
  isReachable = true
  making = 'answered'
  hosted = []
  store.keys = { keyring: openKeyring(newUuid(), memoryDisk(), plainSeal('dara')) }
  vi.stubGlobal('fetch', (address: string, { body = '{}' }: { body?: string }) => {
    if (!isReachable) return Promise.reject(new TypeError('no network'))
    const said = JSON.parse(body) as OwnKey
    if (address.endsWith('/own')) return Promise.resolve(Response.json({ keys: hosted, recipient: null }))
    if (address.endsWith('/device')) return Promise.resolve(Response.json(said))
    if (address !== '/v1/agency-keys') return Promise.resolve(Response.json({ colleagues }))
    if (hosted.length > 0) return Promise.resolve(refused.clone())
    if (making !== 'lost') hosted = [{ ...said, isCurrent: true, wrap: null }]
    isReachable = making !== 'cut-off'
    return making === 'answered' ? Promise.resolve(Response.json({})) : Promise.reject(new TypeError('no network'))
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const refused = Response.json({ type: '', title: '', status: 409, code: 'request.conflict' }, { status: 409 })
const press = async (name: string): Promise<void> => {
  const button = await screen.findByRole<HTMLButtonElement>('button', { name })
  await waitFor(() => expect(button.disabled).toBe(false))
  fireEvent.click(button)
}

/** From the choices to the last press, as people do it; then presses. */
async function makeKey() {
  const onMade = vi.fn<() => void>()
  renderSpoken(<NewKeyForm former={null} devices={[]} onMade={onMade} />)
  fireEvent.click(await screen.findByRole('checkbox'))
  for (const [at, box] of screen.getAllByRole('combobox').entries()) {
    fireEvent.change(box, { target: { value: colleagues[at]?.id } })
  }
  await press('Begin with the first part')
  for (const [at, { displayName }] of colleagues.entries()) {
    await screen.findByText(new RegExp(`for ${displayName}`, 'u'))
    await press(`Show part ${at + 1}`)
    const part = document.querySelector('.key-part')?.textContent ?? ''
    await press('It is written down')
    fireEvent.change(screen.getByRole('textbox'), { target: { value: part } })
    await press('Go on')
  }
  await press('Use this key')
  return onMade
}
const isToDestroy = (): boolean => screen.queryByText(/destroy/u) !== null

it('is done when the host has the key although its answer was lost', async () => {
  making = 'answer-lost'
  const onMade = await makeKey()
  await waitFor(() => expect(onMade).toHaveBeenCalledTimes(1))
  expect(isToDestroy()).toBe(false)
})

it('says to keep the papers while nothing is known, and asks again', async () => {
  making = 'cut-off'
  const onMade = await makeKey()
  await screen.findByText(/Keep all the papers/u)
  expect(isToDestroy()).toBe(false)
  await press('Leave it: make no key')
  await press('Ask the host again')
  await screen.findByText(/Keep all the papers/u)
  expect([isToDestroy(), onMade.mock.calls.length]).toEqual([false, 0])
  isReachable = true
  await press('Ask the host again')
  await waitFor(() => expect(onMade).toHaveBeenCalledTimes(1))
})

it('is done when the same press comes a second time', async () => {
  making = 'cut-off'
  const onMade = await makeKey()
  await screen.findByText(/Keep all the papers/u)
  isReachable = true
  await press('Use this key')
  await waitFor(() => expect(onMade).toHaveBeenCalledTimes(1))
  expect(isToDestroy()).toBe(false)
})

it('says to destroy the papers only after it was left, and the host said that it does not have the key', async () => {
  making = 'lost'
  await makeKey()
  await screen.findByText(/does not have this key/u)
  expect(isToDestroy()).toBe(false)
  isReachable = false
  await press('Leave it: make no key')
  await screen.findByText(/Keep all the papers/u)
  expect(isToDestroy()).toBe(false)
  isReachable = true
  await press('Leave it: make no key')
  await screen.findByText(/destroy the papers/u)
  await screen.findByRole('button', { name: 'Begin with the first part' })
})

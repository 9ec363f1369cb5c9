import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { renderSpoken } from '../i18n/spoken-for-tests.tsx'
import { fingerprintOf } from '../store/agency-keys/key-words.ts'
import type { KeysState } from '../store/agency-keys/take-keys.ts'
import { KeyOnDevice } from './key-on-device.tsx'

afterEach(cleanup)

const recipient = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p'
const key = { id: '01940000-0000-7000-8000-0000000000a1', recipient }
const state: KeysState = {
  current: { ...key, scope: 'notes', former: null, voucher: null },
  waits: false,
  strange: [],
}
const figures = { device: '1111 1111 1111 1111 1111', key: '2222 2222 2222 2222 2222' }

function show(given: KeysState | null) {
  const onTake = vi.fn<(trusted: string) => Promise<void>>(() => Promise.resolve())
  renderSpoken(<KeyOnDevice here={{ state: given, figures }} onTake={onTake} />)
  return onTake
}

it('says what this device has, and shows its own figures only while it waits', () => {
  show(state)
  expect(screen.getByText('This device has the key')).toBeDefined()
  expect([screen.queryByText(figures.device), screen.getByText(figures.key).tagName]).toEqual([null, 'STRONG'])
  cleanup()
  show({ ...state, waits: true })
  expect(screen.getByText('This device does not have the key')).toBeDefined()
  expect(screen.getByText(figures.device)).toBeDefined()
  cleanup()
  show({ ...state, current: null })
  expect(screen.getByText(/no key yet/u)).toBeDefined()
  cleanup()
  show(null)
  expect(screen.getByText(/only with a network/u)).toBeDefined()
})

it('takes a key that nobody vouches for only after its figures were asked about, and shows no others', async () => {
  const onTake = show({ ...state, waits: true, strange: [key] })
  await waitFor(async () => expect(screen.getByText(await fingerprintOf(recipient))).toBeDefined())
  expect([screen.queryByText(figures.device), screen.queryByText(figures.key)]).toEqual([null, null])
  fireEvent.click(screen.getByRole('button', { name: 'Take this key' }))
  expect(onTake).not.toHaveBeenCalled()
  expect(screen.getByText('Did a supervisor read you the same figures?')).toBeDefined()
  fireEvent.click(screen.getByRole('button', { name: 'Take this key' }))
  await waitFor(() => expect(onTake).toHaveBeenCalledExactlyOnceWith(key.id))
})

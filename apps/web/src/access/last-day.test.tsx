import type { Account } from '@komar/contract/accounts'
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { renderSpoken } from '../i18n/spoken-for-tests.tsx'
import { LastDay } from './last-day.tsx'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const id = '6f0c7f0e-0f5c-4c1e-9d5e-0a3c6d1f2b3a'
const account: Account = {
  id,
  user: 'sokha',
  displayName: 'Sokha',
  agency: id,
  roles: ['social-worker'],
  language: 'km',
  mustChangePassword: false,
  disabledAt: null,
  lastDay: null,
  hasSecondFactor: false,
  hasPassword: true,
  provider: null,
}
const membership = { id, agency: id, roles: account.roles, since: '2014-01-01', lastDay: '2014-06-30' }

it.each([
  ['en', 'Set the last day here', 'belongs here again already'],
  ['km', 'កំណត់ថ្ងៃចុងក្រោយនៅទីនេះ', 'នៅស្ថាប័ននេះម្តងទៀតរួចហើយ'],
] as const)('says beside the day why it cannot be that one (%s)', async (language, button, why) => {
  const conflict = { type: 'about:blank', title: '', status: 409, code: 'request.conflict' }
  vi.stubGlobal(
    'fetch',
    vi.fn<typeof fetch>(async () => Response.json(conflict, { status: 409 })),
  )
  const onEnded = vi.fn<() => void>()
  const kept = { account, membership, today: '2014-06-01', onEnded, onKept: () => {} }
  renderSpoken(<LastDay {...kept} />, language)
  expect(screen.queryByText(new RegExp(why, 'u'))).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: button }))
  await waitFor(() => expect(document.body.textContent).toContain(why))
  expect(onEnded).not.toHaveBeenCalled()
  const year = screen.getAllByRole('textbox').at(-1)
  if (year === undefined) throw new Error('no field')
  fireEvent.change(year, { target: { value: '2013' } })
  expect(document.body.textContent).not.toContain(why)
})

import { cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { renderSpoken } from '../i18n/spoken-for-tests.tsx'
import { hearProved } from './proof-channel.ts'
import { ProvePage } from './prove-page.tsx'

const assign = vi.fn()
const calls: string[] = []

beforeEach(() => {
  assign.mockReset()
  calls.length = 0
  vi.stubGlobal('location', { assign, hash: '', pathname: '/prove' })
  vi.stubGlobal(
    'fetch',
    vi.fn<typeof fetch>(async (address) => {
      calls.push(typeof address === 'string' ? address : '')
      return new Response(JSON.stringify({ address: 'https://id.test/authorize' }), { status: 201 })
    }),
  )
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

it('goes to the provider where a page waits for a proof', async () => {
  const stop = hearProved(() => undefined)
  renderSpoken(<ProvePage />)
  await waitFor(() => expect(assign).toHaveBeenCalledWith('https://id.test/authorize'))
  expect(calls).toEqual(['/v1/provider/proof'])
  stop()
})

it('begins nothing for a link that somebody sent', async () => {
  renderSpoken(<ProvePage />)
  expect(await screen.findByText('No page of yours asks for this', {}, { timeout: 10_000 })).toBeTruthy()
  expect(calls).toEqual([])
})

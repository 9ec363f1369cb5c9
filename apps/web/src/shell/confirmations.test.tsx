import { call, confirmBy } from '@komar/contract/client'
import { revokeDevice } from '@komar/contract/devices'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { renderSpoken } from '../i18n/spoken-for-tests.tsx'
import { Confirmations } from './confirmations.tsx'

afterEach(() => confirmBy(null))

const refusal = (status: number, code: string) =>
  new Response(JSON.stringify({ type: 'about:blank', title: '', status, code }), { status })

/** A host that wants a proof before it calls a device off. */
function host() {
  const calls: string[] = []
  let isProved = false
  vi.stubGlobal(
    'fetch',
    vi.fn<typeof fetch>(async (address, init) => {
      const path = typeof address === 'string' ? address : ''
      calls.push(path)
      if (path === '/v1/session/confirm') {
        isProved = typeof init?.body === 'string' && init.body.includes('right')
        return isProved ? new Response('{}') : refusal(401, 'access.wrong-credentials')
      }
      return isProved ? refusal(404, 'request.not-found') : refusal(403, 'session.confirm')
    }),
  )
  return calls
}

const id = '01940000-0000-7000-8000-000000000001'
const revoke = () => call(revokeDevice, { params: { id }, body: {} })

async function type(password: string): Promise<void> {
  fireEvent.change(await screen.findByLabelText('Password'), { target: { value: password } })
  fireEvent.click(screen.getByRole('button', { name: 'Go on' }))
}

it('asks once for calls that want a proof, says a wrong password, and lets them go on', async () => {
  const calls = host()
  renderSpoken(<Confirmations hasPasskey={false} byProvider={null} />)
  const answers = Promise.all([revoke(), revoke()])
  await type('wrong')
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('This password is not right.'))
  await type('right')
  for (const answer of await answers) expect(answer).toMatchObject({ problem: { code: 'request.not-found' } })
  expect(calls.filter((path) => path.endsWith('/confirm'))).toHaveLength(2)
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})

it('leaves the call refused when the person leaves it, or the page is locked', async () => {
  host()
  const { unmount } = renderSpoken(<Confirmations hasPasskey={false} byProvider={null} />)
  const left = revoke()
  fireEvent.click(await screen.findByRole('button', { name: 'Leave it' }))
  expect(await left).toMatchObject({ problem: { code: 'session.confirm' } })
  const locked = revoke()
  await screen.findByLabelText('Password')
  unmount()
  expect(await locked).toMatchObject({ problem: { code: 'session.confirm' } })
})

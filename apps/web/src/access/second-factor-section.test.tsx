import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { Secret, TOTP, URI } from 'otpauth'
import { afterEach, expect, it } from 'vitest'
import { renderSpoken } from '../i18n/spoken-for-tests.tsx'
import { authenticatorAddress } from './authenticator-address.ts'
import { QrCode } from './qr-code.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'

afterEach(cleanup)

const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

it('gives an authenticator app what makes the host’s codes', () => {
  const read = URI.parse(authenticatorAddress({ name: 'កុមារ', user: 'sokha@agency', secret }))
  expect(read).toBeInstanceOf(TOTP)
  expect([read.issuer, read.label, read.secret.base32]).toEqual(['កុមារ', 'sokha@agency', secret])
  // RFC 6238, appendix B.
  expect(read instanceof TOTP && read.generate({ timestamp: 59_000 })).toBe('287082')
  expect(Secret.fromBase32(secret).utf8).toBe('12345678901234567890')
})

it('draws a picture with a name for those who do not see it', () => {
  renderSpoken(<QrCode content={authenticatorAddress({ name: 'Komar', user: 'sokha', secret })} label="A picture" />)
  const picture = screen.getByRole('img', { name: 'A picture' })
  expect(picture.querySelector('path')?.getAttribute('d')?.length).toBeGreaterThan(1000)
  expect(picture.textContent).toBe('')
})

it('shows recovery codes until the person has written them down', async () => {
  let isWritten = false
  renderSpoken(<RecoveryCodes codes={['aaaa-bbbb-cccc', 'dddd-eeee-ffff']} onWritten={() => (isWritten = true)} />)
  expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    'aaaa-bbbb-cccc',
    'dddd-eeee-ffff',
  ])
  await waitFor(() => expect(screen.getByRole('status')).toBe(document.activeElement))
  fireEvent.click(screen.getByRole('button', { name: 'I have written them down' }))
  expect(isWritten).toBe(true)
})

import { expect, it } from 'vitest'
import { isSignedBy, makeSigningSeed, signingKeyOf, signText } from './signing.ts'

const hex = (text: string): string => Buffer.from(text, 'hex').toString('base64url')

it('signs as RFC 8032 does (section 7.1, test 2)', () => {
  const pair = signingKeyOf(hex('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb'))
  expect(pair.publicKey).toBe(hex('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c'))
  expect(signText(pair, 'r')).toBe(
    hex(
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    ),
  )
})

it('knows its own signature, and no other', () => {
  const [one, other] = [signingKeyOf(makeSigningSeed()), signingKeyOf(makeSigningSeed())]
  const signature = signText(one, 'កុមារ')
  expect(isSignedBy(one.publicKey, 'កុមារ', signature)).toBe(true)
  expect(isSignedBy(one.publicKey, 'កុមារី', signature)).toBe(false)
  expect(isSignedBy(other.publicKey, 'កុមារ', signature)).toBe(false)
})

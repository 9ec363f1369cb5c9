import { expect, it } from 'vitest'
import { challengeOf, madePasskey, newRequestOf, requestOf } from './passkey-ceremony.ts'
import { softwarePasskey } from './test-passkey.ts'

const site = { id: 'komar.test', origins: ['https://komar.test'] }
const challenge = Buffer.alloc(32, 7)
const known = { id: 'AAAA', publicKey: new Uint8Array(1), transports: ['internal'] as const }
const owner = { user: 'sokha', handle: Buffer.alloc(32, 1) }

it('asks that the passkey verifies its owner, that it is not listed, and nothing of the make of the phone', () => {
  expect(requestOf({ site, challenge }, [known])).toMatchObject({
    rpId: 'komar.test',
    userVerification: 'required',
    allowCredentials: [{ id: 'AAAA', type: 'public-key', transports: ['internal'] }],
  })
  expect(newRequestOf({ site, challenge }, owner, [known])).toMatchObject({
    rp: { id: 'komar.test' },
    attestation: 'none',
    authenticatorSelection: { residentKey: 'discouraged', requireResidentKey: false, userVerification: 'required' },
    excludeCredentials: [{ id: 'AAAA' }],
  })
})

it('keeps of a new passkey what signs later, and nothing where there is no site', async () => {
  const passkey = softwarePasskey({ origin: 'https://komar.test', count: 3 })
  const answer = passkey.create({ challenge: challenge.toString('base64url') })
  const made = await madePasskey({ site, challenge }, answer)
  expect(made).toMatchObject({ count: 3, transports: ['internal', 'hybrid', 'telepathy'] })
  expect(Buffer.from(made?.credential ?? []).toString('base64url')).toBe(passkey.id)
  expect(await madePasskey({ site: { id: null, origins: [] }, challenge }, answer)).toBeNull()
  expect(await madePasskey({ site, challenge: Buffer.alloc(32) }, answer)).toBeNull()
})

it.each(['', 'null', '[]', '{}', '{"challenge":7}', 'no JSON', '{"challenge":'])('finds no challenge in %j', (text) => {
  expect(challengeOf({ clientDataJSON: Buffer.from(text).toString('base64url') })).toBeNull()
})

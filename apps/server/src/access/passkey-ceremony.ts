// What passkeys are asked, and whether what they answer holds: SimpleWebAuthn does the checking, here stands what Komar asks for. Always
// that the passkey has verified its owner (a finger, a face, a PIN): it then proves a person and not only that a phone is there. Never
// an attestation, which tells the make of a phone. Not discoverable where the phone has the choice, because a phone that is searched
// would list it. Source: docs/decisions/0017-proving-who-one-is.md.
import type {
  newPasskeyRequestSchema,
  newPasskeySchema,
  PasskeyAnswer,
  PasskeyRequest,
} from '@komar/contract/passkey-answer'
import type { z } from 'zod'
import type { Site } from './passkey-site.ts'

export type KnownPasskey = { id: string; publicKey: Uint8Array<ArrayBuffer>; transports: readonly Transport[] }
export type Transport = PasskeyRequest['allowCredentials'][number]['transports'][number]

/** As long as the database keeps a challenge. */
const timeout = 5 * 60_000

/** EdDSA, ES256, RS256 (the IANA's COSE algorithms): what phones, Windows and security keys make. */
const algorithms = [-8, -7, -257]

// Loaded when first needed: it takes as much memory as a tenth of the server.
const library = () => import('@simplewebauthn/server')

type Named = { site: { id: string }; challenge: Buffer }

/** What a passkey of this account is to sign. */
export function requestOf({ site, challenge }: Named, passkeys: readonly KnownPasskey[]): PasskeyRequest {
  return {
    challenge: challenge.toString('base64url'),
    rpId: site.id,
    allowCredentials: passkeys.map(descriptorOf),
    userVerification: 'required',
    timeout,
  }
}

type Owner = { user: string; handle: Buffer }

/** What a new passkey is made for; never one that its owner has already. */
export function newRequestOf(
  { site, challenge }: Named,
  { user, handle }: Owner,
  passkeys: readonly KnownPasskey[],
): z.infer<typeof newPasskeyRequestSchema> {
  return {
    challenge: challenge.toString('base64url'),
    rp: { id: site.id, name: 'Komar' },
    user: { id: handle.toString('base64url'), name: user, displayName: user },
    pubKeyCredParams: algorithms.map((alg) => ({ alg, type: 'public-key' })),
    excludeCredentials: passkeys.map(descriptorOf),
    authenticatorSelection: { residentKey: 'discouraged', requireResidentKey: false, userVerification: 'required' },
    attestation: 'none',
    timeout,
  }
}

function descriptorOf({ id, transports }: KnownPasskey): PasskeyRequest['allowCredentials'][number] {
  return { id, type: 'public-key', transports: [...transports] }
}

/** The challenge that an answer claims to be to; null where it holds none. */
export function challengeOf({ clientDataJSON }: { clientDataJSON: string }): Buffer | null {
  try {
    const { challenge }: { challenge?: unknown } = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString())
    return typeof challenge === 'string' ? Buffer.from(challenge, 'base64url') : null
  } catch {
    return null
  }
}

type Asked = { site: Site; challenge: Buffer }

/** What the passkey counts now, where its answer holds; null where it does not. Whether the count went back is the database's to say. */
export async function countOfAnswer(
  { site, challenge }: Asked,
  { id, response }: PasskeyAnswer,
  { publicKey }: KnownPasskey,
): Promise<number | null> {
  if (site.id === null) return null
  const { verifyAuthenticationResponse } = await library()
  const answer = { id, rawId: id, type: 'public-key' as const, clientExtensionResults: {}, response }
  const verifying = verifyAuthenticationResponse({
    response: answer,
    expectedChallenge: challenge.toString('base64url'),
    expectedOrigin: [...site.origins],
    expectedRPID: site.id,
    credential: { id, publicKey, counter: 0 },
    requireUserVerification: true,
  })
  // The library throws for most of what may be wrong.
  const verified = await verifying.catch(() => null)
  return verified?.verified === true ? verified.authenticationInfo.newCounter : null
}

export type MadePasskey = { credential: Uint8Array; publicKey: Uint8Array; count: number; transports: string[] }

/** What is to be kept of a new passkey; null where its answer does not hold. */
export async function madePasskey(
  { site, challenge }: Asked,
  { id, response }: z.infer<typeof newPasskeySchema>,
): Promise<MadePasskey | null> {
  if (site.id === null) return null
  const { verifyRegistrationResponse } = await library()
  const { transports = [], ...rest } = response
  const verifying = verifyRegistrationResponse({
    response: { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response: rest },
    expectedChallenge: challenge.toString('base64url'),
    expectedOrigin: [...site.origins],
    expectedRPID: site.id,
    requireUserVerification: true,
    supportedAlgorithmIDs: algorithms,
  })
  const verified = await verifying.catch(() => null)
  if (verified?.registrationInfo === undefined) return null
  const { credential } = verified.registrationInfo
  return {
    credential: Buffer.from(credential.id, 'base64url'),
    publicKey: credential.publicKey,
    count: credential.counter,
    transports,
  }
}

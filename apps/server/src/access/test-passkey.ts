// For tests: a passkey in software, as honest or dishonest as a test wants it. Forms: W3C Web Authentication, level 3, 6.1 and 6.5.4.
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

type Asked = { challenge: string }
type Lie = {
  /** The page that asked. */
  origin?: string
  /** The site that the passkey believes it is at. */
  site?: string
  count?: number
  /** Whether the owner was verified; else only touched it. */
  isVerified?: boolean
  /** The credential that it says it is. */
  id?: string
}

const flags = { present: 0x01, verified: 0x04, attested: 0x40 }
const sha256 = (bytes: Buffer | string): Buffer => createHash('sha256').update(bytes).digest()
const base64url = (bytes: Buffer): string => bytes.toString('base64url')

/** A passkey for a page; it counts up from `count` with each use, and stays at 0 if that is 0. */
export function softwarePasskey({ origin, count = 0 }: { origin: string; count?: number }) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const credential = randomBytes(32)
  const id = base64url(credential)
  const site = new URL(origin).hostname
  let counted = count

  const clientData = (type: string, { challenge }: Asked, lie: Lie): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin: lie.origin ?? origin, crossOrigin: false }))
  const head = (extra: number, lie: Lie): Buffer => {
    const head = Buffer.alloc(37)
    sha256(lie.site ?? site).copy(head)
    head.writeUInt8(flags.present | (lie.isVerified === false ? 0 : flags.verified) | extra, 32)
    head.writeUInt32BE(lie.count ?? counted, 33)
    return head
  }

  return {
    id,
    /** Becomes known to a host. */
    create: (asked: Asked, lie: Lie = {}) => {
      const data = Buffer.concat([
        head(flags.attested, lie),
        Buffer.alloc(16),
        credentialOf(credential, publicKey.export({ format: 'jwk' })),
      ])
      const made = {
        clientDataJSON: base64url(clientData('webauthn.create', asked, lie)),
        attestationObject: base64url(attested(data)),
      }
      return { id, response: { ...made, transports: ['internal', 'hybrid', 'telepathy'] } }
    },
    /** Signs what it is asked. */
    sign: (asked: Asked, lie: Lie = {}) => {
      if (count > 0) counted += 1
      const client = clientData('webauthn.get', asked, lie)
      const data = head(0, lie)
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)
      const response = {
        clientDataJSON: base64url(client),
        authenticatorData: base64url(data),
        signature: base64url(signature),
      }
      return { id: lie.id ?? id, response }
    },
  }
}
export type SoftwarePasskey = ReturnType<typeof softwarePasskey>

/** Id and public key (COSE: EC2, ES256, P-256). */
function credentialOf(credential: Buffer, { x = '', y = '' }: { x?: string; y?: string }): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(credential.length)
  return Buffer.concat([
    length,
    credential,
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(x, 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(y, 'base64url'),
  ])
}

/** CBOR: { fmt: "none", attStmt: {}, authData }. */
function attested(data: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(data.length)
  const text = (words: string): Buffer => Buffer.concat([Buffer.from([0x60 + words.length]), Buffer.from(words)])
  return Buffer.concat([
    Buffer.from([0xa3]),
    text('fmt'),
    text('none'),
    text('attStmt'),
    Buffer.from([0xa0]),
    text('authData'),
    Buffer.from([0x59]),
    length,
    data,
  ])
}

// Passkeys, asked, proved, added and taken away. Each challenge is made here from 256 random bits, kept in the database, and taken once.
import type {
  newPasskeyRequestSchema,
  newPasskeySchema,
  PasskeyAnswer,
  PasskeyRequest,
} from '@komar/contract/passkey-answer'
import { passkeyTransports } from '@komar/contract/passkey-answer'
import type { OwnPasskey } from '@komar/contract/second-factor'
import { createHmac, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { isTrue, rows, type Database } from '../db/query.ts'
import { deriveKey } from '../keys/derived-key.ts'
import type { HostKeys } from '../keys/host-keys.ts'
import {
  challengeOf,
  countOfAnswer,
  madePasskey,
  newRequestOf,
  requestOf,
  type KnownPasskey,
  type MadePasskey,
} from './passkey-ceremony.ts'
import type { Site } from './passkey-site.ts'

/** For what a challenge is made. `boundTo`, in hex: the hash of the session's token; when signing in, of the kind of browser. */
export type Ceremony = { purpose: 'add' | 'sign-in' | 'confirm'; account: string; boundTo: string; site: Site }

const bytes = z.instanceof(Uint8Array)
const knownSchema = z
  .object({
    id: z.uuid(),
    credential: bytes,
    public_key: bytes,
    transports: z.array(z.enum(passkeyTransports)),
    is_stopped: z.boolean(),
  })
  .transform((row) => ({
    row: row.id,
    id: Buffer.from(row.credential).toString('base64url'),
    publicKey: Uint8Array.from(row.public_key),
    transports: row.transports,
    isStopped: row.is_stopped,
  }))
type Stored = KnownPasskey & { row: string; isStopped: boolean }

/** Those of an account; one that is stopped counts as a second factor and proves nothing. */
export async function readPasskeys(db: Database, account: string): Promise<Stored[]> {
  const text = 'select id, credential, public_key, transports, is_stopped from komar.passkeys_of($1)'
  return rows(db, knownSchema, text, [account])
}

const ownSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    added_on: z.iso.date(),
    last_used_on: z.iso.date().nullable(),
    is_stopped: z.boolean(),
  })
  .transform(({ id, name, ...row }) => ({
    id,
    name,
    addedOn: row.added_on,
    lastUsedOn: row.last_used_on,
    isStopped: row.is_stopped,
  }))

/** The actor's own. */
export async function readOwnPasskeys(db: Database): Promise<OwnPasskey[]> {
  return rows(db, ownSchema, 'select id, name, added_on, last_used_on, is_stopped from komar.own_passkeys()')
}

/** What one of the account's passkeys is to sign; null where there is none that is taken, or the host goes by a number. */
export async function askForPasskey(db: Database, ceremony: Ceremony): Promise<PasskeyRequest | null> {
  const passkeys = (await readPasskeys(db, ceremony.account)).filter(({ isStopped }) => !isStopped)
  const { id } = ceremony.site
  if (id === null || passkeys.length === 0) return null
  return requestOf({ site: { id }, challenge: await keepChallenge(db, ceremony) }, passkeys)
}

/** What a new passkey of the account is made for; null where the host goes by a number. */
export async function askForNewPasskey(
  db: Database,
  keys: Pick<HostKeys, 'attachment'>,
  { user, ...ceremony }: Ceremony & { user: string },
): Promise<z.infer<typeof newPasskeyRequestSchema> | null> {
  const { id } = ceremony.site
  if (id === null) return null
  // A phone gives the handle away to whoever has it: it leads to no account, for it is not the account's id.
  const handle = createHmac('sha256', deriveKey(keys, 'passkey owner')).update(ceremony.account).digest()
  const challenge = await keepChallenge(db, ceremony)
  return newRequestOf({ site: { id }, challenge }, { user, handle }, await readPasskeys(db, ceremony.account))
}

async function keepChallenge(db: Database, { purpose, account, boundTo }: Ceremony): Promise<Buffer> {
  const challenge = randomBytes(32)
  const values = [challenge, purpose, account, Buffer.from(boundTo, 'hex')]
  await db.query('select komar.keep_passkey_challenge($1, $2, $3, $4)', values)
  return challenge
}

/** The challenge of an answer, which is taken with this whatever becomes of it; null where it was made for something else. */
async function takeChallenge(
  db: Database,
  { purpose, account, boundTo }: Ceremony,
  response: { clientDataJSON: string },
): Promise<Buffer | null> {
  const challenge = challengeOf(response)
  if (challenge === null) return null
  const values = [challenge, purpose, account, Buffer.from(boundTo, 'hex')]
  return (await isTrue(db, 'komar.take_passkey_challenge($1, $2, $3, $4)', values)) ? challenge : null
}

/** Whether a passkey of the account has signed what it was asked. `db` must commit whatever the answer is: challenge and count are taken. */
export async function provePasskey(db: Database, ceremony: Ceremony, answer: PasskeyAnswer): Promise<boolean> {
  const { account, site } = ceremony
  const challenge = await takeChallenge(db, ceremony, answer.response)
  const passkey = (await readPasskeys(db, account)).find(({ id }) => id === answer.id)
  if (challenge === null || passkey === undefined || passkey.isStopped) return false
  const count = await countOfAnswer({ site, challenge }, answer, passkey)
  return count !== null && isTrue(db, 'komar.use_passkey($1, $2, $3)', [passkey.row, account, count])
}

/** What is to be kept of a new passkey; null where it did not sign what it was asked. `db` must commit whatever the answer is. */
export async function readNewPasskey(
  db: Database,
  ceremony: Ceremony,
  answer: z.infer<typeof newPasskeySchema>,
): Promise<MadePasskey | null> {
  const challenge = await takeChallenge(db, ceremony, answer.response)
  return challenge === null ? null : madePasskey({ site: ceremony.site, challenge }, answer)
}

/** Adds it to the actor's; false where it is known already, or they have as many as there may be. */
export async function keepPasskey(db: Database, made: MadePasskey, name: string): Promise<boolean> {
  const transports = passkeyTransports.filter((one) => made.transports.includes(one))
  const values = [made.credential, made.publicKey, made.count, transports, name]
  return isTrue(db, 'komar.add_passkey($1, $2, $3, $4, $5)', values)
}

/** False where the actor has none with this id. */
export async function removePasskey(db: Database, id: string): Promise<boolean> {
  return isTrue(db, 'komar.remove_passkey($1)', [id])
}

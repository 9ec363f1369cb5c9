// The second factor, read, proved and changed. Secrets are sealed with a key outside the database; each code is
// taken once. Of a passkey the host has no secret.
import type { PasskeyAnswer } from '@komar/contract/passkey-answer'
import type { SecondFactor } from '@komar/contract/second-factor'
import { roles, type Role } from '@komar/domain/access/roles'
import { z } from 'zod'
import { firstRow, isTrue, oneRow, type Database } from '../db/query.ts'
import { deriveKey } from '../keys/derived-key.ts'
import type { HostKeys } from '../keys/host-keys.ts'
import { seal, unseal } from '../keys/seal.ts'
import { provePasskey, readOwnPasskeys, readPasskeys, type Ceremony } from './passkeys.ts'
import { hashRecoveryCode, makeRecoveryCodes } from './recovery-codes.ts'
import { inBase32, makeTotpSecret, stepOfCode } from './totp.ts'

type Keys = Pick<HostKeys, 'attachment'>

/** What is given beside the password: one or the other. */
export type Proof = { code?: string | undefined; passkey?: PasskeyAnswer | undefined }

/** With what an account's second factor can be given: an app (1 or 0), and how many passkeys. Recovery codes serve for both. */
export type Ways = { app: number; passkeys: number }

/** `not-asked-for`: the account has no second factor. */
export type Proving = 'not-asked-for' | 'proved' | 'wrong-code' | 'wrong-passkey' | { missing: Ways }

const bytes = z.instanceof(Uint8Array)

/** Whether the account's second factor was given. What was right is used up, and what was asked of a passkey: `db` must commit. */
export async function proveSecondFactor(
  db: Database,
  keys: Keys,
  ceremony: Ceremony,
  { code, passkey }: Proof,
): Promise<Proving> {
  const { account } = ceremony
  const schema = z.object({ secret: bytes, last_step: z.coerce.number() })
  const found = await firstRow(db, schema, 'select secret, last_step from komar.second_factor_of($1)', [account])
  const passkeys = await readPasskeys(db, account)
  if (found === undefined && passkeys.length === 0) return 'not-asked-for'
  if (passkey !== undefined) return (await provePasskey(db, ceremony, passkey)) ? 'proved' : 'wrong-passkey'
  if (code === undefined) {
    const taken = passkeys.filter(({ isStopped }) => !isStopped)
    return { missing: { app: found === undefined ? 0 : 1, passkeys: taken.length } }
  }
  const secret = found === undefined ? null : opened(keys, account, found.secret)
  return (await useCode(db, keys, { account, code, secret })) ? 'proved' : 'wrong-code'
}

type Given = { account: string; code: string; secret: Uint8Array | null }

async function useCode(db: Database, keys: Keys, { account, code, secret }: Given): Promise<boolean> {
  const digits = code.replace(/[\s-]/gu, '')
  if (!/^\d{6}$/u.test(digits)) {
    return isTrue(db, 'komar.use_recovery_code($1, $2)', [account, hashRecoveryCode(keys, account, code)])
  }
  const step = secret === null ? null : stepOfCode(secret, digits, Date.now())
  return step !== null && isTrue(db, 'komar.use_code_step($1, $2)', [account, step])
}

/** The actor's own. */
export async function readOwnSecondFactor(
  db: Database,
): Promise<Omit<SecondFactor, 'passkeysAt' | 'provider' | 'hasPassword'>> {
  const schema = z.object({ since: z.iso.datetime().nullable(), codes_left: z.int(), is_asked_for: z.boolean() })
  const own = await oneRow(db, schema, 'select since, codes_left, is_asked_for from komar.own_second_factor()')
  return {
    authenticator: own.since === null ? null : { since: own.since },
    passkeys: await readOwnPasskeys(db),
    recoveryCodesLeft: own.codes_left,
    isAskedFor: own.is_asked_for,
  }
}

/** A new secret for the actor in base32; null where they have an authenticator app already. */
export async function beginAuthenticator(db: Database, keys: Keys, account: string): Promise<string | null> {
  const secret = makeTotpSecret()
  const sealed = seal(deriveKey(keys, 'second factor'), placeOf(account), secret)
  return (await isTrue(db, 'komar.begin_second_factor($1)', [sealed])) ? inBase32(secret) : null
}

/** Takes a first code of the secret that was begun; false where it is wrong or nothing was begun. */
export async function proveAuthenticator(
  db: Database,
  keys: Keys,
  { account, code }: { account: string; code: string },
): Promise<boolean> {
  const schema = z.object({ secret: bytes.nullable() })
  const { secret } = await oneRow(db, schema, 'select komar.begun_second_factor() as secret')
  if (secret === null) return false
  const step = stepOfCode(opened(keys, account, secret), code.replace(/[\s-]/gu, ''), Date.now())
  return step !== null && isTrue(db, 'komar.prove_second_factor($1)', [step])
}

/** Ten new recovery codes of the actor. */
export async function giveRecoveryCodes(db: Database, keys: Keys, account: string): Promise<string[]> {
  const codes = makeRecoveryCodes()
  const hashes = codes.map((code) => hashRecoveryCode(keys, account, code))
  await db.query('select komar.give_recovery_codes($1)', [hashes])
  return codes
}

/** Whether the actor has one; recovery codes belong to all of them together. */
export async function hasSecondFactor(db: Database, account: string): Promise<boolean> {
  return isTrue(db, 'komar.account_has_second_factor($1)', [account])
}

/** Roles that ask for a second factor. */
export async function readSecondFactorRoles(db: Database): Promise<Role[]> {
  const schema = z.object({ roles: z.array(z.enum(roles)) })
  return (await oneRow(db, schema, 'select second_factor_roles as roles from komar.host')).roles
}

/** The associated data of a sealed secret: it opens for this account only. */
function placeOf(account: string): string {
  return `second factor of ${account}`
}

function opened(keys: Keys, account: string, sealed: Uint8Array): Uint8Array {
  return unseal(deriveKey(keys, 'second factor'), placeOf(account), sealed)
}

// Recovery codes: for whoever has lost the phone with the authenticator app. Kept as hashes under a key outside the database, because 59
// bits alone could be guessed from a copy of it.
import { createHmac } from 'node:crypto'
import { deriveKey } from '../keys/derived-key.ts'
import type { HostKeys } from '../keys/host-keys.ts'
import { oneTimeWords } from './password.ts'

const howMany = 10
const groups = 3

/** Ten codes such as `k7mp-x2ha-9fqr`. */
export function makeRecoveryCodes(): string[] {
  return Array.from({ length: howMany }, () => oneTimeWords(groups))
}

/** 32 bytes; however the code was written. */
export function hashRecoveryCode(keys: Pick<HostKeys, 'attachment'>, account: string, code: string): Buffer {
  const plain = code.toLowerCase().replace(/[^a-z0-9]/gu, '')
  return createHmac('sha256', deriveKey(keys, 'recovery code')).update(`${account} ${plain}`).digest()
}

// Keys for single purposes, derived from the host's key of attachments: they stand nowhere, go with it into a backup, and one never
// tells another. Source: RFC 5869 (HKDF).
import { hkdfSync } from 'node:crypto'
import type { HostKeys } from './host-keys.ts'

export type KeyPurpose = 'session place' | 'second factor' | 'recovery code' | 'passkey owner' | 'provider subject'

/** 32 bytes, the same for as long as the host's key is the same. */
export function deriveKey({ attachment }: Pick<HostKeys, 'attachment'>, purpose: KeyPurpose): Buffer {
  return Buffer.from(hkdfSync('sha256', attachment, '', `komar ${purpose}`, 32))
}

// Codes of an authenticator app: RFC 6238 with what all apps read (SHA-1, 6 digits, steps of 30 s). A clock may be one step off (5.2 of
// the RFC). Which steps were taken before is the database's to know.
import { Secret, TOTP } from 'otpauth'

const periodSeconds = 30
const stepsOff = 1
/** 160 bits, as the RFC's hash is long (RFC 4226, 4: R6). */
const secretBytes = 20

/** A new secret. */
export function makeTotpSecret(): Uint8Array {
  return new Secret({ size: secretBytes }).bytes
}

/** The secret as a person types it into the app. */
export function inBase32(secret: Uint8Array): string {
  return secretOf(secret).base32
}

/** The time step that a code is of, at `nowMs` or one step before or after; null for a wrong code. */
export function stepOfCode(secret: Uint8Array, code: string, nowMs: number): number | null {
  if (!/^\d{6}$/u.test(code)) return null
  const totp = new TOTP({ secret: secretOf(secret), algorithm: 'SHA1', digits: 6, period: periodSeconds })
  const delta = totp.validate({ token: code, timestamp: nowMs, window: stepsOff })
  return delta === null ? null : Math.floor(nowMs / 1000 / periodSeconds) + delta
}

function secretOf(bytes: Uint8Array): Secret {
  return new Secret({ buffer: Uint8Array.from(bytes).buffer })
}

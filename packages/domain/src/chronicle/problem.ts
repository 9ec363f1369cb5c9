// Every way in which Komar says no, as data: a stable code and the values a sentence needs, never a name or a note.
// The words stand in the interface's catalogues (both languages); the host maps codes to RFC 9457 answers.
import type { AccessClass } from '../access/classes.ts'

export const problemCodes = [
  'entry.malformed',
  'entry.id-reused',
  'entry.erased',
  'entry.kind-retired',
  'entry.body-malformed',
  'entry.body-too-large',
  'entry.text-not-storable',
  'entry.author-mismatch',
  'entry.subject-mismatch',
  'entry.subject-taken',
  'entry.also-mismatch',
  'entry.replaced-not-found',
  'entry.replaced-mismatch',
  'entry.reason-missing',
  'entry.depends-on-refused',
  'entry.group-refused',
  'gate.refused',
  'access.not-permitted',
  'access.not-signed-in',
  'access.wrong-credentials',
  'access.locked-out',
  'access.must-change-password',
  'access.must-add-second-factor',
  'access.password-unfit',
  'access.cross-site',
  'access.device-revoked',
  'access.choose-agency',
  'attachment.offset',
  'attachment.refused',
  'session.code-needed',
  'session.code-wrong',
  'session.passkey-wrong',
  'session.confirm',
  'provider.denied',
  'provider.stale',
  'provider.untrusted',
  'provider.unknown',
  'provider.tied-elsewhere',
  'provider.unavailable',
  'request.malformed',
  'request.too-large',
  'request.too-many',
  'request.not-found',
  'request.cursor-unknown',
  'request.conflict',
  'host.unavailable',
  'host.full',
  'host.read-only',
  'host.failed',
] as const
export type ProblemCode = (typeof problemCodes)[number]

/** A fault in one field: JSON pointer, code of the fault, and the values its sentence needs. */
export type FieldFault = { path: string; code: string; params?: Record<string, string | number> }

/** A missing piece of a gate, as its reader may see it. */
export type MissingPiece = {
  code: string
  classes: readonly AccessClass[]
  status: 'missing' | 'cannot-tell'
  params?: Record<string, string | number>
}

export type Problem = {
  code: ProblemCode
  fields?: FieldFault[]
  missing?: MissingPiece[]
  params?: Record<string, string | number>
}

/** Makes a problem. */
export function problem(code: ProblemCode, more: Omit<Problem, 'code'> = {}): Problem {
  return { code, ...more }
}

/** The end of a switch that must be complete: the compiler refuses a forgotten case. */
export function assertNever(value: never): never {
  throw new Error(`unexpected case: ${JSON.stringify(value)}`)
}

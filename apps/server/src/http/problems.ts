// From a problem of the domain to an answer of HTTP: the one place that knows status codes.
import type { HttpProblem } from '@komar/contract/problem'
import { problem, type Problem, type ProblemCode } from '@komar/domain/chronicle/problem'

/** Thrown to refuse a request; the wrapper answers with it and rolls the transaction back. */
export class Refusal extends Error {
  readonly problem: Problem
  constructor(refused: Problem) {
    super(refused.code)
    this.problem = refused
  }
}

/** Refuses the request. */
export function refuse(code: ProblemCode, more: Omit<Problem, 'code'> = {}): never {
  throw new Refusal(problem(code, more))
}

const answers: Record<ProblemCode, readonly [status: number, title: string]> = {
  'entry.malformed': [400, 'The entry is not well-formed'],
  'entry.id-reused': [409, 'Another entry has this id'],
  'entry.erased': [410, 'The entry was erased for good'],
  'entry.kind-retired': [422, 'This kind of entry is no longer written'],
  'entry.body-malformed': [400, 'The body of the entry is not well-formed'],
  'entry.body-too-large': [413, 'The body of the entry is too large'],
  'entry.text-not-storable': [400, 'A text holds characters that cannot be stored'],
  'entry.author-mismatch': [403, 'Author or device is not that of the session'],
  'entry.subject-mismatch': [422, 'The subject is not of the right type'],
  'entry.subject-taken': [409, 'The subject exists already'],
  'entry.also-mismatch': [422, 'Another named subject is not of the right type'],
  'entry.replaced-not-found': [422, 'The entry to replace or retract is not there'],
  'entry.replaced-mismatch': [422, 'The entry to replace is of another kind or subject'],
  'entry.reason-missing': [422, 'A correction needs a reason'],
  'entry.depends-on-refused': [422, 'It depends on an entry that was refused'],
  'entry.group-refused': [422, 'Another entry of its group was refused'],
  'gate.refused': [422, 'Something required is missing'],
  'access.not-permitted': [403, 'You may not do this'],
  'access.not-signed-in': [401, 'Sign in first'],
  'access.wrong-credentials': [401, 'User or password is wrong'],
  'access.locked-out': [429, 'Too many failed attempts; wait'],
  'access.must-change-password': [403, 'Choose a new password first'],
  'access.must-add-second-factor': [403, 'Your role asks for a second factor: add one first'],
  'access.password-unfit': [422, 'The password is too short or too easily guessed'],
  'access.cross-site': [403, 'The request did not come from this site'],
  'access.device-revoked': [403, 'This device was called off'],
  'access.choose-agency': [409, 'Say for which of your agencies'],
  'attachment.offset': [409, 'The upload stands elsewhere'],
  'attachment.refused': [422, 'The file is not what the entry says, or may not be kept'],
  'session.code-needed': [401, 'A second factor is needed'],
  'session.code-wrong': [401, 'The code is wrong, too old, or was used'],
  'session.passkey-wrong': [401, 'The passkey was not taken'],
  'session.confirm': [403, 'Prove once more who you are'],
  'provider.denied': [401, 'The identity provider signed nobody in'],
  'provider.stale': [409, 'This sign-in is over, was used, or was begun in another browser'],
  'provider.untrusted': [401, 'The answer of the identity provider does not hold'],
  'provider.unknown': [401, 'Nobody here is tied to this sign-in'],
  'provider.tied-elsewhere': [409, 'This sign-in is tied to another account'],
  'provider.unavailable': [503, 'The identity provider does not answer'],
  'request.malformed': [400, 'The request is not well-formed'],
  'request.too-large': [413, 'The request is too large'],
  'request.too-many': [429, 'Too many requests; wait'],
  'request.not-found': [404, 'Not found'],
  'request.cursor-unknown': [410, 'The cursor is not of this host; start anew'],
  'request.conflict': [409, 'It exists already'],
  'host.unavailable': [503, 'The host is not available; try again'],
  'host.full': [503, 'The host has no room left; nothing was kept of this'],
  'host.read-only': [503, 'The host can be read but not written just now'],
  'host.failed': [500, 'The host failed'],
}

/** The RFC 9457 body of a problem. */
export function toHttp(refused: Problem): HttpProblem {
  const [status, title] = answers[refused.code]
  const { missing, ...rest } = refused
  const pieces = missing?.map((piece) => ({ ...piece, classes: [...piece.classes] }))
  return { type: `/v1/docs#problem-${refused.code}`, title, status, ...rest, ...(pieces && { missing: pieces }) }
}

/** Codes with status and title, for the documentation. */
export function problemTable(): { code: string; status: number; title: string }[] {
  return Object.entries(answers).map(([code, [status, title]]) => ({ code, status, title }))
}

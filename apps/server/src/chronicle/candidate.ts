// An entry as it came in, checked as far as this can be done without the database: form, text, size, and the kind's own schema.
// An unknown kind, or a newer version of a known one, is kept as it is: a later Komar will read it.
import { createHash } from 'node:crypto'
import { canonicalJson, textFaults, type Json } from '@komar/domain/chronicle/canonical'
import { retractionSchema } from '@komar/domain/chronicle/body-parts'
import { maxBodyBytes, uuidSchema, writtenSchema, type Uuid, type Written } from '@komar/domain/chronicle/entry'
import type { Kind } from '@komar/domain/chronicle/kind'
import { problem, type FieldFault, type Problem } from '@komar/domain/chronicle/problem'
import { kindNamed, knownKind } from '@komar/domain/kinds'
import type { z } from 'zod'

/** The most that a row of entries or refusals holds: a body, its envelope, and room. */
const maxTextBytes = 2 * maxBodyBytes
const mostFaults = 50
const longestPath = 200

/** What can be said of an entry by itself. `text` is the canonical text, `content` its SHA-256 in hex. */
export type Candidate = { givenId: string; id: Uuid | null } & (
  | { text: string; content: string; written: Written; problem: Problem | null }
  | { text: string; content: string; written: null; problem: Problem }
  | { text: null; content: null; written: null; problem: Problem }
)

/** Reads one entry of a call. Never throws. */
export function readCandidate(raw: unknown): Candidate {
  const givenId = idOf(raw)
  const parsedId = uuidSchema.safeParse(givenId)
  const head = { givenId, id: parsedId.success ? parsedId.data : null }
  const faults = textFaults(raw)
  const fields = faults
    .slice(0, mostFaults)
    .map(({ path, fault }) => ({ path: path.slice(0, longestPath), code: fault }))
  if (faults.some(({ fault }) => fault === 'too-deep' || fault === 'not-json' || fault === 'not-finite')) {
    return { ...head, text: null, content: null, written: null, problem: problem('entry.malformed', { fields }) }
  }
  // textFaults has just found nothing that is not JSON.
  const text = canonicalJson(raw as Json)
  const bytes = Buffer.byteLength(text, 'utf8')
  if (bytes > maxTextBytes) {
    // Not kept: refusals would be a way to fill the host's disk.
    const tooLarge = problem('entry.body-too-large', { params: { bytes, limit: maxBodyBytes } })
    return { ...head, text: null, content: null, written: null, problem: tooLarge }
  }
  const content = createHash('sha256').update(text, 'utf8').digest('hex')
  if (faults.length > 0) {
    return { ...head, text, content, written: null, problem: problem('entry.text-not-storable', { fields }) }
  }
  const parsed = writtenSchema.safeParse(raw)
  if (!parsed.success) {
    return {
      ...head,
      text,
      content,
      written: null,
      problem: problem('entry.malformed', { fields: faultsOf(parsed.error) }),
    }
  }
  // What was parsed may differ from what came (a schema may trim); what came is what the author wrote, and what is kept.
  const written = raw as Written
  return { ...head, text, content, written, problem: bodyProblem(written) }
}

function idOf(raw: unknown): string {
  return typeof raw === 'object' && raw !== null && 'id' in raw && typeof raw.id === 'string' ? raw.id.slice(0, 64) : ''
}

function bodyProblem(written: Written): Problem | null {
  const bytes = Buffer.byteLength(JSON.stringify(written.body), 'utf8')
  if (bytes > maxBodyBytes) return problem('entry.body-too-large', { params: { bytes, limit: maxBodyBytes } })
  const isRetraction = written.retracts !== undefined
  if (isRetraction && written.replaces !== undefined) {
    return problem('entry.malformed', { fields: [{ path: '/retracts', code: 'replaces-too' }] })
  }
  const kind = kindNamed(written.kind)
  // A newer act than this host knows could not be put before its gate, and a newer correction would take what it corrects out of every
  // fold here: both are refused. A newer fact of its own is kept.
  const mustBeUnderstood = kind?.family === 'act' || written.replaces !== undefined
  if (kind !== undefined && mustBeUnderstood && written.v > kind.v && !isRetraction) {
    return problem('entry.malformed', { fields: [{ path: '/v', code: 'version-unknown' }] })
  }
  if (kind?.retired === true && !isRetraction) return problem('entry.kind-retired', { params: { kind: written.kind } })
  const schema = isRetraction ? retractionSchema : knownKind(written.kind, written.v)?.body
  const parsed = schema?.safeParse(written.body)
  if (parsed === undefined || parsed.success) return null
  return problem('entry.body-malformed', { fields: faultsOf(parsed.error, '/body') })
}

/** The subject that an entry brings into being, or null. A correction of an opening entry opens nothing. */
export function openedSubject(written: Written, kind: Kind | undefined): Uuid | null {
  return kind?.opens === true && written.replaces === undefined && written.retracts === undefined
    ? written.subject
    : null
}

function faultsOf(error: z.ZodError, prefix = ''): FieldFault[] {
  return error.issues.slice(0, mostFaults).map((issue) => ({
    path: `${prefix}/${issue.path.map(String).join('/')}`,
    // Rules of our own name themselves ('edtf.malformed'); zod's messages are prose, and its codes are used instead.
    code: /^[a-z-]+(\.[a-z-]+)+$/u.test(issue.message) ? issue.message : issue.code.replaceAll('_', '-'),
  }))
}

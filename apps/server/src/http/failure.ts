// What went wrong, as a problem. Nothing of an error's own text leaves the server: PostgreSQL quotes values in its messages.
import { problem, type FieldFault, type Problem, type ProblemCode } from '@komar/domain/chronicle/problem'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { troubleOf, type Trouble } from '../db/trouble.ts'
import { Refusal } from './problems.ts'

const codesOfFastify: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'request.too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request.malformed',
  FST_ERR_CTP_INVALID_JSON_BODY: 'request.malformed',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'request.malformed',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request.malformed',
  FST_ERR_BAD_URL: 'request.malformed',
  FST_ERR_MAX_PARAM_LENGTH: 'request.malformed',
}

/** SQLSTATEs with a meaning for the caller. Source: PostgreSQL, appendix A. */
const codesOfDatabase: readonly (readonly [pattern: RegExp, code: ProblemCode])[] = [
  [/^42501$/u, 'access.not-permitted'],
  [/^23505$/u, 'request.conflict'],
  // Raised by komar.open_session.
  [/^KM001$/u, 'access.device-revoked'],
  // A second hat beside a role that stands alone (komar.membership_stands_alone); a last day in a later membership (komar.end_membership).
  [/^KM003$/u, 'request.conflict'],
]

const codesOfTrouble: Readonly<Record<Trouble, ProblemCode>> = {
  unavailable: 'host.unavailable',
  full: 'host.full',
  'read-only': 'host.read-only',
}

/** The problem that an error stands for; `host.failed` for what nobody foresaw. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) return error.problem
  if (hasZodFastifySchemaValidationErrors(error)) return problem('request.malformed', { fields: faultsOf(error) })
  const { code, statusCode } = marksOf(error)
  const fastifyCode = code === undefined ? undefined : codesOfFastify[code]
  if (fastifyCode !== undefined) return problem(fastifyCode)
  if (statusCode === 429) return problem('request.too-many')
  const trouble = troubleOf(error)
  if (trouble !== null) return problem(codesOfTrouble[trouble])
  const found = codesOfDatabase.find(([pattern]) => code !== undefined && pattern.test(code))
  return problem(found?.[1] ?? 'host.failed')
}

/** What of an error may stand in the log: its kind, code and place, never its message or values. */
export function loggable(error: unknown): { name: string; code?: string; constraint?: string; at: string[] } {
  const { code, constraint } = marksOf(error)
  return {
    name: error instanceof Error ? error.name : typeof error,
    ...(code === undefined ? {} : { code }),
    ...(constraint === undefined ? {} : { constraint }),
    at: traceOf(error)
      .split('\n')
      .filter((line) => /^\s+at /u.test(line))
      .map((line) => line.trim()),
  }
}

/** The places alone. The message goes first: a value quoted in it may hold a line that looks like a place. */
function traceOf(error: unknown): string {
  if (!(error instanceof Error) || error.stack === undefined) return ''
  const from = error.stack.indexOf(error.message)
  return from === -1 ? '' : error.stack.slice(from + error.message.length)
}

type Marks = { code: string | undefined; constraint: string | undefined; statusCode: number | undefined }

function marksOf(error: unknown): Marks {
  const of = typeof error === 'object' && error !== null ? error : {}
  return {
    code: 'code' in of && typeof of.code === 'string' ? of.code : undefined,
    constraint: 'constraint' in of && typeof of.constraint === 'string' ? of.constraint : undefined,
    statusCode: 'statusCode' in of && typeof of.statusCode === 'number' ? of.statusCode : undefined,
  }
}

type Invalid = { validation: readonly { keyword: string; instancePath: string; message?: string | undefined }[] }

function faultsOf(error: Invalid): FieldFault[] {
  const context =
    'validationContext' in error && typeof error.validationContext === 'string' ? error.validationContext : 'body'
  const part = context === 'querystring' ? 'query' : context
  return error.validation.map((issue) => ({
    path: `/${part}${issue.instancePath === '/' ? '' : issue.instancePath}`,
    // A rule of our own names itself in its message ('stands-alone'); zod's messages are prose, and its codes are used instead.
    code:
      issue.keyword === 'custom' && issue.message !== undefined && /^[a-z-]+$/u.test(issue.message)
        ? issue.message
        : issue.keyword.replaceAll('_', '-'),
  }))
}

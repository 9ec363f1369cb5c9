// The HTTP API as data. The server makes its routes, the documentation and the access test from these; the web app its calls.
// An endpoint says who may call it (`allow`), what of its use is written down (`audit`) and gives one valid example.
import type { AccessClass } from '@komar/domain/access/classes'
import type { Role } from '@komar/domain/access/roles'
import type { z } from 'zod'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** The subject that a path parameter names: the caller must be able to read at least one of these classes of it, today. */
export type Relation = { param: string; classes: readonly AccessClass[] }

/** Who may call. `anyone` needs no session; `roles` needs one of them; `relation` moreover a subject that the caller may see. */
export type Allow =
  'anyone' | 'signed-in' | { roles: readonly Role[]; relation?: Relation } | { signedIn: true; relation: Relation }

/** Whoever administers the host, and nobody else. */
export const administrator = { roles: ['administrator'] } as const satisfies Allow

/** What the read log keeps of a call: nothing, or a line with the subject that a path parameter names. */
export type Audit = 'none' | { what: string; param?: string; classes?: readonly AccessClass[] }

type Shape = z.ZodObject | undefined

/** Where each part of the input travels: `params` in the path, `query` in the URL (never anything personal), `body` as JSON, or raw `bytes`. */
export type Input = { params?: z.ZodObject; query?: z.ZodObject; body?: z.ZodObject; bytes?: true }

export type Endpoint<I extends Input = Input, O extends z.ZodType = z.ZodType> = {
  /** Stable name, 'slice.verb'. */
  id: string
  method: Method
  /** With `:name` for each path parameter. */
  path: `/v1/${string}`
  summary: string
  input: I
  /** Fields that it does not declare never leave the server. For a stream, the schema of one line or event. */
  output: O
  /** 'ndjson' and 'events' are streams, 'pdf' and 'file' are files; `call` of the typed client serves only 'json'. */
  produces: 'json' | 'ndjson' | 'events' | 'pdf' | 'file'
  /** The status of success. */
  status: 200 | 201
  allow: Allow
  audit: Audit
  /** Callable while a first password is still to be changed, and while a session that moved is still to be confirmed. */
  beforePasswordChange: boolean
  /** Callable while a second factor that the caller's roles ask for is still to be added; as `beforePasswordChange` unless said. */
  beforeSecondFactor: boolean
  /** Only within ten minutes of a proof of who one is (password, code or passkey); else problem `session.confirm`. */
  fresh: boolean
  /** Largest body in bytes; 64 KiB unless given. */
  bodyLimitBytes: number
  /** Calls a minute from one address, where that is fewer than the host takes of all calls together. */
  callsPerMinute?: number
  /** One valid input; shown in the documentation and used by the test of every route. */
  example: InputOf<I>
}

type Given<S extends Shape, Key extends string> = S extends z.ZodObject ? { [K in Key]: z.input<S> } : unknown
type Raw<I extends Input> = I['bytes'] extends true ? { bytes: Uint8Array } : unknown
type Parsed<S extends Shape, Key extends string> = S extends z.ZodObject ? { [K in Key]: z.output<S> } : unknown

/** What a caller gives. */
export type InputOf<I extends Input> = Given<I['params'], 'params'> &
  Given<I['query'], 'query'> &
  Given<I['body'], 'body'> &
  Raw<I>

/** What a handler gets: the same, checked and with defaults filled in. */
export type ParsedInput<I extends Input> = Parsed<I['params'], 'params'> &
  Parsed<I['query'], 'query'> &
  Parsed<I['body'], 'body'> &
  Raw<I>

type Optional =
  'produces' | 'status' | 'beforePasswordChange' | 'beforeSecondFactor' | 'fresh' | 'bodyLimitBytes' | 'audit'
type Declaration<I extends Input, O extends z.ZodType> = Omit<Endpoint<I, O>, Optional> &
  Partial<Pick<Endpoint, Optional>>

export const usualBodyLimitBytes = 64 * 1024

/** Declares an endpoint. */
export function endpoint<const I extends Input, O extends z.ZodType>(declared: Declaration<I, O>): Endpoint<I, O> {
  return {
    produces: 'json',
    status: 200,
    audit: 'none',
    beforePasswordChange: false,
    beforeSecondFactor: declared.beforePasswordChange ?? false,
    fresh: false,
    bodyLimitBytes: usualBodyLimitBytes,
    ...declared,
  }
}

// What a handler is: a function of a context and a checked input. No SQL, no status codes, at most 20 lines.
import type { Endpoint, Input, ParsedInput } from '@komar/contract/endpoint'
import type { Pool, PoolClient } from 'pg'
import type { z } from 'zod'
import type { BackupPlan } from '../backup/backup-runs.ts'
import type { Site } from '../access/passkey-site.ts'
import type { Provider } from '../access/provider.ts'
import type { HostKeys } from '../keys/host-keys.ts'
import type { Place, SignedIn, TokenHash } from '../db/as-actor.ts'

/** Written to the read log when the request succeeds. */
export type LogLine = { what: string; subject?: string | undefined; classes?: number; reason?: string | undefined }

export type Context = {
  /** The request's transaction, as the actor. */
  db: PoolClient
  actor: SignedIn
  /** Adds a line to the read log, for what `audit` of the endpoint cannot say: lists, reasons, delivered subjects. */
  logRead: (line: LogLine) => void
  caller: Caller
}

/** Of the request itself. */
export type Caller = {
  /** For work that must stand whatever becomes of the request, such as counting a failed password. */
  pool: Pool
  /** The network address as trusted proxies give it. */
  address: string
  token: TokenHash | null
  /** Keyed hashes of network and browser. */
  place: Place
  /** For which site passkeys are. */
  site: Site
  /** For which store a page makes the call; null where it does not say. */
  device: string | null
  keys: HostKeys
  /** Backups that the host makes by itself; null: none. */
  backups: BackupPlan | null
  /** Whether the host can send e-mail, and whether web push may go to this machine (tests). */
  reminders: { hasMail: boolean; allowsLoopbackPush: boolean }
  /** Sets the session cookie, or takes it away. */
  setCookie: (token: string | null) => void
  door: ProviderDoor
}

/** The way in by the identity provider; its own part of a call. */
export type ProviderDoor = {
  /** Null: the host has none. */
  provider: Provider | null
  /** The token of this browser's sign-in under way; null where there is none. */
  flow: string | null
  setFlow: (token: string | null) => void
  /** Writes into the host's log why somebody did not come in: codes, never a value from outside. */
  note: (what: string, reason: string) => void
}

type Erased = (context: never, input: never) => Promise<unknown>

/** An endpoint with the code that serves it. `public` handlers get the caller alone: there is no actor. */
export type Route = {
  endpoint: Endpoint
  as: 'actor' | 'public' | 'events'
  isOneMoment?: boolean
  /** What must be waited for outside of the transaction. */
  before?: (caller: Caller) => Promise<void>
  handler: Erased
}

/** Serves an endpoint for a signed-in actor, in the request's transaction. */
export function route<I extends Input, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
  handler: (context: Context, input: ParsedInput<I>) => Promise<z.input<O>>,
): Route {
  return { endpoint: erased(endpoint), as: 'actor', handler }
}

/** Serves a line-by-line (ndjson) endpoint: the handler answers the whole text. All that it reads is of one moment. */
export function linesRoute<I extends Input, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
  handler: (context: Context, input: ParsedInput<I>) => Promise<string>,
): Route {
  return { endpoint: erased(endpoint), as: 'actor', isOneMoment: true, handler }
}

/** Serves a file: the handler answers its bytes. */
export function pdfRoute<I extends Input, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
  handler: (context: Context, input: ParsedInput<I>) => Promise<Uint8Array>,
): Route {
  return { endpoint: erased(endpoint), as: 'actor', handler }
}

export type ServedFile = { bytes: Uint8Array; type: string }

/** Serves a file of a type that is known only when it is read; it is sent to be saved, never to be shown as a page. */
export function fileRoute<I extends Input, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
  handler: (context: Context, input: ParsedInput<I>) => Promise<ServedFile>,
): Route {
  return { endpoint: erased(endpoint), as: 'actor', handler }
}

/** Serves an endpoint that anyone may call, outside of any transaction. */
export function publicRoute<I extends Input, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
  handler: (caller: Caller, input: ParsedInput<I>) => Promise<z.input<O>>,
): Route {
  return { endpoint: erased(endpoint), as: 'public', handler }
}

/** Names the endpoint of server-sent events; the app attaches callers to its one listener, and must know whose they are. */
export function eventsRoute(endpoint: Endpoint): Route {
  return { endpoint, as: 'events', handler: ({ actor }: Context) => Promise.resolve(actor.account) }
}

function erased<I extends Input, O extends z.ZodType>(endpoint: Endpoint<I, O>): Endpoint {
  return endpoint as unknown as Endpoint // `example` is of the narrower input type; nothing writes it
}

// The typed client: one function for every endpoint. A refusal is a value, not an exception, so that a page must deal with it.
import type { z } from 'zod'
import type { Endpoint, Input, InputOf } from './endpoint.ts'
import { problemSchema, type HttpProblem } from './problem.ts'

/** `offline` means that no answer came: the call may or may not have been carried out. */
export type Answer<T> = { ok: true; value: T } | { ok: false; problem: HttpProblem } | { ok: false; problem: 'offline' }

export type ClientOptions = {
  /** Where the host is; empty for the page's own origin. */
  origin?: string
  /** For programs; browsers use the cookie. */
  token?: string
  /** Set when nobody asked for this call (a refresh after an event): it then does not keep the session alive. */
  isBackground?: boolean
  /** For which store the call is made; else for the one that `speakFor` named. Under a session of another device the host refuses it. */
  device?: string
  signal?: AbortSignal
  fetch?: typeof fetch
}

let spokenFor: string | null = null

/** What is under way for the store that is spoken for. */
const underWay = new Set<AbortController>()

/** Asks the person to prove who they are; true when they did. */
export type Confirm = () => Promise<boolean>

let askToConfirm: Confirm | null = null

/** From now on a call of this page that was refused with `session.confirm` asks so, and goes on when it went; null: it stays refused. */
export function confirmBy(ask: Confirm | null): void {
  askToConfirm = ask
}

/**
 * From now on the calls of this page say that they are for this store; null: for none. A browser has one cookie for all pages: when
 * somebody else signs in beside an open store, nothing may be sent, asked or kept under the wrong name meanwhile. What is under way for the
 * store before ends as if no answer had come: once it is locked, nothing comes in.
 */
export function speakFor(device: string | null): void {
  if (device !== spokenFor) for (const calling of underWay) calling.abort()
  spokenFor = device
}

type Sent = { method?: string; headers?: Record<string, string>; body?: string | Uint8Array<ArrayBuffer> }

/**
 * One fetch as all of a page's are made: in the name of its store, from no cache, and ended when that is spoken for no longer. For answers
 * that are no JSON; `call` for the others. Rejects where no answer comes.
 */
export function fetchFor<T>(
  options: ClientOptions,
  address: string,
  { headers, ...sent }: Sent,
  read: (response: Response) => Promise<T>,
): Promise<T> {
  return whileSpokenFor(options, async (signal) => {
    const response = await (options.fetch ?? fetch)((options.origin ?? '') + address, {
      ...sent,
      credentials: 'same-origin',
      cache: 'no-store',
      headers: { ...headers, ...nameOf(options) },
      ...(signal === undefined ? {} : { signal }),
    })
    return read(response)
  })
}

/** In whose name a call is made, and whether anybody asked for it. */
function nameOf({ token, device = spokenFor ?? undefined, isBackground }: ClientOptions): Record<string, string> {
  return {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(token === undefined && device !== undefined ? { 'komar-device': device } : {}),
    ...(isBackground === true ? { 'komar-background': '1' } : {}),
  }
}

/**
 * Makes a call by `attempt`, whose signal ends it when the store for which it is made is spoken for no longer. One that names its device is
 * finished: what somebody recorded and then locked is on its way.
 */
async function whileSpokenFor<T>(
  { signal, device, token }: Pick<ClientOptions, 'signal' | 'device' | 'token'>,
  attempt: (ending: AbortSignal | undefined) => Promise<T>,
): Promise<T> {
  if (spokenFor === null || device !== undefined || token !== undefined) return attempt(signal)
  const calling = new AbortController()
  if (signal?.aborted === true) calling.abort()
  signal?.addEventListener('abort', () => calling.abort(), { once: true })
  underWay.add(calling)
  try {
    return await attempt(calling.signal)
  } finally {
    underWay.delete(calling)
  }
}

type Scalar = string | number | boolean | null | undefined
type Parts = {
  params?: Record<string, Scalar>
  query?: Record<string, Scalar>
  body?: unknown
  bytes?: Uint8Array<ArrayBuffer>
}

/** Path and query of a call; every part is percent-encoded. */
export function addressOf(endpoint: Pick<Endpoint, 'path'>, input: Parts): string {
  const path = endpoint.path.replace(/:(\w+)/gu, (_, name: string) => {
    const value = input.params?.[name]
    if (value === undefined) throw new Error(`missing path parameter ${name}`)
    return encodeURIComponent(String(value))
  })
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(input.query ?? {})) {
    if (value !== undefined && value !== null) query.set(name, String(value))
  }
  return query.size === 0 ? path : `${path}?${query}`
}

/** Calls an endpoint that answers JSON, and checks the answer against its schema. */
export async function call<I extends Input, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
  input: InputOf<I>,
  options: ClientOptions = {},
): Promise<Answer<z.output<O>>> {
  return confirmed(options, () => callOnce(endpoint, input, options, (response) => jsonOf(endpoint.output, response)))
}

/** Calls an endpoint that answers a file. */
export async function callForFile<I extends Input>(
  endpoint: Endpoint<I>,
  input: InputOf<I>,
  options: ClientOptions = {},
): Promise<Answer<Blob>> {
  const read = async (response: Response): Promise<Answer<Blob>> => ({ ok: true, value: await response.blob() })
  return confirmed(options, () => callOnce(endpoint, input, options, read))
}

/** Nothing was carried out of a call that asks for a proof, so it can be made again. Never for one that nobody asked for. */
async function confirmed<T>(options: ClientOptions, attempt: () => Promise<Answer<T>>): Promise<Answer<T>> {
  const answer = await attempt()
  if (answer.ok || answer.problem === 'offline' || answer.problem.code !== 'session.confirm') return answer
  if (options.isBackground === true || options.token !== undefined || askToConfirm === null) return answer
  return (await askToConfirm()) ? attempt() : answer
}

async function callOnce<I extends Input, T>(
  endpoint: Endpoint<I>,
  input: InputOf<I>,
  options: ClientOptions,
  read: (response: Response) => Promise<Answer<T>>,
): Promise<Answer<T>> {
  const parts = input as Parts // InputOf is made of these parts, which the compiler cannot see while I is open
  try {
    const { method, input: shape } = endpoint
    const type = shape.bytes === true ? 'application/octet-stream' : 'application/json'
    const headers = { accept: 'application/json', ...(method === 'GET' ? {} : { 'content-type': type }) }
    const body = method === 'GET' ? {} : { body: parts.bytes ?? JSON.stringify(parts.body ?? {}) }
    return await fetchFor(options, addressOf(endpoint, parts), { method, headers, ...body }, (response) =>
      response.ok ? read(response) : refusalOf(response),
    )
  } catch {
    return { ok: false, problem: 'offline' }
  }
}

async function jsonOf<O extends z.ZodType>(output: O, response: Response): Promise<Answer<z.output<O>>> {
  const value = output.safeParse(await bodyOf(response))
  return value.success ? { ok: true, value: value.data } : { ok: false, problem: unreadable(response.status) }
}

async function refusalOf(response: Response): Promise<{ ok: false; problem: HttpProblem }> {
  const refused = problemSchema.safeParse(await bodyOf(response))
  return { ok: false, problem: refused.success ? refused.data : unreadable(response.status) }
}

async function bodyOf(response: Response): Promise<unknown> {
  return response.json().catch(() => undefined)
}

/** For an answer that is not Komar's, such as a proxy's error page. */
function unreadable(status: number): HttpProblem {
  const code = status === 429 ? 'request.too-many' : status >= 500 || status < 400 ? 'host.unavailable' : 'host.failed'
  return { type: 'about:blank', title: 'The answer could not be read', status, code }
}

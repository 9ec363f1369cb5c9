// Turns the contract's endpoints into routes of the server. An endpoint without a handler, or a handler without an endpoint that
// says who may call it, stops the start.
import { endpoints } from '@komar/contract/all'
import { appendEntries } from '@komar/contract/chronicle'
import { usualBodyLimitBytes, type Allow, type Endpoint } from '@komar/contract/endpoint'
import { problemSchema } from '@komar/contract/problem'
import { textFaults } from '@komar/domain/chronicle/canonical'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Changes } from '../access/changes.ts'
import type { Site } from '../access/passkey-site.ts'
import { placeOf } from '../access/place.ts'
import { asActor } from '../db/as-actor.ts'
import { handle, type RawInput } from './handle.ts'
import { refuse } from './problems.ts'
import type { Caller, Route, ServedFile } from './route.ts'
import { flowTokenOf, setFlowCookie, setSessionCookie, tokenHashOf } from './session-cookie.ts'
import type { AppSettings } from './settings.ts'

export type RouteDeps = Pick<AppSettings, 'pool' | 'keys' | 'backups' | 'mail' | 'allowsLoopbackPush' | 'provider'> & {
  changes: Changes
  site: Site
}

/** Registers every route; throws when routes and endpoints do not match one to one. */
export function registerRoutes(app: FastifyInstance, routes: readonly Route[], deps: RouteDeps): void {
  checkComplete(routes, endpoints)
  for (const route of routes) registerRoute(app, route, deps)
}

/** Exported for its test. */
export function checkComplete(routes: readonly Route[], declared: readonly Endpoint[]): void {
  const served = routes.map(({ endpoint }) => endpoint)
  const faults = [
    ...declared.filter((one) => !served.includes(one)).map(({ id }) => `${id} has no handler`),
    ...served.filter((one) => !declared.includes(one)).map(({ id }) => `${id} is not in the contract's list`),
    ...served.filter((one, place) => served.indexOf(one) !== place).map(({ id }) => `${id} has two handlers`),
    ...served
      .filter(({ allow }: { allow?: Allow }) => allow === undefined)
      .map(({ id }) => `${id} does not say who may call it`),
  ]
  if (faults.length > 0) throw new Error(`routes: ${faults.join('; ')}`)
}

function registerRoute(app: FastifyInstance, route: Route, deps: RouteDeps): void {
  const { endpoint } = route
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    bodyLimit: endpoint.bodyLimitBytes,
    schema: schemaOf(endpoint),
    config: configOf(endpoint),
    preParsing: async (request) => {
      // After the rate is counted, before the body is read: nobody without a session makes the server parse megabytes.
      if (endpoint.allow !== 'anyone') await refuseStranger(request, endpoint, deps)
    },
    preValidation: async (request) => refuseUnstorable(request, endpoint),
    handler: async (request, reply) => {
      const input = { params: request.params, query: request.query, ...bodyOf(endpoint, request) } as RawInput // checked by the schemas
      const touch = request.headers['komar-background'] === undefined && route.as !== 'events'
      const answer = await handle(route, callerOf(request, reply, deps), input, touch)
      return respond(route, request, reply, answer, deps)
    },
  })
}

declare module 'fastify' {
  // An interface, because only interfaces can be added to.
  interface FastifyContextConfig {
    /** The media type that a body must have; JSON unless said. */
    takes?: string
  }
}

function configOf({ input, callsPerMinute }: Endpoint) {
  return {
    ...(input.bytes === true ? { takes: 'application/octet-stream' } : {}),
    ...(callsPerMinute === undefined ? {} : { rateLimit: { max: callsPerMinute, timeWindow: '1 minute' } }),
  }
}

function bodyOf({ input }: Endpoint, { body }: FastifyRequest): Partial<RawInput> {
  if (input.bytes !== true) return { body }
  if (!(body instanceof Uint8Array)) refuse('request.malformed', { fields: [{ path: '/body', code: 'no-bytes' }] })
  return { bytes: body }
}

/** A small body is parsed for whoever has something like a token; a large one only for a session that is alive. */
async function refuseStranger(request: FastifyRequest, endpoint: Endpoint, { pool }: RouteDeps): Promise<void> {
  const token = tokenHashOf(request)
  if (token === null) refuse('access.not-signed-in')
  const mayBeLarge = endpoint.bodyLimitBytes > usualBodyLimitBytes
  if (!mayBeLarge || Number(request.headers['content-length'] ?? Infinity) <= usualBodyLimitBytes) return
  const isSignedIn = await asActor(pool, { token, touch: false }, (_db, actor) => Promise.resolve(actor !== null))
  if (!isSignedIn) refuse('access.not-signed-in')
}

function respond(route: Route, request: FastifyRequest, reply: FastifyReply, answer: unknown, deps: RouteDeps) {
  if (route.as === 'events') return deps.changes.attach(request, reply, String(answer))
  reply.status(route.endpoint.status)
  if (route.endpoint.produces === 'ndjson') reply.type('application/x-ndjson; charset=utf-8')
  // The name of the file says what it is and nothing of whom it is about: it stays in the list of downloads.
  if (route.endpoint.produces === 'pdf') {
    const name = `komar-${route.endpoint.id.replace(/\W/gu, '-')}.pdf`
    reply.type('application/pdf').header('content-disposition', `inline; filename="${name}"`)
  }
  if (route.endpoint.produces === 'file') return sendFile(reply, answer as ServedFile) // what fileRoute answers
  return reply.send(answer)
}

/** Not even a browser that is told to may run it, guess another type, or keep it. */
function sendFile(reply: FastifyReply, { bytes, type }: ServedFile): FastifyReply {
  return reply
    .type(type)
    .header('content-disposition', 'attachment')
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .send(bytes)
}

const mostFaults = 50
const longestPath = 200

/** Text that the database cannot hold (U+0000, half a surrogate pair), by its place. Of entries each is judged by itself. */
function refuseUnstorable({ body, query, params }: FastifyRequest, { id, input }: Endpoint): void {
  const isJudgedLater = input.bytes === true || id === appendEntries.id
  const faults = textFaults({ params, query, ...(isJudgedLater ? {} : { body }) })
  if (faults.length === 0) return
  const fields = faults
    .slice(0, mostFaults)
    .map(({ path, fault }) => ({ path: path.slice(0, longestPath), code: fault }))
  refuse('request.malformed', { fields })
}

function callerOf(request: FastifyRequest, reply: FastifyReply, deps: RouteDeps): Caller {
  const { pool, keys, site, mail, backups = null, allowsLoopbackPush = false, provider = null } = deps
  return {
    pool,
    keys,
    backups,
    reminders: { hasMail: mail !== undefined && mail !== null, allowsLoopbackPush },
    address: request.ip,
    token: tokenHashOf(request),
    place: placeOf(keys, { address: request.ip, userAgent: request.headers['user-agent'] ?? '' }),
    site,
    device: headerOf(request, 'komar-device'),
    setCookie: (token) => setSessionCookie(reply, token),
    door: {
      provider,
      flow: flowTokenOf(request),
      setFlow: (token) => setFlowCookie(reply, token),
      note: (what, reason) => request.log.info({ id: request.id, what, reason }),
    },
  }
}

function headerOf({ headers }: FastifyRequest, name: string): string | null {
  const given = headers[name]
  return typeof given === 'string' ? given : null
}

const mediaTypes = {
  json: 'application/json',
  ndjson: 'application/x-ndjson',
  events: 'text/event-stream',
  pdf: 'application/pdf',
  file: 'application/octet-stream',
} as const

function schemaOf({ id, summary, input, output, produces, status, allow, fresh, example }: Endpoint) {
  // The serializer of a JSON answer drops every field that the schema does not declare.
  const answer: z.ZodType | object =
    produces === 'json'
      ? output
      : {
          description: produces === 'pdf' || produces === 'file' ? 'A file' : 'A stream',
          content: { [mediaTypes[produces]]: { schema: output } },
        }
  return {
    operationId: id,
    summary,
    description: `Who: ${inWords(allow)}.${fresh ? ' Asks for a proof of the last ten minutes (session.confirm).' : ''}`,
    security: allow === 'anyone' ? [] : [{ cookie: [] }, { bearer: [] }],
    ...(input.params === undefined ? {} : { params: input.params }),
    ...(input.query === undefined ? {} : { querystring: input.query }),
    ...(input.body === undefined ? {} : { body: input.body }),
    ...(input.bytes === true ? { consumes: ['application/octet-stream'] } : {}),
    'x-example': input.bytes === true ? {} : example,
    response: {
      [status]: answer,
      default: { description: 'A problem', content: { 'application/problem+json': { schema: problemSchema } } },
    },
  }
}

function inWords(allow: Allow): string {
  if (typeof allow === 'string') return allow === 'anyone' ? 'anyone' : 'whoever is signed in'
  const who = 'roles' in allow ? allow.roles.join(', ') : 'whoever is signed in'
  return allow.relation === undefined
    ? who
    : `${who}; a subject of which they may see ${allow.relation.classes.join(' or ')}`
}

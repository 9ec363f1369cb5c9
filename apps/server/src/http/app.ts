// The HTTP server of one host: API, documentation, health and the built web app, behind one set of defences.
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import rateLimit from '@fastify/rate-limit'
import { appendEntries } from '@komar/contract/chronicle'
import { constants } from 'node:zlib'
import { problem } from '@komar/domain/chronicle/problem'
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { localHosts } from '../secure-address.ts'
import { listenForChanges } from '../access/changes.ts'
import { addressGroup } from '../access/sign-in.ts'
import { routes } from '../routes.ts'
import { refuseCrossSite } from './cross-site.ts'
import { collectDocs, serveDocs } from './docs.ts'
import { loggable, problemOf } from './failure.ts'
import { rememberTroubles, serveHealth, type Troubles } from './health.ts'
import { logCalls, logOptions } from './log.ts'
import { Refusal, toHttp } from './problems.ts'
import { registerRoutes } from './register.ts'
import type { Route } from './route.ts'
import { siteOf } from '../access/passkey-site.ts'
import { addSecurityHeaders } from './security-headers.ts'
import type { AppSettings } from './settings.ts'
import { serveWebApp } from './web-app.ts'

/** A browser on the host's own machine may name it in three ways. */
function withAliases(origins: readonly string[]): string[] {
  return origins.flatMap((origin) =>
    new URL(origin).hostname === 'localhost' ? localHosts.map((name) => origin.replace('localhost', name)) : [origin],
  )
}

const usualCallsPerMinute = 3000
const usualRequestTimeoutMs = 60_000
/** How often Node looks for requests that take too long, as a part of what they may take. */
const checksInTimeout = 4
const compressedChunkBytes = 128 * 1024
const usualBodyLimitBytes = 64 * 1024

/** Builds the server, ready to listen. `close()` ends its listener too; the pool stays the caller's. */
export async function buildApp(settings: AppSettings, served: readonly Route[] = routes): Promise<FastifyInstance> {
  const { requestTimeoutMs = usualRequestTimeoutMs } = settings
  const app = fastify({
    ...logOptions(settings.isLogging ?? true),
    trustProxy: settings.trustedProxies === undefined ? false : [...settings.trustedProxies],
    bodyLimit: usualBodyLimitBytes,
    requestTimeout: requestTimeoutMs,
    connectionTimeout: requestTimeoutMs * 2,
    http: { headersTimeout: requestTimeoutMs, connectionsCheckingInterval: requestTimeoutMs / checksInTimeout },
    // What is under way is answered; a connection that nobody uses is closed.
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, _request, reply) => void sendProblem(reply, error),
  })
  app.removeContentTypeParser('text/plain')
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  const troubles = rememberTroubles()
  answerWithProblems(app, troubles)
  app.addHook('onResponse', async ({ method, routeOptions }, { statusCode }) => {
    if (method === appendEntries.method && routeOptions.url === appendEntries.path && statusCode === 200)
      troubles.isOver()
  })
  logCalls(app)
  await addSecurityHeaders(app, settings.origins)
  await limitRate(app, settings.callsPerMinute ?? usualCallsPerMinute)
  await app.register(cookie)
  await app.register(compress, {
    globalDecompression: false,
    customTypes: /json|^text\/(?!event-stream)|javascript|svg/u,
    // Measured on a page of 5,000 entries (3.6 MB): the next better quality takes twice the time for 6 % fewer bytes.
    brotliOptions: { chunkSize: compressedChunkBytes, params: { [constants.BROTLI_PARAM_QUALITY]: 3 } },
    zlibOptions: { chunkSize: compressedChunkBytes, level: 4 },
  })
  const origins = withAliases(settings.origins)
  app.addHook('onRequest', async (request) => refuseCrossSite(request, origins))
  await collectDocs(app)
  const changes = listenForChanges(settings)
  // Before the server waits for its answers to end: this one has no end of its own.
  app.addHook('preClose', () => changes.close())
  registerRoutes(app, served, { ...settings, changes, site: siteOf(settings.origins) })
  serveDocs(app)
  serveHealth(app, settings, troubles)
  await serveWebApp(app, settings.webRoot)
  return app
}

async function limitRate(app: FastifyInstance, callsPerMinute: number): Promise<void> {
  // In memory, for each process: a guard against floods. Guessed passwords are counted in the database (sign-in.ts).
  await app.register(rateLimit, {
    max: callsPerMinute,
    timeWindow: '1 minute',
    // The app's own files cost nothing to serve, and an office that opens Komar at eight loads them all at once.
    allowList: (request) => /^\/(?:assets|icons|manifests)\//.test(request.url),
    keyGenerator: (request) => addressGroup(request.ip),
    errorResponseBuilder: () => new Refusal(problem('request.too-many')),
  })
}

function answerWithProblems(app: FastifyInstance, troubles: Troubles): void {
  app.setErrorHandler((error, request, reply) => {
    troubles.note(error)
    const status = sendProblem(reply, error)
    if (status >= 500) request.log.error({ id: request.id, failure: loggable(error) })
  })
}

/** Sends the problem and answers its status. */
function sendProblem(reply: FastifyReply, error: unknown): number {
  const body = toHttp(problemOf(error))
  const seconds = body.params?.['retryAfterSeconds']
  if (seconds !== undefined) reply.header('retry-after', String(seconds))
  else if (body.status === 503) reply.header('retry-after', '5')
  reply
    .status(body.status)
    .type('application/problem+json; charset=utf-8')
    .serializer((value: unknown) => JSON.stringify(value))
    .send(body)
  return body.status
}

// The built web app. Files in /assets carry a hash in their name and never change; every other address of a page answers index.html.
// The service worker is asked for anew each time, and serves all pages: an old one must never keep a device from a new version.
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { existsSync } from 'node:fs'
import { join, sep } from 'node:path'
import { refuse } from './problems.ts'

const oneYearSeconds = 31_536_000
const serviceWorker = 'service-worker.js'
/** The page of a teacher's link (apps/web/q.html): no part of the app, kept by no browser. */
const linkPage = { address: '/q', file: 'q.html', directory: 'q' } as const

/** Serves the web app, where it has been built, and refuses unknown addresses. */
export async function serveWebApp(app: FastifyInstance, root: string | undefined): Promise<void> {
  if (root === undefined || !existsSync(join(root, 'index.html'))) {
    app.setNotFoundHandler({ preHandler: app.rateLimit() }, () => refuse('request.not-found'))
    return
  }
  await app.register(fastifyStatic, {
    root,
    index: 'index.html',
    cacheControl: false,
    setHeaders: (reply, path) => {
      if (path.endsWith(`${sep}${serviceWorker}`)) reply.header('service-worker-allowed', '/')
      reply.header('cache-control', keepingOf(path))
    },
  })
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) => {
    if (!isPage(request)) refuse('request.not-found')
    return sendIndex(reply)
  })
  app.get(linkPage.address, (_request, reply) => reply.sendFile(linkPage.file))
}

function keepingOf(path: string): string {
  if (path.endsWith(`${sep}${linkPage.file}`) || path.includes(`${sep}${linkPage.directory}${sep}`)) return 'no-store'
  return path.includes(`${sep}assets${sep}`) ? `public, max-age=${oneYearSeconds}, immutable` : 'no-cache'
}

function isPage(request: FastifyRequest): boolean {
  const path = request.url.split('?')[0] ?? ''
  const isReading = request.method === 'GET' || request.method === 'HEAD'
  return isReading && !path.startsWith('/v1/') && !path.split('/').at(-1)?.includes('.')
}

function sendIndex(reply: FastifyReply): FastifyReply {
  return reply.sendFile('index.html')
}

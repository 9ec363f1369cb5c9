// Defence against forged requests of other sites, beside SameSite=Strict: whatever changes something must be JSON (which no form can
// send) and must come from our own pages. Source: OWASP CSRF prevention, "Fetch Metadata" and "Verifying origin".
import type { FastifyRequest } from 'fastify'
import { refuse } from './problems.ts'

/** Refuses a request that changes something and was made by a page of another site. */
export function refuseCrossSite(request: FastifyRequest, origins: readonly string[]): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const { authorization, cookie, origin } = request.headers
  // A browser never adds a bearer token by itself, so there is nothing to forge.
  if (authorization?.startsWith('Bearer ') === true) return
  const site = request.headers['sec-fetch-site']
  const isProgram = cookie === undefined && origin === undefined && site === undefined
  if (!isProgram && !isOwn(origin, site, origins)) refuse('access.cross-site')
  // No form can send bytes as application/octet-stream either.
  const takes = request.routeOptions.config?.takes ?? 'application/json'
  if (request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() !== takes) {
    refuse('request.malformed', { fields: [{ path: '/headers/content-type', code: 'must-be-json' }] })
  }
}

function isOwn(origin: string | undefined, site: string | string[] | undefined, origins: readonly string[]): boolean {
  if (site !== undefined && site !== 'same-origin') return false
  if (origin !== undefined) return origins.includes(origin)
  return site === 'same-origin'
}

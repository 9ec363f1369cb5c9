// Where a session token travels: in a cookie that scripts cannot read and other sites cannot send, or as a bearer token.
import '@fastify/cookie' // for what it adds to the types of request and reply
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { TokenHash } from '../db/as-actor.ts'

const cookieName = '__Host-komar'
const flowCookieName = '__Host-komar-provider'
const flowSeconds = 15 * 60
/** Strict for both: what the provider answers is handed in by our own page (packages/contract/src/provider.ts), not by its redirect. */
const attributes = { path: '/', secure: true, httpOnly: true, sameSite: 'strict' } as const

/** 32 random bytes in base64url. */
const tokenPattern = /^[A-Za-z0-9_-]{43}$/u

/** SHA-256 of the request's session token in hex; null where there is none, or none that Komar made. */
export function tokenHashOf(request: FastifyRequest): TokenHash | null {
  const { authorization } = request.headers
  const token = authorization === undefined ? request.cookies[cookieName] : /^Bearer (\S+)$/u.exec(authorization)?.[1]
  return token !== undefined && tokenPattern.test(token) ? hashToken(token).toString('hex') : null
}

/** SHA-256 of a token. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** The token by which a browser began to sign in at the identity provider; null where it did not. */
export function flowTokenOf(request: FastifyRequest): string | null {
  const token = request.cookies[flowCookieName]
  return token !== undefined && tokenPattern.test(token) ? token : null
}

/** Sets that cookie for as long as the database may know it, or takes it away. */
export function setFlowCookie(reply: FastifyReply, token: string | null): void {
  if (token === null) reply.clearCookie(flowCookieName, attributes)
  else reply.setCookie(flowCookieName, token, { ...attributes, maxAge: flowSeconds })
}

/** Sets the cookie until the browser closes (the session itself ends earlier), or takes it away. */
export function setSessionCookie(reply: FastifyReply, token: string | null): void {
  if (token === null) reply.clearCookie(cookieName, attributes)
  else reply.setCookie(cookieName, token, attributes)
}

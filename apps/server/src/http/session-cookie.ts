// Where a session token travels: in a cookie that scripts cannot read and other sites cannot send, or as a bearer token.
import '@fastify/cookie' // for what it adds to the types of request and reply
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { TokenHash } from '../db/as-actor.ts'

const cookieName = '__Host-komar'

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

/** Sets the cookie until the browser closes (the session itself ends earlier), or takes it away. */
export function setSessionCookie(reply: FastifyReply, token: string | null): void {
  const attributes = { path: '/', secure: true, httpOnly: true, sameSite: 'strict' } as const
  if (token === null) reply.clearCookie(cookieName, attributes)
  else reply.setCookie(cookieName, token, attributes)
}

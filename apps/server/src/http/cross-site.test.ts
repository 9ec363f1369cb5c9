import type { FastifyRequest } from 'fastify'
import { expect, it } from 'vitest'
import { refuseCrossSite } from './cross-site.ts'
import { Refusal } from './problems.ts'

function ruling(method: string, headers: Record<string, string>, takes?: string): string {
  try {
    refuseCrossSite({ method, headers, routeOptions: { config: { takes } } } as unknown as FastifyRequest, [
      'https://komar.test',
    ]) // all that it looks at
    return 'allowed'
  } catch (error) {
    return error instanceof Refusal ? error.problem.code : String(error)
  }
}

const json = { 'content-type': 'application/json; charset=utf-8' }

it.each([
  ['GET', { origin: 'https://evil.test', cookie: 'a' }, 'allowed'],
  ['POST', { ...json, authorization: 'Bearer x', origin: 'https://evil.test' }, 'allowed'],
  ['POST', { ...json, cookie: 'a', 'sec-fetch-site': 'same-origin' }, 'allowed'],
  ['POST', { ...json, cookie: 'a', origin: 'https://komar.test' }, 'allowed'],
  ['POST', { ...json, cookie: 'a', 'sec-fetch-site': 'none' }, 'access.cross-site'],
  ['PUT', { ...json, cookie: 'a', origin: 'http://komar.test' }, 'access.cross-site'],
  ['DELETE', { cookie: 'a', origin: 'https://komar.test' }, 'request.malformed'],
  ['POST', { ...json, authorization: 'Basic x', cookie: 'a' }, 'access.cross-site'],
])('%s with %o is %s', (method, headers, expected) => {
  expect(ruling(method, headers)).toBe(expected)
})

it('takes bytes only where bytes are asked for, and JSON nowhere else', () => {
  const own = { cookie: 'a', origin: 'https://komar.test' }
  const bytes = { ...own, 'content-type': 'application/octet-stream' }
  expect(ruling('PUT', bytes, 'application/octet-stream')).toBe('allowed')
  expect(ruling('PUT', bytes)).toBe('request.malformed')
  expect(ruling('PUT', { ...own, ...json }, 'application/octet-stream')).toBe('request.malformed')
  expect(ruling('PUT', { ...bytes, origin: 'https://evil.test' }, 'application/octet-stream')).toBe('access.cross-site')
})

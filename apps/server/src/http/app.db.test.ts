import { createAccount, createAgency } from '@komar/contract/accounts'
import { hashPassword } from '../access/password.ts'
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testHost, testOrigin, testPassword, type TestHost } from './test-host.ts'

let host: TestHost
let webRoot: string
beforeAll(async () => {
  webRoot = await mkdtemp(join(tmpdir(), 'komar-web-'))
  await mkdir(join(webRoot, 'assets'))
  await writeFile(join(webRoot, 'index.html'), '<!doctype html><title>Komar</title>')
  await writeFile(join(webRoot, 'assets', 'app-1a2b3c.js'), 'export {}')
  await writeFile(join(webRoot, 'service-worker.js'), '')
  await mkdir(join(webRoot, 'q'))
  await writeFile(join(webRoot, 'q.html'), '<!doctype html><title>Questions</title>')
  await writeFile(join(webRoot, 'q', 'q-1a2b3c.js'), 'export {}')
  await mkdir(join(webRoot, 'manifests'))
  await writeFile(join(webRoot, 'manifests', 'neutral.km.webmanifest'), '{}')
  host = await testHost({ webRoot })
})
afterAll(async () => {
  await host.dispose()
  await rm(webRoot, { recursive: true })
})

const json = { 'content-type': 'application/json' }
const nobody = { user: 'nobody', password: 'wrong' }

describe('security headers', () => {
  it.each(['/', '/v1/docs', '/v1/session', '/healthz', '/no/such/page.txt'])('stand on %s', async (url) => {
    const { headers } = await host.app.inject({ url })
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['content-security-policy']).toContain("script-src 'self' 'wasm-unsafe-eval';")
    expect(String(headers['content-security-policy']).replace("'wasm-unsafe-eval'", '')).not.toContain('unsafe')
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['referrer-policy']).toBe('no-referrer')
    expect(headers['strict-transport-security']).toContain('max-age=31536000')
    expect(headers['permissions-policy']).toContain('camera=()')
    expect(headers['permissions-policy']).toContain('microphone=(self)')
    expect(headers['permissions-policy']).toContain('geolocation=()')
    expect(headers['content-security-policy']).toContain('media-src blob:')
    expect(headers['x-powered-by']).toBeUndefined()
    expect(headers['server']).toBeUndefined()
  })

  it('keep what the API says out of caches', async () => {
    expect((await host.app.inject({ url: '/v1/session' })).headers['cache-control']).toBe('no-store')
  })
})

describe('requests of other sites', () => {
  async function signInWith(headers: Record<string, string>, payload: string = JSON.stringify(nobody)) {
    return (await host.app.inject({ method: 'POST', url: '/v1/session', headers, payload })).json<{ code: string }>()
      .code
  }
  it.each([
    ['another origin', { ...json, origin: 'https://evil.test' }],
    ['an opaque origin', { ...json, origin: 'null' }],
    ['a sub-domain', { ...json, origin: 'https://a.komar.test' }],
    ['a cross-site fetch', { ...json, 'sec-fetch-site': 'cross-site' }],
    ['a same-site fetch', { ...json, 'sec-fetch-site': 'same-site', origin: testOrigin }],
    ['a cookie without an origin', { ...json, cookie: '__Host-komar=x' }],
  ])('are refused: %s', async (_, headers) => {
    expect(await signInWith(headers)).toBe('access.cross-site')
  })

  it('are refused when they are forms', async () => {
    const form = { origin: testOrigin, 'content-type': 'application/x-www-form-urlencoded' }
    expect(await signInWith(form, 'user=nobody')).toBe('request.malformed')
    expect(await signInWith({ origin: testOrigin, 'content-type': 'text/plain' })).toBe('request.malformed')
  })

  it.each([
    ['our own page', { ...json, origin: testOrigin, 'sec-fetch-site': 'same-origin' }],
    ['a program without cookies', json],
  ])('are not what %s sends', async (_, headers) => {
    expect(await signInWith(headers)).toBe('access.wrong-credentials')
  })
})

describe('bad input', () => {
  it('is answered with every field that is wrong, and none of the values', async () => {
    const { token } = host.here.people.administrator
    const body = {
      user: 'Bad Login!',
      displayName: '',
      agency: 'x',
      roles: ['administrator', 'monitor'],
      language: 'fr',
    }
    const answer = await host.call(createAccount, { body: body as never }, token)
    expect(answer.statusCode).toBe(400)
    const { code, fields } = answer.json<{ code: string; fields: { path: string; code: string }[] }>()
    expect(code).toBe('request.malformed')
    expect(fields.map(({ path }) => path)).toEqual([
      '/body/user',
      '/body/displayName',
      '/body/agency',
      '/body/roles',
      '/body/language',
    ])
    expect(fields.find(({ path }) => path === '/body/roles')?.code).toBe('stands-alone')
    expect(answer.body).not.toContain('bad login')
  })

  it('may be no JSON at all', async () => {
    const answer = await host.app.inject({ method: 'POST', url: '/v1/session', headers: json, payload: '{"user": ' })
    expect(answer.json()).toEqual({
      type: '/v1/docs#problem-request.malformed',
      title: 'The request is not well-formed',
      status: 400,
      code: 'request.malformed',
    })
  })

  it('may be too large', async () => {
    const payload = JSON.stringify({ ...nobody, deviceLabel: 'x'.repeat(70_000) })
    const answer = await host.app.inject({ method: 'POST', url: '/v1/session', headers: json, payload })
    expect(answer.statusCode).toBe(413)
    expect(answer.json()).toMatchObject({ code: 'request.too-large' })
  })

  it('is not even read from somebody who has no session', async () => {
    const answer = await host.app.inject({ method: 'POST', url: '/v1/accounts', headers: json, payload: 'not json' })
    expect(answer.json()).toMatchObject({ code: 'access.not-signed-in' })
  })

  it('that PostgreSQL cannot hold is refused without a trace', async () => {
    const { token } = host.here.people.administrator
    const body = { code: 'nul', nameEn: 'a\u0000b', nameKm: 'ក', kind: 'health', isState: false } as const
    const answer = await host.call(createAgency, { body }, token)
    expect(answer.statusCode).toBeGreaterThanOrEqual(400)
    expect(answer.body).not.toMatch(/at |\.ts|postgres|sql|select|insert/iu)
  })
})

describe('failures', () => {
  it('say nothing of what failed', async () => {
    await host.owner.query('alter table komar.agency rename to agency_gone')
    const { token } = host.here.people.administrator
    const answer = await host.app.inject({ url: '/v1/agencies', headers: { authorization: `Bearer ${token}` } })
    await host.owner.query('alter table komar.agency_gone rename to agency')
    expect(answer.statusCode).toBe(500)
    expect(answer.json()).toEqual({
      type: '/v1/docs#problem-host.failed',
      title: 'The host failed',
      status: 500,
      code: 'host.failed',
    })
  })

  it('of floods are answered by waiting', async () => {
    const flooded = await testHost({ callsPerMinute: 3 })
    const codes = []
    for (let i = 0; i < 4; i += 1) codes.push((await flooded.app.inject({ url: '/v1/session' })).statusCode)
    const last = await flooded.app.inject({ url: '/v1/session' })
    await flooded.dispose()
    expect(codes).toEqual([401, 401, 401, 429])
    expect(last.json()).toMatchObject({ code: 'request.too-many' })
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0)
  })

  it('believe no forwarded address unless told whose', async () => {
    const send = (address: string) =>
      host.app.inject({
        method: 'POST',
        url: '/v1/session',
        headers: { ...json, 'x-forwarded-for': address },
        payload: { user: 'forwarded', password: 'x' },
      })
    for (let i = 0; i < 12; i += 1) await send(`203.0.113.${i}`)
    const kept = await host.owner.query(
      `select max(failures)::int as most from komar.sign_in_failure where kind = 'address'`,
    )
    expect(kept.rows[0]).toMatchObject({ most: expect.toSatisfy((most: number) => most >= 12) })
  })
})

describe('addresses', () => {
  it('unknown to the API are problems', async () => {
    const answer = await host.app.inject({ url: '/v1/no-such-thing' })
    expect(answer.statusCode).toBe(404)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json()).toMatchObject({ code: 'request.not-found' })
  })

  it('of pages answer the web app, and hashed files may be kept for ever', async () => {
    const page = await host.app.inject({ url: '/children/01940000-0000-7000-8000-000000000001' })
    expect(page.body).toContain('<title>Komar</title>')
    expect(page.headers['cache-control']).toBe('no-cache')
    const file = await host.app.inject({ url: '/assets/app-1a2b3c.js' })
    expect(file.headers['cache-control']).toContain('immutable')
    expect((await host.app.inject({ url: '/assets/gone.js' })).statusCode).toBe(404)
    expect((await host.app.inject({ url: '/../../package.json' })).statusCode).toBe(404)
  })

  it('of a teacher’s link answer a page of their own, which nobody keeps', async () => {
    for (const url of ['/q', '/q.html', '/q/q-1a2b3c.js']) {
      const answer = await host.app.inject({ url })
      expect([url, answer.statusCode, answer.headers['cache-control']]).toEqual([url, 200, 'no-store'])
      expect([answer.headers['set-cookie'], answer.headers['referrer-policy']]).toEqual([undefined, 'no-referrer'])
    }
    expect((await host.app.inject({ url: '/q' })).body).toContain('<title>Questions</title>')
  })

  it('of the service worker and the manifests answer with their types, and are asked for anew each time', async () => {
    const worker = await host.app.inject({ url: '/service-worker.js' })
    expect(worker.headers).toMatchObject({
      'cache-control': 'no-cache',
      'content-type': expect.stringContaining('javascript'),
      'service-worker-allowed': '/',
      'content-security-policy': expect.stringContaining("worker-src 'self'"),
    })
    const manifest = await host.app.inject({ url: '/manifests/neutral.km.webmanifest' })
    expect(manifest.headers).toMatchObject({
      'cache-control': 'no-cache',
      'content-type': expect.stringContaining('application/manifest+json'),
    })
  })

  it('of health tell nothing else', async () => {
    expect((await host.app.inject({ url: '/healthz' })).json()).toEqual({ status: 'ok' })
    expect((await host.app.inject({ url: '/readyz' })).json()).toEqual({ status: 'ok' })
  })

  it('of readiness wait for the last migration, and do not mind those of a newer version', async () => {
    const ready = async () => (await host.app.inject({ url: '/readyz' })).statusCode
    await host.owner.query(`insert into komar.migration (name, sha256) values ('9999-of-a-newer-one.sql', 'x')`)
    expect(await ready()).toBe(200)
    await host.owner.query(`delete from komar.migration where name like '9999-%'`)
    const last = `(select max(name) from komar.migration)`
    const taken = await host.owner.query<{ name: string; sha256: string }>(
      `delete from komar.migration where name = ${last} returning name, sha256`,
    )
    const answer = await host.app.inject({ url: '/readyz' })
    expect([answer.statusCode, answer.json()]).toEqual([503, { status: 'not ready' }])
    const { name, sha256 } = taken.rows[0] ?? { name: '', sha256: '' }
    await host.owner.query('insert into komar.migration (name, sha256) values ($1, $2)', [name, sha256])
    expect(await ready()).toBe(200)
  })

  it('of the documentation describe every call, in OpenAPI 3.1 and on a page without scripts', async () => {
    const spec = (await host.app.inject({ url: '/v1/openapi.json' })).json<{
      openapi: string
      paths: Record<string, unknown>
    }>()
    expect(spec.openapi).toBe('3.1.0')
    expect(spec.paths).toHaveProperty(['/v1/accounts/{id}/circles', 'post', 'requestBody'])
    expect(spec.paths).toHaveProperty(['/v1/session', 'get', 'responses', '200'])
    const page = await host.app.inject({ url: '/v1/docs' })
    expect(page.body).toContain('POST /v1/session')
    expect(page.body).toContain('id="problem-access.locked-out"')
    expect(page.body).not.toMatch(/<script|<style| style=/u)
  })
})

it('a cookie works like a bearer token, and signing out ends it', async () => {
  const { user, id } = host.here.people.monitor
  await host.owner.query('insert into komar.account_secret (account, password_hash) values ($1, $2)', [
    id,
    await hashPassword(testPassword),
  ])
  const headers = { ...json, origin: testOrigin }
  const opened = await host.app.inject({
    method: 'POST',
    url: '/v1/session',
    headers,
    payload: { user, password: testPassword },
  })
  const cookie = String(opened.headers['set-cookie']).split(';')[0] ?? ''
  const shown = await host.app.inject({ url: '/v1/session', headers: { cookie } })
  expect(shown.json()).toMatchObject({ account: { user }, host: { stamp: 'real' } })
  const closed = await host.app.inject({
    method: 'DELETE',
    url: '/v1/session',
    headers: { ...headers, cookie },
    payload: '{}',
  })
  expect(closed.statusCode).toBe(200)
  expect(String(closed.headers['set-cookie'])).toMatch(/^__Host-komar=;/u)
  expect((await host.app.inject({ url: '/v1/session', headers: { cookie } })).statusCode).toBe(401)
})

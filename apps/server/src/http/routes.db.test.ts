// Every registered route × every role × every relation to the subject that it names, against the rule the endpoint declares.
// It is generic over the contract's list: an endpoint added later is covered by being there.
import { endpoints } from '@komar/contract/all'
import type { Allow, Endpoint } from '@komar/contract/endpoint'
import { classBit } from '@komar/domain/access/classes'
import { circleReadsOf, readsOf, roles, type Role } from '@komar/domain/access/roles'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routes } from '../routes.ts'
import { handle, type RawInput } from './handle.ts'
import { checkComplete } from './register.ts'
import type { Caller, Route } from './route.ts'
import { hashToken } from './session-cookie.ts'
import { testHost, type TestHost } from './test-host.ts'
import { arrangeRelation, relations, sessionOf } from './test-relation.ts'

let host: TestHost
beforeAll(async () => {
  host = await testHost()
})
afterAll(() => host.dispose())

/** Codes that say: the rule let you in, whatever came of the rest. */
function isLetIn(code: string | undefined): boolean {
  return code !== 'access.not-permitted' && code !== 'access.not-signed-in'
}

/** Streams stay open, so they are asked by a real connection elsewhere (changes.db.test.ts); their rule is checked when it refuses. */
function staysOpen(endpoint: Endpoint): boolean {
  return endpoint.produces === 'events'
}

async function outcome(endpoint: Endpoint, token: string | null, input: unknown = endpoint.example) {
  const answer = await host.call(endpoint, input, token)
  const isProblem = String(answer.headers['content-type']).includes('problem')
  return {
    status: answer.statusCode,
    code: isProblem ? answer.json<{ code: string }>().code : undefined,
    body: answer.body,
  }
}

function expectedRoles(allow: Allow): readonly Role[] {
  return typeof allow === 'object' && 'roles' in allow ? allow.roles : roles
}

describe('the list of routes', () => {
  it('serves every endpoint once, and none that is not declared', () => {
    expect(() => checkComplete(routes, endpoints)).not.toThrow()
    expect(new Set(endpoints.map(({ id }) => id)).size).toBe(endpoints.length)
    expect(new Set(endpoints.map(({ method, path }) => `${method} ${path}`)).size).toBe(endpoints.length)
  })

  it('does not start with one that is not served, served twice, unknown, or without a rule', () => {
    const [first, ...rest] = routes
    if (first === undefined) throw new Error('no routes')
    const { allow: _, ...ruleless } = first.endpoint
    const lawless = { ...first, endpoint: ruleless as Endpoint } // what a caller without types could do
    expect(() => checkComplete(rest, endpoints)).toThrow('has no handler')
    expect(() => checkComplete([...routes, first], endpoints)).toThrow('has two handlers')
    expect(() => checkComplete(routes, endpoints.slice(1))).toThrow('is not in the contract')
    expect(() => checkComplete([lawless], [lawless.endpoint])).toThrow('does not say who may call it')
  })

  it('is all that answers under /v1, the documentation excepted', () => {
    const declared = endpoints.map(({ path }) => path)
    const strangers = answeredPaths().filter(
      (path) => path.startsWith('/v1') && !declared.some((known) => known === path),
    )
    expect(strangers.sort()).toEqual(['/v1/docs', '/v1/docs.css', '/v1/openapi.json'])
  })
})

/** Addresses in the router itself, from the tree that it prints. */
function answeredPaths(): string[] {
  const above: string[] = []
  return host.app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, indent = '', part = '', methods] = /^([│├└─\s]*)(\S+)(?: \((.+)\))?$/u.exec(line) ?? []
      const depth = indent.length / 4
      above[depth] = part
      return methods === undefined ? [] : [above.slice(0, depth + 1).join('')]
    })
}

const closed = endpoints.filter(({ allow }) => allow !== 'anyone')
const named = (some: readonly Endpoint[]) => some.map((endpoint) => [endpoint.id, endpoint] as const)

describe.each(named(endpoints))('%s, called by nobody', (_, endpoint) => {
  it('needs a session, unless declared for anyone', async () => {
    for (const token of [null, 'B'.repeat(43)]) {
      const { status, code } = await outcome(endpoint, token)
      if (endpoint.allow === 'anyone') expect(code).not.toBe('access.not-signed-in')
      else expect([status, code]).toEqual([401, 'access.not-signed-in'])
    }
  })
})

describe.each(named(closed))('%s', (_, endpoint) => {
  it.each(roles)('lets a %s in only if declared', async (role) => {
    const isDeclared = expectedRoles(endpoint.allow).includes(role)
    if (isDeclared && staysOpen(endpoint)) return
    const { status, code } = await outcome(endpoint, await sessionOf(host, host.here.people[role].id))
    expect({ status, code, isLetIn: isLetIn(code) }).toEqual({ status, code, isLetIn: isDeclared })
    expect(status).toBeLessThan(500)
  })

  it('is closed to a session that ended, a disabled account and a first password', async () => {
    const { id } = host.there.people.monitor
    const ended = await sessionOf(host, id)
    await host.owner.query(`update komar.session set expires_at = now() where account = $1`, [id])
    expect((await outcome(endpoint, ended)).status).toBe(401)
    const disabled = await sessionOf(host, id)
    await host.owner.query(`update komar.account set disabled_at = now() where id = $1`, [id])
    expect((await outcome(endpoint, disabled)).status).toBe(401)
    await host.owner.query(`update komar.account set disabled_at = null, must_change_password = true where id = $1`, [
      id,
    ])
    const first = endpoint.beforePasswordChange ? undefined : await outcome(endpoint, await sessionOf(host, id))
    await host.owner.query(`update komar.account set must_change_password = false where id = $1`, [id])
    expect(first?.code).toBe(endpoint.beforePasswordChange ? undefined : 'access.must-change-password')
  })
})

const related = closed.flatMap((endpoint) => {
  const relation = typeof endpoint.allow === 'object' ? endpoint.allow.relation : undefined
  return relation === undefined ? [] : [{ id: endpoint.id, endpoint, relation }]
})

describe.each(related)('$id', ({ endpoint, relation }) => {
  it.each(expectedRoles(endpoint.allow))('shows a subject to a %s by relation and class only', async (role) => {
    const cases = relations.flatMap(([name, isRelated]) =>
      relation.classes.map((accessClass) => ({ name, isRelated, accessClass })),
    )
    const checks = cases.map(async ({ name, isRelated, accessClass }) => {
      const { subject, token } = await arrangeRelation(host, { role, name, accessClass })
      const isRead = (readsOf([role]) & classBit(accessClass)) !== 0
      // Notes stay within the agency that wrote them, whatever circles there are; for some roles, complaints do.
      const isPassed = (circleReadsOf([role]) & classBit(accessClass)) !== 0
      const isSeen = isRead && isRelated && (isPassed || name === 'own agency')
      const found = { name, accessClass, isSeen: await passesRule(endpoint, relation.param, { subject, token }) }
      expect(found).toEqual({ name, accessClass, isSeen })
      if (!isSeen)
        expect((await outcome(endpoint, token, inputFor(endpoint, relation.param, subject))).status).toBe(404)
    })
    await Promise.all(checks)
  })
})

function inputFor(endpoint: Endpoint, param: string, subject: string) {
  const example = endpoint.example as { params?: object } // InputOf is made of params, query and body
  return { ...example, params: { ...example.params, [param]: subject } }
}

/** Whether the wrapper lets the call reach the handler, which itself may well find nothing: the subject is only a name here. */
async function passesRule(endpoint: Endpoint, param: string, { subject, token }: { subject: string; token: string }) {
  const caller: Caller = {
    pool: host.pool,
    address: '192.0.2.1',
    token: hashToken(token).toString('hex'),
    place: { network: '0'.repeat(64), agent: '0'.repeat(64) },
    site: { id: null, origins: [] },
    device: null,
    keys: host.keys,
    backups: null,
    reminders: { hasMail: false, allowsLoopbackPush: false },
    setCookie: () => undefined,
    door: { provider: null, flow: null, setFlow: () => undefined, note: () => undefined },
  }
  const input = { query: {}, body: {}, ...inputFor(endpoint, param, subject) }
  const probe: Route = { endpoint, as: 'actor', handler: () => Promise.resolve('reached') }
  return handle(probe, caller, input as RawInput, false).then(
    (answer) => answer === 'reached',
    () => false,
  )
}

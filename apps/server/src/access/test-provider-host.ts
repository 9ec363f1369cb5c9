// For tests: a host with a real identity provider beside it, and people who are tied to it.
import type { FreshInvitation } from '@komar/contract/accounts'
import * as contract from '@komar/contract/provider'
import * as ties from '@komar/contract/provider-ties'
import { beginAuthenticator, proveAuthenticator } from '@komar/contract/second-factor'
import { openSession } from '@komar/contract/session'
import type { Role } from '@komar/domain/access/roles'
import type { LightMyRequestResponse } from 'fastify'
import { Secret, TOTP } from 'otpauth'
import { addPerson, testHost, testOrigin, testPassword, type TestHost } from '../http/test-host.ts'
import { makeProvider, type Provider } from './provider.ts'
import type { ProviderSettings } from './provider-settings.ts'
import { openBrowser, type Browser } from './test-browser.ts'
import { clientSecret, testProvider, type TestProvider } from './test-provider.ts'

export const providerName = 'Ministry of Tests'

export type Person = { id: string; user: string; subject: string }

export type ProviderHost = {
  host: TestHost
  there: TestProvider
  /** A browser of its own. */
  browse: () => Browser
  /** From now on these settings hold. */
  use: (changed: Partial<ProviderSettings> & { clientSecret?: string }) => Provider
  /** Somebody with a password and a name at the provider; not tied yet. */
  newPerson: (role?: Role) => Promise<Person>
  linkFor: (id: string) => Promise<string>
  /** Opens a link as who goes by this name at the provider. */
  tie: (id: string, subject: string, given?: { token?: string; password?: string }) => Promise<LightMyRequestResponse>
  tiedPerson: (role?: Role) => Promise<Person>
  /** Lines of the log about an account, the last first. */
  linesOf: (id: string) => Promise<string[]>
  administrator: () => string
  /** Back to the usual settings, and tokens as they are. */
  reset: () => void
  dispose: () => Promise<void>
}

const usual: Omit<ProviderSettings, 'clientSecretFile' | 'issuer'> = {
  clientId: 'komar',
  name: providerName,
  scopes: 'openid',
  roles: ['administrator', 'analyst', 'supervisor'],
  secondFactor: 'never',
  maxAgeMinutes: 0,
}

/** Starts both; dispose of them after the test. */
export async function providerHost(): Promise<ProviderHost> {
  const there = await testProvider(testOrigin)
  let current: Provider
  const use: ProviderHost['use'] = ({ clientSecret: secret = clientSecret, ...changed }) =>
    (current = makeProvider({
      settings: { ...usual, issuer: there.issuer, ...changed },
      clientSecret: secret,
      origin: testOrigin,
    }))
  current = use({})
  const provider: Provider = {
    name: usual.name,
    roles: usual.roles,
    begin: (isAskedAnew) => current.begin(isAskedAnew),
    prove: (answer, flow) => current.prove(answer, flow),
    signOutAddress: () => current.signOutAddress(),
    prepare: (mostMs) => current.prepare(mostMs),
  }
  const host = await testHost({ provider })
  return {
    host,
    there,
    use,
    browse: () => openBrowser(host, there),
    ...peopleOf(host, there),
    reset: () => {
      use({})
      there.tamper = null
    },
    dispose: async () => {
      await host.dispose()
      await there.close()
    },
  }
}

type People = Pick<ProviderHost, 'newPerson' | 'linkFor' | 'tie' | 'tiedPerson' | 'linesOf' | 'administrator'>

function peopleOf(host: TestHost, there: TestProvider): People {
  let people = 0
  const administrator = () => host.here.people.administrator.token
  const newPerson: People['newPerson'] = async (role = 'supervisor') => {
    const user = `came${(people += 1)}`
    const id = await addPerson(host.owner, host.here.id, { user, roles: [role] })
    return { id, user, subject: `subject-of-${user}` }
  }
  const linkFor: People['linkFor'] = async (id) => {
    const answer = await host.call(ties.makeProviderLink, { params: { id }, body: {} }, administrator())
    if (answer.statusCode !== 201) throw new Error(answer.body)
    return answer.json<{ invitation: FreshInvitation }>().invitation.token
  }
  const tie: People['tie'] = async (id, subject, { token, password = testPassword } = {}) => {
    there.who = subject
    const browser = openBrowser(host, there)
    const body = await browser.walk({ token: token ?? (await linkFor(id)), password })
    return browser.call(contract.takeProviderAnswer, { body })
  }
  return {
    administrator,
    newPerson,
    linkFor,
    tie,
    tiedPerson: async (role) => {
      const person = await newPerson(role)
      const answer = await tie(person.id, person.subject)
      if (answer.statusCode !== 200) throw new Error(answer.body)
      return person
    },
    linesOf: async (id) => {
      const text = `select what || coalesce(' ' || reason, '') as line from komar.read_log
        where account = $1 and subject = $1 order by id desc`
      return (await host.administrator.query<{ line: string }>(text, [id])).rows.map(({ line }) => line)
    },
  }
}

export function codeOf(answer: { json: <T>() => T }): string | undefined {
  return answer.json<{ code?: string }>().code
}

/** Gives somebody with the usual password an authenticator app; its secret. */
export async function addAuthenticator(host: TestHost, user: string): Promise<string> {
  const body = { user, password: testPassword, as: 'bearer' as const }
  const { token } = (await host.call(openSession, { body }, null)).json<{ token: string }>()
  const { secret } = (await host.call(beginAuthenticator, { body: {} }, token)).json<{ secret: string }>()
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate()
  const proved = await host.call(proveAuthenticator, { body: { code } }, token)
  if (proved.statusCode !== 200) throw new Error(proved.body)
  return secret
}

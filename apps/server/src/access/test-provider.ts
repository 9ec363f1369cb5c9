// For tests: a real OpenID Connect provider on this machine (oidc-provider), whose one page signs in whoever the test says, and whose tokens
// a test may have changed on their way out, as by somebody who rules it.
import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import OidcProvider from 'oidc-provider'

export const clientSecret = 'a secret of the tests alone'.replaceAll(' ', '-')

export type TestProvider = {
  issuer: string
  /** Who signs in at its page; null: they refuse. */
  who: string | null
  /** What becomes of an ID token before it is sent. */
  tamper: ((claims: Record<string, unknown>) => string) | null
  /** Signs claims as the provider does. */
  sign: (claims: Record<string, unknown>, header?: object, key?: KeyObject) => string
  /** A browser that goes to addresses of the provider, and answers to which it is sent back; the provider remembers who signed in with it. */
  browser: () => (address: string) => Promise<URL>
  close: () => Promise<void>
}

const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

type SecretBy = 'client_secret_basic' | 'client_secret_post'

/** Starts it for a client "komar" whose pages are at `origin`; it takes the client's secret in one way only. */
export async function testProvider(origin: string, by: SecretBy = 'client_secret_basic'): Promise<TestProvider> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const issuer = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const host: TestProvider = {
    issuer,
    who: null,
    tamper: null,
    sign: (claims, header = { alg: 'RS256', kid: 'one' }, key = privateKey) => {
      const text = `${base64url(header)}.${base64url(claims)}`
      return `${text}.${createSign('RSA-SHA256').update(text).sign(key).toString('base64url')}`
    },
    browser: () => {
      const jar = new Map<string, string>()
      return (from) => walk(issuer, jar, from)
    },
    close: () => closed(server),
  }
  const provider = makeOidcProvider(host, { origin, by, key: privateKey })
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction/') === true)
      void provider.interactionFinished(
        request,
        response,
        host.who === null
          ? { error: 'access_denied', error_description: 'not today' }
          : { login: { accountId: host.who, amr: ['pwd', 'mfa'], acr: 'two' } },
      )
    else void answer(request, response)
  })
  return host
}

type Made = { origin: string; by: SecretBy; key: KeyObject }

function makeOidcProvider(host: TestProvider, { origin, by, key }: Made): OidcProvider {
  const provider = new OidcProvider(host.issuer, {
    clients: [
      {
        client_id: 'komar',
        client_secret: clientSecret,
        redirect_uris: [`${origin}/came-in`],
        post_logout_redirect_uris: [`${origin}/`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        token_endpoint_auth_method: by,
      },
    ],
    jwks: { keys: [{ ...key.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] },
    cookies: { keys: ['of the tests'] },
    ttl: { Interaction: 300, Grant: 300, Session: 300, AccessToken: 300, IdToken: 300 },
    clientAuthMethods: [by],
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    loadExistingGrant: async (context) => {
      const grant = new context.oidc.provider.Grant({
        clientId: context.oidc.client?.clientId ?? '',
        accountId: context.oidc.session?.accountId ?? '',
      })
      grant.addOIDCScope('openid')
      await grant.save()
      return grant
    },
  })
  provider.use(async (context, next) => {
    await next()
    if (context.path !== '/token' || host.tamper === null) return
    const body = context.body as { id_token?: string } // what the token endpoint answers
    if (body.id_token === undefined) return
    const [, claims = ''] = body.id_token.split('.')
    const told = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>
    context.body = { ...body, id_token: host.tamper(told) }
  })
  return provider
}

/** Follows redirects as long as they stay at the provider. */
async function walk(issuer: string, jar: Map<string, string>, from: string): Promise<URL> {
  let next = from
  for (let steps = 0; steps < 10; steps += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(next, { redirect: 'manual', headers: { cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(line) ?? []
      jar.set(name, value)
    }
    const location = answer.headers.get('location')
    if (location === null) throw new Error(`the provider answered ${answer.status}: ${await answer.text()}`)
    const target = new URL(location, next)
    if (target.origin !== issuer) return target
    next = target.href
  }
  throw new Error('the provider sends round and round')
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}

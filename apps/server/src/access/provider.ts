// Speaking with the identity provider: OpenID Connect Core 1.0, authorization code flow with PKCE (RFC 7636) and the check of who answered
// (RFC 9207), by openid-client. What the provider signed is checked with its keys although TLS brought it; its tokens are read and forgotten.
import { setTimeout as pause } from 'node:timers/promises'
import * as oidc from 'openid-client'
import { cameInPath } from '@komar/contract/provider'
import type { ProblemCode } from '@komar/domain/chronicle/problem'
import type { ProviderSettings, SecondByProvider } from './provider-settings.ts'

export type FlowSecrets = { state: string; nonce: string; verifier: string }
/** What was begun, and when (seconds since 1970). */
export type TakenFlow = Pick<FlowSecrets, 'nonce' | 'verifier'> & { begunAt: number }
export type ProviderAnswer = {
  state: string
  code?: string | undefined
  error?: string | undefined
  iss?: string | undefined
}
/** Who it is, when the provider asked them (seconds since 1970), and whether the settings let this sign-in count as a second factor. */
export type ProvedSubject = { issuer: string; subject: string; signedInAt: number; countsAsSecond: boolean }

export type Provider = Pick<ProviderSettings, 'name' | 'roles'> & {
  /** The page of the provider to go to. `isAskedAnew`: it must ask, whatever it remembers. @throws ProviderFailure */
  begin: (isAskedAnew: boolean) => Promise<FlowSecrets & { address: string }>
  /** Whom the answer proves. @throws ProviderFailure */
  prove: (answer: ProviderAnswer, flow: TakenFlow & { isAskedAnew: boolean }) => Promise<ProvedSubject>
  /** Where one signs out at the provider; null where it has no such page, or where it is not known yet. */
  signOutAddress: () => string | null
  /** Learns about the provider what the others need, for so long at most; never fails. For what holds a transaction then. */
  prepare: (mostMs?: number) => Promise<void>
}

/** `reason`: for the log; a code of the protocol or of the library, never a value that came from outside. */
export class ProviderFailure extends Error {
  readonly code: Extract<ProblemCode, `provider.${string}`>
  readonly reason: string
  constructor(code: ProviderFailure['code'], reason: string) {
    super(code)
    this.code = code
    this.reason = reason
  }
}

type Given = { settings: Omit<ProviderSettings, 'clientSecretFile'>; clientSecret: string; origin: string }

const patienceSeconds = 10
const rediscoverMs = 3_600_000
const failedMs = 3000
/** How far two clocks may be apart. */
const toleranceSeconds = 60

/** Nothing is asked of the provider before somebody wants to come in: the host starts without it. */
export function makeProvider({ settings, clientSecret, origin }: Given): Provider {
  const configuration = remembered(() => discover(settings, clientSecret))
  const redirectUri = origin + cameInPath
  const maxAge = (isAskedAnew: boolean): number => (isAskedAnew ? 0 : settings.maxAgeMinutes * 60)
  return {
    name: settings.name,
    roles: settings.roles,
    begin: (isAskedAnew) =>
      orFailure(async () => {
        const secrets = {
          state: oidc.randomState(),
          nonce: oidc.randomNonce(),
          verifier: oidc.randomPKCECodeVerifier(),
        }
        const found = await configuration()
        const address = oidc.buildAuthorizationUrl(found, {
          redirect_uri: redirectUri,
          scope: settings.scopes,
          state: secrets.state,
          nonce: secrets.nonce,
          code_challenge: await oidc.calculatePKCECodeChallenge(secrets.verifier),
          code_challenge_method: 'S256',
          max_age: String(maxAge(isAskedAnew)),
          ...(maxAge(isAskedAnew) === 0 ? { prompt: 'login' } : {}),
          ...acrValuesOf(settings.secondFactor),
        })
        return { ...secrets, address: safeAddress(address, settings.issuer) }
      }),
    prove: (answer, flow) =>
      orFailure(async () => {
        const claims = await exchange(await configuration(), redirectUri, answer, flow)
        const signedInAt = checkedAge(claims['auth_time'], flow.begunAt - maxAge(flow.isAskedAnew))
        const countsAsSecond = counts(settings.secondFactor, claims)
        return { issuer: claims.iss, subject: claims.sub, signedInAt, countsAsSecond }
      }),
    signOutAddress: () => {
      const found = configuration.known()
      if (found?.serverMetadata().end_session_endpoint === undefined) return null
      return safeAddress(oidc.buildEndSessionUrl(found, { post_logout_redirect_uri: `${origin}/` }), settings.issuer)
    },
    prepare: async (mostMs = patienceSeconds * 1000) => {
      const asked = configuration().then(
        () => undefined,
        () => undefined,
      )
      await Promise.race([asked, pause(mostMs, undefined, { ref: false })])
    },
  }
}

async function discover(settings: Given['settings'], clientSecret: string): Promise<oidc.Configuration> {
  const isOwnMachine = settings.issuer.startsWith('http:')
  return oidc.discovery(
    new URL(settings.issuer),
    settings.clientId,
    { [oidc.clockTolerance]: toleranceSeconds },
    clientProof(clientSecret),
    {
      timeout: patienceSeconds,
      execute: [oidc.enableNonRepudiationChecks, ...(isOwnMachine ? [oidc.allowInsecureRequests] : [])],
    },
  )
}

/** By header, as every provider takes it that does not say otherwise; else in the body. */
function clientProof(clientSecret: string): oidc.ClientAuth {
  const [byHeader, inBody] = [oidc.ClientSecretBasic(clientSecret), oidc.ClientSecretPost(clientSecret)]
  return (server, ...rest) => {
    const ways = server.token_endpoint_auth_methods_supported
    const isByHeader = ways === undefined || ways.includes('client_secret_basic')
    return (isByHeader ? byHeader : inBody)(server, ...rest)
  }
}

type Remembered<T> = (() => Promise<T>) & { /** What is known at this moment. */ known: () => T | undefined }

/** Once an hour. What failed is asked again some seconds later: those who come in between need not wait for it, too. */
function remembered<T>(ask: () => Promise<T>): Remembered<T> {
  let last: { at: number; answer: Promise<T>; value?: T; hasFailed?: boolean } | null = null
  const current = (): typeof last =>
    last !== null && Date.now() - last.at < (last.hasFailed === true ? failedMs : rediscoverMs) ? last : null
  const answer = (): Promise<T> => {
    const known = current()
    if (known !== null) return known.answer
    const asked: NonNullable<typeof last> = { at: Date.now(), answer: ask() }
    last = asked
    asked.answer.then(
      (value) => Object.assign(asked, { value }),
      () => Object.assign(asked, { hasFailed: true, at: Date.now() }),
    )
    return asked.answer
  }
  return Object.assign(answer, { known: () => current()?.value })
}

/** State, issuer of the answer, code, PKCE, signature, audience, nonce and times: the library's checks, all of them. */
async function exchange(
  configuration: oidc.Configuration,
  redirectUri: string,
  { state, code, error, iss }: ProviderAnswer,
  { nonce, verifier }: TakenFlow,
): Promise<oidc.IDToken> {
  const answered = new URL(redirectUri)
  for (const [name, value] of Object.entries({ state, code, error, iss }))
    if (value !== undefined) answered.searchParams.set(name, value)
  const tokens = await oidc.authorizationCodeGrant(configuration, answered, {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
  })
  const claims = tokens.claims()
  if (claims === undefined) throw new ProviderFailure('provider.untrusted', 'no-id-token')
  return claims
}

/** The library compares with now, and somebody may take minutes to agree at the provider: what counts is when it was begun. */
function checkedAge(authTime: unknown, since: number): number {
  if (typeof authTime !== 'number') throw new ProviderFailure('provider.untrusted', 'no-auth-time')
  if (authTime < since - toleranceSeconds) throw new ProviderFailure('provider.untrusted', 'signed-in-too-long-ago')
  return authTime
}

function counts(rule: SecondByProvider, claims: oidc.IDToken): boolean {
  if (typeof rule === 'string') return rule === 'always'
  const amr: unknown = claims['amr']
  return rule.some(({ claim, value }) =>
    claim === 'acr' ? claims['acr'] === value : Array.isArray(amr) && amr.includes(value),
  )
}

function acrValuesOf(rule: SecondByProvider): { acr_values?: string } {
  const values = typeof rule === 'string' ? [] : rule.flatMap(({ claim, value }) => (claim === 'acr' ? [value] : []))
  return values.length === 0 ? {} : { acr_values: values.join(' ') }
}

/** A page that the browser may be sent to: https, or http where the issuer itself is on this machine. */
function safeAddress(address: URL, issuer: string): string {
  const isSafe = address.protocol === 'https:' || (address.protocol === 'http:' && issuer.startsWith('http:'))
  if (!isSafe) throw new ProviderFailure('provider.untrusted', 'unsafe-address')
  return address.href
}

async function orFailure<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof ProviderFailure ? error : failureOf(error)
  }
}

/** Codes of the library for an answer that did not come, or was none of OpenID Connect. */
const unanswered = ['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON']

function failureOf(error: unknown): ProviderFailure {
  if (error instanceof oidc.AuthorizationResponseError)
    return new ProviderFailure('provider.denied', wordOf(error.error))
  if (error instanceof oidc.ResponseBodyError) {
    // The code was used, is too old, or was given to another browser; anything else is a matter of the host's settings.
    const isOfCode = error.error === 'invalid_grant'
    return new ProviderFailure(isOfCode ? 'provider.stale' : 'provider.unavailable', wordOf(error.error))
  }
  if (error instanceof oidc.ClientError && error.code !== undefined) {
    const isUnanswered = unanswered.includes(error.code)
    return new ProviderFailure(isUnanswered ? 'provider.unavailable' : 'provider.untrusted', error.code)
  }
  return new ProviderFailure('provider.unavailable', error instanceof Error ? error.name : typeof error)
}

/** An error code of the protocol (RFC 6749, 4.1.2.1); what looks otherwise is nothing for a log. */
function wordOf(code: string): string {
  return /^[a-z_]{1,40}$/u.test(code) ? code : 'other'
}

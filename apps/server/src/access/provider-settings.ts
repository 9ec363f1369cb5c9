// Settings of single sign-on (OpenID Connect): one identity provider, or none. Who may come in by it, and how much its word counts, is for
// whoever runs the host to say. Source: docs/decisions/0017-proving-who-one-is.md.
import { roles, type Role } from '@komar/domain/access/roles'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { OperatorProblem } from '../operator-problem.ts'
import { isSecure } from '../secure-address.ts'

/** When the provider's sign-in counts as a second factor: never, always, or where the ID token says one of these. */
export type SecondByProvider = 'never' | 'always' | readonly { claim: 'acr' | 'amr'; value: string }[]

export type ProviderSettings = {
  issuer: string
  clientId: string
  clientSecretFile: string
  /** On the button, such as "Ministry of Justice". */
  name: string
  /** With spaces between them. */
  scopes: string
  /** Only who holds no other role than these. */
  roles: readonly Role[]
  secondFactor: SecondByProvider
  /** How long ago somebody may have signed in at the provider; 0: it asks at each sign-in. */
  maxAgeMinutes: number
}

const usualRoles: Role[] = ['administrator', 'analyst', 'supervisor']
const mostMinutes = 12 * 60

export const providerExamples = {
  KOMAR_OIDC_ISSUER: 'https://id.example.org',
  KOMAR_OIDC_CLIENT_ID: 'komar',
  KOMAR_OIDC_CLIENT_SECRET_FILE: '/etc/komar/oidc-secret',
  KOMAR_OIDC_NAME: 'Ministry of Justice',
  KOMAR_OIDC_SCOPES: 'openid',
  KOMAR_OIDC_ROLES: usualRoles.join(),
  KOMAR_OIDC_SECOND_FACTOR: 'amr:mfa,amr:otp',
  KOMAR_OIDC_MAX_AGE_MINUTES: '0',
} as const satisfies Record<`KOMAR_OIDC_${string}`, string>

/** The variables, each checked by itself. */
export const providerVariables = {
  KOMAR_OIDC_ISSUER: z
    .string()
    .refine(isSecure, 'is not an https:// address, which it must be except on this very machine')
    .refine((text) => !/[?#]/u.test(text), 'has a query or a fragment, which no issuer has')
    .optional(),
  KOMAR_OIDC_CLIENT_ID: z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/u, 'is not the id that the provider gave')
    .optional(),
  KOMAR_OIDC_CLIENT_SECRET_FILE: z.string().optional(),
  KOMAR_OIDC_NAME: z.string().trim().min(1).max(60, 'is longer than 60 letters').optional(),
  KOMAR_OIDC_SCOPES: z
    .string()
    .regex(/^[\x21-\x7e]+( [\x21-\x7e]+)*$/u, 'is not a list of scopes with spaces between them')
    .refine((text) => text.split(' ').includes('openid'), 'lacks "openid"')
    .optional(),
  KOMAR_OIDC_ROLES: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(roles, 'names a role that there is not')))
    .optional(),
  KOMAR_OIDC_SECOND_FACTOR: z
    .string()
    .regex(
      /^(?:never|always|(?:acr|amr):[^\s,]+(?:,(?:acr|amr):[^\s,]+)*)$/u,
      'is neither never, always, nor a list of acr: and amr: values with commas between them',
    )
    .transform(secondByProvider)
    .optional(),
  KOMAR_OIDC_MAX_AGE_MINUTES: z
    .string()
    .regex(/^\d{1,3}$/u, 'is not a number of minutes')
    .transform(Number)
    .refine((minutes) => minutes <= mostMinutes, `is more than ${mostMinutes}`)
    .optional(),
}

function secondByProvider(text: string): SecondByProvider {
  if (text === 'never' || text === 'always') return text
  return text.split(',').map((each) => ({
    claim: each.startsWith('acr:') ? 'acr' : 'amr',
    value: each.slice('acr:'.length),
  }))
}

type Given = { [Name in keyof typeof providerVariables]?: z.output<(typeof providerVariables)[Name]> }

const needed = [
  'KOMAR_OIDC_ISSUER',
  'KOMAR_OIDC_CLIENT_ID',
  'KOMAR_OIDC_CLIENT_SECRET_FILE',
  'KOMAR_OIDC_NAME',
] as const

/** Variables that are missing while another one is set, each with that other one. */
export function missingOfProvider(given: Given): { name: string; beside: string }[] {
  const set = Object.keys(providerVariables).find((name) => given[name as keyof Given] !== undefined)
  if (set === undefined) return []
  return needed.filter((name) => given[name] === undefined).map((name) => ({ name, beside: set }))
}

/** Null: nobody comes in by a provider. */
export function providerSettingsOf(given: Given): ProviderSettings | null {
  const [issuer, clientId, clientSecretFile, name] = needed.map((variable) => given[variable])
  if (issuer === undefined || clientId === undefined || clientSecretFile === undefined || name === undefined)
    return null
  return {
    issuer,
    clientId,
    clientSecretFile,
    name,
    scopes: given.KOMAR_OIDC_SCOPES ?? 'openid',
    roles: given.KOMAR_OIDC_ROLES ?? usualRoles,
    secondFactor: given.KOMAR_OIDC_SECOND_FACTOR ?? 'never',
    maxAgeMinutes: given.KOMAR_OIDC_MAX_AGE_MINUTES ?? 0,
  }
}

/** The client's secret. @throws OperatorProblem when the file cannot be read or holds none. */
export function readClientSecret({ clientSecretFile }: Pick<ProviderSettings, 'clientSecretFile'>): string {
  const say = (fault: string): never => {
    throw new OperatorProblem(
      `KOMAR_OIDC_CLIENT_SECRET_FILE ${fault}; for example KOMAR_OIDC_CLIENT_SECRET_FILE=${providerExamples.KOMAR_OIDC_CLIENT_SECRET_FILE}`,
    )
  }
  let secret: string
  try {
    secret = readFileSync(clientSecretFile, 'utf8').trim()
  } catch {
    return say('names a file that cannot be read')
  }
  return /^[\x21-\x7e]{8,500}$/u.test(secret) ? secret : say('names a file that does not hold one secret in one line')
}

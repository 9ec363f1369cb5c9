// Settings from the environment. Each is checked at the start: a bad one stops the process with its name, its fault and an example.
import { resolve } from 'node:path'
import { z } from 'zod'
import {
  missingOfProvider,
  providerExamples,
  providerSettingsOf,
  providerVariables,
  type ProviderSettings,
} from './access/provider-settings.ts'
import type { BackupPlan } from './backup/backup-runs.ts'
import { keyPatterns, type KeySettings } from './keys/key-settings.ts'
import { OperatorProblem } from './operator-problem.ts'
import { isSecure } from './secure-address.ts'

export type DatabaseSettings = {
  dataDirectory: string
  /** null: the embedded engine. */
  server: { ownerUrl: string; appUrl: string } | null
}

export type Settings = DatabaseSettings & {
  host: string
  port: number
  /** Origin that browsers see, without a slash at the end. */
  origin: string
  /** Addresses of proxies whose word on the caller's address is believed. */
  trustedProxies: readonly string[]
  /** Public keys of age that backups are encrypted to; none: the host's own. */
  backupRecipients: readonly string[]
  /** null: the host makes none by itself. */
  backups: BackupPlan | null
  keys: KeySettings
  /** null: no mail server, so no e-mail. */
  mail: { url: string; from: string } | null
  /** null: nobody comes in by an identity provider. */
  provider: ProviderSettings | null
}

const EXAMPLES: Record<string, string> = {
  KOMAR_DATA: '/var/lib/komar',
  PORT: '8080',
  KOMAR_HOST: '127.0.0.1',
  KOMAR_ORIGIN: 'https://komar.example.org',
  KOMAR_TRUSTED_PROXIES: '127.0.0.1',
  KOMAR_BACKUP_RECIPIENTS: 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p',
  KOMAR_BACKUP_DIR: '/mnt/backup/komar',
  KOMAR_BACKUP_HOURS: '24',
  KOMAR_BACKUP_KEEP: '7,5,12',
  KOMAR_HAND_IN_KEY: 'AGE-SECRET-KEY-1…, as age-keygen makes it',
  KOMAR_ATTACHMENT_KEY: '32 random bytes in base64',
  KOMAR_PUSH_KEY: 'the private VAPID key in base64url',
  KOMAR_SIGNING_KEY: '32 random bytes in base64url',
  KOMAR_SMTP_URL: 'smtps://user:password@mail.example.org',
  KOMAR_MAIL_FROM: 'komar@example.org',
  ...providerExamples,
  DATABASE_URL: 'postgresql://komar_owner:password@db.example.org/komar',
  DATABASE_APP_URL: 'postgresql://komar_app:password@db.example.org/komar',
}

const databaseUrl = z
  .string()
  .refine(
    (text) => URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol),
    'is not a postgresql:// address',
  )
  .refine((text) => new URL(text).username !== '', 'names no user')

const origin = z
  .string()
  .refine(
    (text) => URL.canParse(text) && new URL(text).origin === text,
    'is not an origin: no path, no slash at the end',
  )
  .refine(
    isSecure,
    'is not https, and to plain http a browser gives neither the offline store nor the session cookie, except on localhost',
  )

const smtpUrl = z
  .string()
  .refine(
    (text) => URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol),
    'is not an smtp:// or smtps:// address',
  )

const schema = z
  .object({
    KOMAR_DATA: z.string().default('./data'),
    PORT: z
      .string()
      .regex(/^\d{1,5}$/, 'is not a port number')
      .transform(Number)
      .refine((port) => port >= 1 && port <= 65535, 'is not between 1 and 65535')
      .default(8080),
    KOMAR_HOST: z.string().regex(/^\S+$/, 'is not a host name or an address').default('127.0.0.1'),
    KOMAR_ORIGIN: origin.optional(),
    KOMAR_TRUSTED_PROXIES: z
      .string()
      .regex(/^[0-9a-fA-F:./]+(,[0-9a-fA-F:./]+)*$/, 'is not a list of addresses or networks with commas between them')
      .transform((text) => text.split(','))
      .default([]),
    KOMAR_BACKUP_RECIPIENTS: z
      .string()
      .regex(/^age1[a-z0-9]{20,}(,age1[a-z0-9]{20,})*$/, 'is not a list of public keys of age with commas between them')
      .transform((text) => text.split(','))
      .default([]),
    KOMAR_BACKUP_DIR: z.string().optional(),
    KOMAR_BACKUP_HOURS: z
      .string()
      .regex(/^\d{1,3}$/, 'is not a number of hours')
      .transform(Number)
      .refine((hours) => hours >= 1 && hours <= 168, 'is not between 1 and 168')
      .default(24),
    KOMAR_BACKUP_KEEP: z
      .string()
      .regex(/^[1-9]\d{0,2}(,[1-9]\d{0,2}){2}$/, 'is not three numbers with commas between them: days, weeks, months')
      .transform((text) => text.split(',').map(Number) as [number, number, number]) // three of them, as the pattern says
      .default([7, 5, 12]),
    KOMAR_HAND_IN_KEY: z.string().regex(keyPatterns.handIn, 'is not an age identity').optional(),
    KOMAR_ATTACHMENT_KEY: z.string().regex(keyPatterns.attachment, 'is not 32 bytes in base64').optional(),
    KOMAR_PUSH_KEY: z.string().regex(keyPatterns.push, 'is not 32 bytes in base64url').optional(),
    KOMAR_SIGNING_KEY: z.string().regex(keyPatterns.signing, 'is not 32 bytes in base64url').optional(),
    KOMAR_SMTP_URL: smtpUrl.optional(),
    KOMAR_MAIL_FROM: z.email('is not an e-mail address').optional(),
    ...providerVariables,
    DATABASE_URL: databaseUrl.optional(),
    DATABASE_APP_URL: databaseUrl.optional(),
  })
  .superRefine((found, context) => {
    const { DATABASE_URL: owner, DATABASE_APP_URL: app } = found
    const report = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message })
    const { KOMAR_SMTP_URL: mail, KOMAR_MAIL_FROM: from } = found
    if (mail !== undefined && from === undefined) report('KOMAR_MAIL_FROM', 'is missing, and KOMAR_SMTP_URL is set')
    for (const { name, beside } of missingOfProvider(found)) report(name, `is missing, and ${beside} is set`)
    if (owner !== undefined && app === undefined) report('DATABASE_APP_URL', 'is missing, and DATABASE_URL is set')
    if (app !== undefined && owner === undefined) report('DATABASE_URL', 'is missing, and DATABASE_APP_URL is set')
    if (owner !== undefined && app !== undefined && new URL(owner).username === new URL(app).username) {
      report('DATABASE_APP_URL', 'signs in as the owner, whom row-level security does not hold')
    }
  })

/** Reads and checks the settings. An empty variable counts as not set. */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const result = schema.safeParse(given)
  if (!result.success) {
    const faults = result.error.issues.map(({ path, message }) => {
      const name = String(path[0])
      return `${name} ${message}; for example ${name}=${EXAMPLES[name] ?? ''}`
    })
    throw new OperatorProblem(faults.join('. '))
  }
  return settingsOf(result.data)
}

function settingsOf(given: z.output<typeof schema>): Settings {
  const { KOMAR_DATA, KOMAR_HOST, KOMAR_ORIGIN, KOMAR_TRUSTED_PROXIES, PORT, DATABASE_URL, DATABASE_APP_URL } = given
  const { KOMAR_SMTP_URL, KOMAR_MAIL_FROM } = given
  const hasMail = KOMAR_SMTP_URL !== undefined && KOMAR_MAIL_FROM !== undefined
  const isServer = DATABASE_URL !== undefined && DATABASE_APP_URL !== undefined
  return {
    dataDirectory: resolve(KOMAR_DATA),
    host: KOMAR_HOST,
    port: PORT,
    origin: KOMAR_ORIGIN ?? `http://localhost:${PORT}`,
    trustedProxies: KOMAR_TRUSTED_PROXIES,
    backupRecipients: given.KOMAR_BACKUP_RECIPIENTS,
    backups: planOf(given),
    keys: {
      handIn: given.KOMAR_HAND_IN_KEY,
      attachment: given.KOMAR_ATTACHMENT_KEY,
      push: given.KOMAR_PUSH_KEY,
      signing: given.KOMAR_SIGNING_KEY,
    },
    provider: providerSettingsOf(given),
    mail: hasMail ? { url: KOMAR_SMTP_URL, from: KOMAR_MAIL_FROM } : null,
    server: isServer ? { ownerUrl: DATABASE_URL, appUrl: DATABASE_APP_URL } : null,
  }
}

function planOf(given: z.output<typeof schema>): BackupPlan | null {
  const { KOMAR_BACKUP_DIR: directory, KOMAR_BACKUP_HOURS: hours, KOMAR_BACKUP_KEEP } = given
  if (directory === undefined) return null
  const [days, weeks, months] = KOMAR_BACKUP_KEEP
  return { directory: resolve(directory), hours, keep: { days, weeks, months } }
}

import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readSettings } from './env.ts'

const owner = 'postgresql://komar_owner:secret-1@db.example.org/komar'
const app = 'postgresql://komar_app:secret-2@db.example.org/komar'

test('has a default for everything', () => {
  expect(readSettings({ PORT: '' })).toEqual({
    dataDirectory: resolve('data'),
    host: '127.0.0.1',
    port: 8080,
    origin: 'http://localhost:8080',
    trustedProxies: [],
    backupRecipients: [],
    keys: {},
    mail: null,
    provider: null,
    backups: null,
    server: null,
  })
})

test('takes what is given', () => {
  const place = { KOMAR_DATA: '/srv/komar', PORT: '80', KOMAR_HOST: '::' }
  const given = { ...place, KOMAR_ORIGIN: 'https://komar.example.org', KOMAR_TRUSTED_PROXIES: '127.0.0.1,10.0.0.0/8' }
  const keys = {
    KOMAR_HAND_IN_KEY: `AGE-SECRET-KEY-1${'Q'.repeat(58)}`,
    KOMAR_ATTACHMENT_KEY: `${'A'.repeat(43)}=`,
    KOMAR_PUSH_KEY: 'A'.repeat(43),
  }
  const mail = { KOMAR_SMTP_URL: 'smtp://mail.example.org', KOMAR_MAIL_FROM: 'komar@example.org' }
  const backups = { KOMAR_BACKUP_RECIPIENTS: 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p' }
  expect(readSettings({ ...given, ...keys, ...mail, ...backups, DATABASE_URL: owner, DATABASE_APP_URL: app })).toEqual({
    dataDirectory: '/srv/komar',
    host: '::',
    port: 80,
    origin: 'https://komar.example.org',
    trustedProxies: ['127.0.0.1', '10.0.0.0/8'],
    backupRecipients: ['age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p'],
    keys: { handIn: keys.KOMAR_HAND_IN_KEY, attachment: keys.KOMAR_ATTACHMENT_KEY, push: keys.KOMAR_PUSH_KEY },
    backups: null,
    provider: null,
    mail: { url: 'smtp://mail.example.org', from: 'komar@example.org' },
    server: { ownerUrl: owner, appUrl: app },
  })
})

const oidc = {
  KOMAR_OIDC_ISSUER: 'https://id.example.org/realms/justice',
  KOMAR_OIDC_CLIENT_ID: 'komar',
  KOMAR_OIDC_CLIENT_SECRET_FILE: '/etc/komar/oidc-secret',
  KOMAR_OIDC_NAME: 'Ministry of Justice',
}

test('takes an identity provider, with what is usual where nothing is said', () => {
  const usual = {
    issuer: 'https://id.example.org/realms/justice',
    clientId: 'komar',
    clientSecretFile: '/etc/komar/oidc-secret',
    name: 'Ministry of Justice',
    scopes: 'openid',
    roles: ['administrator', 'analyst', 'supervisor'],
    secondFactor: 'never',
    maxAgeMinutes: 0,
  }
  expect(readSettings(oidc).provider).toEqual(usual)
  const more = {
    KOMAR_OIDC_ISSUER: 'http://localhost:9000',
    KOMAR_OIDC_SCOPES: 'openid komar',
    KOMAR_OIDC_ROLES: 'analyst',
    KOMAR_OIDC_SECOND_FACTOR: 'amr:mfa,acr:urn:two',
    KOMAR_OIDC_MAX_AGE_MINUTES: '60',
  }
  expect(readSettings({ ...oidc, ...more }).provider).toEqual({
    ...usual,
    issuer: 'http://localhost:9000',
    scopes: 'openid komar',
    roles: ['analyst'],
    secondFactor: [
      { claim: 'amr', value: 'mfa' },
      { claim: 'acr', value: 'urn:two' },
    ],
    maxAgeMinutes: 60,
  })
})

test.each([
  [{ PORT: 'http' }, 'PORT is not a port number; for example PORT=8080'],
  [{ PORT: '70000' }, 'PORT is not between 1 and 65535; for example PORT=8080'],
  [{ KOMAR_ORIGIN: 'komar.example.org' }, 'KOMAR_ORIGIN is not an origin'],
  [
    { KOMAR_ORIGIN: 'https://komar.example.org/' },
    'no slash at the end; for example KOMAR_ORIGIN=https://komar.example.org',
  ],
  [{ KOMAR_ORIGIN: 'http://komar.example.org' }, 'KOMAR_ORIGIN is not https'],
  [{ KOMAR_TRUSTED_PROXIES: 'my proxy' }, 'KOMAR_TRUSTED_PROXIES is not a list of addresses'],
  [{ KOMAR_HAND_IN_KEY: 'age1qqqq' }, 'KOMAR_HAND_IN_KEY is not an age identity'],
  [{ KOMAR_ATTACHMENT_KEY: 'short' }, 'KOMAR_ATTACHMENT_KEY is not 32 bytes'],
  [{ KOMAR_PUSH_KEY: 'short' }, 'KOMAR_PUSH_KEY is not 32 bytes'],
  [{ KOMAR_SMTP_URL: 'https://mail.example.org' }, 'KOMAR_SMTP_URL is not an smtp:// or smtps:// address'],
  [{ KOMAR_SMTP_URL: 'smtp://mail.example.org' }, 'KOMAR_MAIL_FROM is missing'],
  [{ ...oidc, KOMAR_OIDC_ISSUER: 'http://id.example.org' }, 'KOMAR_OIDC_ISSUER is not an https:// address'],
  [{ ...oidc, KOMAR_OIDC_ISSUER: 'https://id.example.org?x=1' }, 'KOMAR_OIDC_ISSUER has a query'],
  [{ ...oidc, KOMAR_OIDC_NAME: '' }, 'KOMAR_OIDC_NAME is missing, and KOMAR_OIDC_ISSUER is set'],
  [{ KOMAR_OIDC_MAX_AGE_MINUTES: '5' }, 'KOMAR_OIDC_ISSUER is missing, and KOMAR_OIDC_MAX_AGE_MINUTES is set'],
  [{ ...oidc, KOMAR_OIDC_MAX_AGE_MINUTES: '999' }, 'KOMAR_OIDC_MAX_AGE_MINUTES is more than 720'],
  [{ ...oidc, KOMAR_OIDC_SCOPES: 'email' }, 'KOMAR_OIDC_SCOPES lacks "openid"'],
  [{ ...oidc, KOMAR_OIDC_ROLES: 'analyst,queen' }, 'KOMAR_OIDC_ROLES names a role that there is not'],
  [{ ...oidc, KOMAR_OIDC_SECOND_FACTOR: 'mfa' }, 'KOMAR_OIDC_SECOND_FACTOR is neither never, always, nor a list'],
  [{ DATABASE_URL: 'mysql://localhost', DATABASE_APP_URL: app }, 'DATABASE_URL is not a postgresql:// address'],
  [{ DATABASE_URL: owner }, 'DATABASE_APP_URL is missing, and DATABASE_URL is set; for example DATABASE_APP_URL='],
  [{ DATABASE_APP_URL: app }, 'DATABASE_URL is missing'],
  [{ DATABASE_URL: owner, DATABASE_APP_URL: owner }, 'signs in as the owner'],
])('stops at %j', (given, sentence) => {
  expect(() => readSettings(given)).toThrow(sentence)
})

test('never repeats a password', () => {
  const wrong = () => readSettings({ DATABASE_URL: 'mysql://root:hunter2@db/komar', DATABASE_APP_URL: app })
  expect(wrong).toThrow(/^(?!.*hunter2)(?!.*secret-2)/s)
})

// For tests: how to make a call, of each endpoint that asks for a fresh proof, which would be served. What it needs is made first: without
// it a refusal would say nothing.
import { makeAgencyKey, publishDeviceKey } from '@komar/contract/agency-keys'
import { breakGlass } from '@komar/contract/broken-glass'
import { addPasskey, beginPasskey } from '@komar/contract/passkeys'
import { beginAuthenticator } from '@komar/contract/second-factor'
import type { Endpoint, Input, InputOf } from '@komar/contract/endpoint'
import type { Role } from '@komar/domain/access/roles'
import { addDays, type PlainDate } from '@komar/domain/time/plain-date'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { Secret, TOTP } from 'otpauth'
import { append, childRegistered, entryOf, sealFrom, type Person } from '../chronicle/test-people.ts'
import { testOrigin, type TestHost } from '../http/test-host.ts'
import { worldOf } from '../world.ts'
import { softwarePasskey } from './test-passkey.ts'

/** Somebody with a session that proved a moment ago. */
export type Caller = Person & {
  call: <I extends Input>(endpoint: Endpoint<I>, input: InputOf<I>) => Promise<{ status: number; body: unknown }>
}

type KeySecret = { id: string; recipient: string; secret: string }

export type Calls = {
  host: TestHost
  /** Keys of agencies as a device makes and wraps them: the app's own code, which nothing of the server but its tests imports. */
  keys: { make: () => Promise<KeySecret>; wrapFor: (recipient: string, key: KeySecret) => Promise<string> }
  today: PlainDate
  /** A person of the agency "here", signed in. */
  caller: (role: Role) => Promise<Caller>
  /** One more session of the same person. */
  signIn: (person: Person) => Promise<Caller>
}

type Given = { calls: Calls; caller: Caller }
/** `onlyAnswers`: served, it changes nothing. */
type Making = { role?: Role; input: (given: Given) => Promise<object> | object; onlyAnswers?: true }

const onVictim = (body: object, role: Role = 'monitor'): Making => ({
  role: 'administrator',
  input: async ({ calls }) => ({ params: { id: (await calls.caller(role)).user }, body }),
})
const onTied: Making = {
  role: 'administrator',
  input: async ({ calls, caller }) => {
    const { user } = await calls.caller('supervisor')
    await calls.host.administrator.query(
      `insert into komar.provider_tie (account, subject, link_made_by) values ($1::uuid, sha256(convert_to($1::uuid::text, 'UTF8')), $2)`,
      [user, caller.user],
    )
    await calls.host.administrator.query(
      `insert into komar.account_secret (account, password_hash) values ($1, '$argon2id$never')`,
      [user],
    )
    return { params: { id: user }, body: {} }
  },
}
const byAdministrator = (body: object): Making => ({ role: 'administrator', input: () => ({ body }) })

/** By the id of the endpoint. A role is said where the endpoint does not ask for one, or for one of several. */
export const freshCalls: Readonly<Record<string, Making>> = {
  'accounts.create': {
    role: 'administrator',
    input: ({ calls: { host } }) => ({
      body: { user: 'fresh.made', displayName: 'Made', agency: host.here.id, roles: ['monitor'], language: 'km' },
    }),
  },
  'accounts.change': onVictim({ isDisabled: true }),
  'accounts.reset-password': onVictim({}),
  'accounts.end-sessions': onVictim({}),
  'accounts.join-agency': {
    role: 'administrator',
    input: async ({ calls }) => ({
      params: { id: (await calls.caller('monitor')).user },
      body: { agency: calls.host.there.id, roles: ['monitor'], since: calls.today },
    }),
  },
  'accounts.leave-agency': {
    role: 'administrator',
    input: async ({ calls }) => {
      const { user } = await calls.caller('monitor')
      const { rows } = await calls.host.administrator.query<{ id: string }>(
        'select id from komar.agency_membership where account = $1',
        [user],
      )
      return { params: { id: user, membership: rows[0]?.id }, body: { lastDay: calls.today } }
    },
  },
  'accounts.make-provider-link': onVictim({}, 'supervisor'),
  'accounts.untie-provider': onTied,
  'accounts.remove-password': onTied,
  'accounts.reset-second-factor': {
    role: 'administrator',
    input: async ({ calls }) => {
      const victim = await calls.caller('monitor')
      await withPasskey(victim)
      return { params: { id: victim.user }, body: {} }
    },
  },
  'session.fresh': { input: () => ({}), onlyAnswers: true },
  'sessions.end-others': {
    input: async ({ calls, caller }) => {
      await calls.signIn(caller)
      return { body: {} }
    },
  },
  'second-factor.begin-authenticator': { input: () => ({ body: {} }) },
  'second-factor.prove-authenticator': {
    input: async ({ caller }) => {
      const { body } = await caller.call(beginAuthenticator, { body: {} })
      const { secret } = body as { secret: string } // what the endpoint answers
      return { body: { code: new TOTP({ secret: Secret.fromBase32(secret) }).generate() } }
    },
  },
  'second-factor.begin-passkey': { input: () => ({ body: {} }) },
  'second-factor.add-passkey': { input: ({ caller }) => madePasskey(caller) },
  'second-factor.remove-passkey': {
    input: async ({ calls, caller }) => {
      await withPasskey(caller)
      const { rows } = await calls.host.administrator.query<{ id: string }>(
        'select id from komar.passkey where account = $1',
        [caller.user],
      )
      return { params: { id: rows[0]?.id }, body: {} }
    },
  },
  'second-factor.give-recovery-codes': {
    input: async ({ caller }) => {
      await withPasskey(caller)
      return { body: {} }
    },
  },
  'host.change-second-factor-roles': byAdministrator({ roles: ['analyst'] }),
  'host.change-device-policy': byAdministrator({ lockAfterMinutes: 7, wipeAfterWrongPassphrases: null }),
  'host.export-audit': {
    input: () => ({ query: { since: '2026-01-01T00:00:00.000Z', until: '2026-02-01T00:00:00.000Z' } }),
  },
  'memberships.add': {
    role: 'administrator',
    input: async ({ calls }) => ({
      params: { id: (await calls.caller('monitor')).user },
      body: { circle: calls.host.there.circle, classes: ['identity'], since: calls.today },
    }),
  },
  'devices.revoke': {
    input: async ({ calls, caller }) => ({ params: { id: (await calls.signIn(caller)).device }, body: {} }),
  },
  'broken-glass.open': {
    role: 'supervisor',
    input: async ({ calls }) => ({ body: { code: (await sealedChild(calls)).code, reason } }),
  },
  'broken-glass.own-copy': {
    role: 'supervisor',
    input: async ({ calls, caller }) => ({
      params: { id: await openGlass(caller, await sealedChild(calls)) },
      body: {
        identityShownBy: ['birth-paper', 'known-to-us'],
        wasAskedAlone: true,
        freely: 'yes',
        company: 'declined',
        lang: 'en',
        as: 'html',
      },
    }),
  },
  'broken-glass.review': {
    role: 'supervisor',
    input: async ({ calls }) => {
      const id = await openGlass(await calls.caller('social-worker'), await sealedChild(calls))
      return { params: { id }, body: { finding: 'justified' } }
    },
  },
  'agency-keys.make': { input: ({ calls, caller }) => keyOf(calls, caller).then(({ making }) => ({ body: making })) },
  'agency-keys.give': {
    input: async ({ calls, caller }) => {
      const key = await madeKey(calls, caller)
      const other = await calls.signIn(caller)
      const wrap = await calls.keys.wrapFor(await published(other), key)
      return { params: { id: other.device }, body: { key: key.id, wrap } }
    },
  },
  'agency-keys.choose-scope': {
    input: async ({ calls, caller }) => {
      await madeKey(calls, caller)
      return { body: { scope: 'notes-and-complaints' } }
    },
  },
  'letters.print': {
    role: 'social-worker',
    input: async ({ calls }) => ({ params: { entry: (await knownChild(calls)).letter }, query: { lang: 'km' } }),
  },
  'own-copy.print': {
    input: async ({ calls }) => ({ params: { id: (await knownChild(calls)).child }, query: { lang: 'km' } }),
  },
  'own-copy.page': {
    input: async ({ calls }) => ({ params: { id: (await knownChild(calls)).child }, query: { lang: 'km' } }),
  },
}

const reason = 'The adult stands at the door and needs the papers.'

async function madePasskey(caller: Caller) {
  const { body } = await caller.call(beginPasskey, { body: {} })
  const asked = body as { challenge: string } // what the endpoint answers
  return { body: { name: 'My phone', passkey: softwarePasskey({ origin: testOrigin }).create(asked) } }
}

async function withPasskey(caller: Caller): Promise<void> {
  mustBe(201, await caller.call(addPasskey, await madePasskey(caller)))
}

/** Of an adult: registered and written about here, allocated here, who asked for their copy. */
async function child(calls: Calls) {
  const [worker, supervisor] = [await calls.caller('social-worker'), await calls.caller('supervisor')]
  const registered = childRegistered(worker)
  const { subject } = registered
  const about = { subject, occurred: calls.today }
  const asked = { identityShownBy: ['paper-with-picture'], wasAskedAlone: true, freely: 'yes', company: 'declined' }
  const letter = entryOf(worker, {
    kind: 'assess.letter-sent',
    v: 2,
    ...about,
    body: { to: 'An office', addressee: 'prison-director', purpose: 'transfer', measures: [], answerDue: calls.today },
  })
  const allocated = { kind: 'access.allocated', ...about, body: { agency: calls.host.here.id } }
  await write(calls, worker, registered, letter)
  await write(calls, supervisor, entryOf(supervisor, allocated))
  await write(calls, supervisor, entryOf(supervisor, { kind: 'sharing.own-copy-asked', ...about, body: asked }))
  const born = { born: addDays(calls.today, -9_000) }
  await write(
    calls,
    worker,
    entryOf(worker, { kind: 'register.birth-stated', ...about, basis: 'document', body: born }),
  )
  return { child: subject, code: String(registered.body['code']), letter: letter.id }
}

/** Past the gates: what they ask is not the matter here. */
async function write({ host }: Calls, by: Person, ...entries: unknown[]): Promise<void> {
  const results = await append(host.pool, by, entries, { world: { ...worldOf('kh'), gateFor: () => undefined } })
  const refused = results.find(({ status }) => status !== 'accepted')
  if (refused !== undefined) throw new Error(JSON.stringify(refused))
}

/** Sealed by age. */
async function sealedChild(calls: Calls) {
  const made = await child(calls)
  await sealFrom(calls.host.administrator, made.child, calls.today)
  return made
}

/** Of age, and not sealed yet. */
const knownChild = child

async function openGlass(caller: Caller, { code }: { code: string }): Promise<string> {
  const opened = await caller.call(breakGlass, { body: { code, reason } })
  mustBe(200, opened)
  return (opened.body as { id: string }).id // what the endpoint answers
}

async function published(caller: Caller): Promise<string> {
  const recipient = await identityToRecipient(await generateX25519Identity())
  mustBe(200, await caller.call(publishDeviceKey, { body: { recipient } }))
  return recipient
}

/** What makes the agency's first key. */
async function keyOf({ host, keys }: Calls, caller: Caller) {
  for (const table of ['agency_key_part', 'agency_key_wrap', 'agency_key'])
    await host.owner.query(`delete from komar.${table}`)
  const key = await keys.make()
  const wraps = [{ device: caller.device, wrap: await keys.wrapFor(await published(caller), key) }]
  const parts = { needed: 2, holders: [host.here.people.supervisor.id, host.here.people.monitor.id] }
  const { id, recipient } = key
  return { key, making: { id, recipient, scope: 'notes' as const, former: null, voucher: null, wraps, parts } }
}

async function madeKey(calls: Calls, caller: Caller) {
  const { key, making } = await keyOf(calls, caller)
  mustBe(201, await caller.call(makeAgencyKey, { body: making }))
  return key
}

function mustBe(status: number, answer: { status: number; body: unknown }): void {
  if (answer.status !== status) throw new Error(JSON.stringify(answer))
}

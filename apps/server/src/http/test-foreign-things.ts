// For tests: what the agency "there" has, of each sort that an address of the API can name. Each is made anew for each question, so that
// what one answer changed hides nothing from the next.
import { beginAttachment, sendAttachmentPart } from '@komar/contract/attachments'
import { createHash, randomBytes } from 'node:crypto'
import { insertAccount } from '../access/accounts.ts'
import {
  append,
  childRegistered,
  circleOf,
  entryOf,
  join,
  newId,
  sealFrom,
  type Person,
} from '../chronicle/test-people.ts'
import { jpeg } from '../chronicle/test-pictures.ts'
import { uuidSchema } from '@komar/domain/chronicle/entry'
import { worldOf } from '../world.ts'
import { personOf, type TestHost } from './test-host.ts'
import { sessionOf } from './test-relation.ts'

export const sorts = [
  'account',
  'agency membership',
  'circle membership',
  'invitation',
  'session',
  'passkey',
  'device',
  'device with a key',
  'opening',
  'opening to judge',
  'letter',
  'attachment',
  'open questionnaire',
  'answered questionnaire',
  'hand-in',
  'refusal of a leaver',
] as const
export type Sort = (typeof sorts)[number]

type Making = (things: Things) => Promise<string>
type Things = { host: TestHost; worker: Person; supervisor: Person; specialist: Person; child: string; sealed: string }

/** Gives "there" its children; answers how each sort of thing is made. */
export async function foreignThings(host: TestHost): Promise<(sort: Sort) => Promise<string>> {
  const { people, circle, id } = host.there
  const [worker, supervisor, specialist] = await Promise.all([
    personOf(host, people['social-worker']),
    personOf(host, people.supervisor),
    personOf(host, people.specialist),
  ])
  const db = await host.administrator.connect()
  const caseLoad = await circleOf(db, 'case-load', uuidSchema.parse(id))
  for (const { user } of [worker, supervisor, specialist])
    for (const each of [circle, caseLoad]) await join(db, user, each)
  db.release()
  const things = { host, worker, supervisor, specialist, child: '', sealed: '' }
  things.child = await write(things, childRegistered(worker))
  things.sealed = await write(things, childRegistered(worker))
  await sealFrom(host.administrator, things.sealed, '2001-01-01')
  return (sort) => makings[sort](things)
}

const makings: Record<Sort, Making> = {
  account,
  // Of whom the questions about them name.
  'agency membership': (things) =>
    one(things, 'select id from komar.agency_membership where account = $1', [things.host.there.people.analyst.id]),
  'circle membership': (things) => {
    const text = `insert into komar.user_circle (user_id, circle, mask, since) values ($1, $2, 1, '2000-01-01') returning id`
    return one(things, text, [things.host.there.people.monitor.id, things.host.there.circle])
  },
  invitation: async (things) => {
    const text = `insert into komar.invitation (account, purpose, token_hash, made_by, until)
      values ($1, 'join', $2, $3, now() + interval '1 day') returning id`
    return one(things, text, [await account(things), randomBytes(32), things.supervisor.user])
  },
  session: async (things) => {
    await sessionOf(things.host, things.worker.user)
    const text = 'select id from komar.session where account = $1 order by created_at desc limit 1'
    return one(things, text, [things.worker.user])
  },
  passkey: (things) => passkeyOf(things, things.worker.user),
  device: (things) => deviceOf(things, things.worker.user),
  'device with a key': async (things) => {
    const device = await deviceOf(things, things.worker.user)
    const text = 'insert into komar.device_key (device, recipient) values ($1, $2) returning device as id'
    return one(things, text, [device, recipient()])
  },
  opening: (things) => openingBy(things, things.supervisor.user),
  'opening to judge': (things) => openingBy(things, things.worker.user),
  letter: (things) => {
    const body = {
      to: 'An office',
      addressee: 'prison-director',
      purpose: 'transfer',
      measures: [],
      answerDue: '2014-01-01',
    }
    const about = { subject: things.child, occurred: '2013-01-01' }
    return write(things, entryOf(things.worker, { kind: 'assess.letter-sent', v: 2, ...about, body }), 'id')
  },
  attachment,
  'open questionnaire': (things) => questionnaire(things, null),
  'answered questionnaire': (things) => questionnaire(things, randomBytes(64)),
  'hand-in': (things) => {
    const text = `insert into komar.hand_in (id, device, content, box) values (gen_random_uuid(), $1, $2, $3) returning id`
    return one(things, text, [things.worker.device, randomBytes(32), randomBytes(64)])
  },
  'refusal of a leaver': refusalOfLeaver,
}

/** In the form of a public key; nobody has the other half. */
function recipient(): string {
  return `age1${Array.from(randomBytes(58), (byte) => 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'[byte % 32]).join('')}`
}

/** A key of the agency "there", which its supervisor has and can give; its id. */
export async function foreignKey(host: TestHost): Promise<string> {
  const { user, device } = await personOf(host, host.there.people.supervisor)
  const db = host.administrator
  const id = newId()
  await db.query(
    `insert into komar.agency_key (id, agency, recipient, scope, parts_needed, made_by) values ($1, $2, $3, 'notes', 2, $4)`,
    [id, host.there.id, recipient(), user],
  )
  await db.query('insert into komar.device_key (device, recipient) values ($1, $2)', [device, recipient()])
  await db.query('insert into komar.agency_key_wrap (key, device, wrap, given_by) values ($1, $2, $3, $4)', [
    id,
    device,
    randomBytes(300),
    user,
  ])
  return id
}

async function refusalOfLeaver(things: Things): Promise<string> {
  const author = await account(things)
  await things.host.administrator.query(
    'update komar.agency_membership set since = since - 9, until = komar.today_host() where account = $1',
    [author],
  )
  const text = `insert into komar.refusal (id, agency, author, device, subject, kind, class_bit, content, problem, written_text, received)
    values (gen_random_uuid(), $1, $2, $2, $3, 'register.birth-stated', 1, sha256('x'), '{"code":"gate.refused"}', '{}', now()) returning id`
  return one(things, text, [things.host.there.id, author, things.child])
}

async function one({ host }: Things, text: string, values: unknown[]): Promise<string> {
  const { rows } = await host.administrator.query<{ id: string | number }>(text, values)
  return String(rows[0]?.id)
}

/** Past the gates. Answers whom it is about, or which entry it is. */
async function write({ host, worker }: Things, entry: ReturnType<typeof entryOf>, what: 'subject' | 'id' = 'subject') {
  const world = { ...worldOf('kh'), gateFor: () => undefined }
  const [result] = await append(host.pool, worker, [entry], { world })
  if (result?.status !== 'accepted') throw new Error(JSON.stringify(result))
  return entry[what]
}

/** Of a supervisor with a password, a passkey, a device and a tie to the provider, so that each of them could be taken away. */
async function account(things: Things): Promise<string> {
  const { host, supervisor } = things
  const id = newId()
  const user = `foreign.${id}`
  await insertAccount(host.owner, {
    id,
    user,
    displayName: user,
    agency: host.there.id,
    roles: ['supervisor'],
    language: 'en',
  })
  await host.administrator.query(
    `insert into komar.account_secret (account, password_hash) values ($1, '$argon2id$never')`,
    [id],
  )
  await host.administrator.query(
    'insert into komar.provider_tie (account, subject, link_made_by) values ($1, $2, $3)',
    [id, randomBytes(32), supervisor.user],
  )
  await passkeyOf(things, id)
  await deviceOf(things, id)
  return id
}

function passkeyOf(things: Things, person: string): Promise<string> {
  const text = `insert into komar.passkey (account, credential, public_key, sign_count, transports, name)
    values ($1, $2, $3, 0, '{}', 'Key') returning id`
  return one(things, text, [person, randomBytes(32), randomBytes(32)])
}

function deviceOf(things: Things, person: string): Promise<string> {
  return one(things, 'insert into komar.device (id, account) values (gen_random_uuid(), $1) returning id', [person])
}

function openingBy(things: Things, person: string): Promise<string> {
  const text = `insert into komar.broken_glass (account, agency, child, responsible, until, reason)
    values ($1, $2, $3, $2, now() + interval '4 hours', 'A reason that is long enough.') returning id`
  return one(things, text, [person, things.host.there.id, things.sealed])
}

async function attachment(things: Things): Promise<string> {
  const { host, worker } = things
  const bytes = jpeg()
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const file = { id: newId(), sha256, bytes: bytes.length, type: 'image/jpeg' as const }
  const { kind, body } = childRegistered(worker)
  const entry = await write(
    things,
    entryOf(worker, { kind, subject: newId(), body: { ...body, attachments: [file] } }),
    'id',
  )
  const { token } = host.there.people['social-worker']
  await host.call(beginAttachment, { body: { ...file, entry } }, token)
  const part = { params: { id: file.id }, query: { offset: 0 }, bytes: new Uint8Array(bytes) }
  const sent = await host.call(sendAttachmentPart, part, token)
  if (sent.statusCode !== 200) throw new Error(sent.body)
  return file.id
}

function questionnaire(things: Things, answers: Buffer | null): Promise<string> {
  const text = `insert into komar.questionnaire
      (id, child, maker, agency, token_hash, form, language, greeting, asked_by, made, until, answered_on, answers)
    values (gen_random_uuid(), $1, $2, $3, $4, '4-17', 'km', 'Teacher', 'Person', komar.today_host(), komar.today_host() + 7,
      case when $5::bytea is null then null else komar.today_host() end, $5) returning id`
  const { specialist, host, child } = things
  return one(things, text, [child, specialist.user, host.there.id, randomBytes(32), answers])
}

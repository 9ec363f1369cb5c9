// What the engine itself shows to nobody (no session), and to a newcomer of an agency of its own who is in no circle, on a host where
// others have written: of every table nothing, but for a few that are named here with the reason. Past the API on purpose: this is the
// wall. A table added later is asked for by being there.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Role } from '@komar/domain/access/roles'
import { arrangeSight } from '../http/test-sight.ts'
import { testHost, type TestHost } from '../http/test-host.ts'
import { addAgency, addPerson } from '../chronicle/test-people.ts'
import { asActor, asNobody } from './as-actor.ts'

let host: TestHost
let tables: string[]
const tokens = new Map<Role, string>()
beforeAll(async () => {
  host = await testHost()
  await arrangeSight(host)
  const db = await host.administrator.connect()
  const agency = await addAgency(db)
  for (const role of ['supervisor', 'carer', 'analyst', 'administrator'] as const)
    tokens.set(role, (await addPerson(db, agency, [role])).token)
  const { rows } = await db.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'komar'::regnamespace and relkind in ('r', 'p')
       and has_any_column_privilege('komar_app', oid, 'select') order by 1`,
  )
  db.release()
  tables = rows.map(({ name }) => name)
})
afterAll(() => host.dispose())

/** Tables of which something is seen, with how many rows are; own rows of the newcomer among them. */
async function seenBy(
  query: (text: string) => Promise<{ rows: { count: number }[] }>,
): Promise<Record<string, number>> {
  const seen: Record<string, number> = {}
  for (const name of tables) {
    const { rows } = await query(`select count(*)::int as count from komar.${name}`)
    if (rows[0] !== undefined && rows[0].count > 0) seen[name] = rows[0].count
  }
  return seen
}

it('nobody sees a row of any table but the host’s own, without which there is no page to sign in on', async () => {
  const seen = await asNobody(host.pool, (db) => seenBy((text) => db.query(text)))
  expect(Object.keys(seen).filter((name) => !['host', 'role_class', 'kind_registry'].includes(name))).toEqual([])
})

it.each(['supervisor', 'carer', 'analyst'] as const)(
  'a newcomer who is a %s sees their colleagues, themself, and what tells of no person',
  async (role) => {
    const token = tokens.get(role) ?? ''
    const seen = await asActor(host.pool, { token, touch: false }, (db) => seenBy((text) => db.query(text)))
    // Agencies, circles and prisons are known to all who work here; the chain is numbers and hashes.
    const known = ['agency', 'chain', 'chain_head', 'circle', 'facility', 'host', 'kind_registry', 'role_class']
    const { account, user_circle: circles, device, ...others } = seen
    // The four of their own agency, their own circle, their own device.
    expect({ account, circles, device }).toEqual({ account: 4, circles: 1, device: 1 })
    expect(Object.keys(others).filter((name) => !known.includes(name))).toEqual([])
  },
)

it('an administrator sees accounts and who is in which circle, and nothing that is about a child', async () => {
  const token = tokens.get('administrator') ?? ''
  const seen = await asActor(host.pool, { token, touch: false }, (db) => seenBy((text) => db.query(text)))
  const about = [
    'entry',
    'entry_subject',
    'subject',
    'subject_circle',
    'deadline',
    'refusal',
    'withholding',
    'read_log',
    'hand_in',
    'attachment',
    'questionnaire',
  ]
  const people = Object.keys(seen).filter((name) => about.includes(name) || /^(?:child|carer)_/u.test(name))
  expect(people).toEqual([])
})

// An empty host becomes a demonstration, for ever: agencies, accounts, circles. In one transaction, through the owner's connection.
import { createHash, randomBytes } from 'node:crypto'
import { accessClasses } from '@komar/domain/access/classes'
import type { PackFacility } from '@komar/domain/register/facilities-pack'
import type { Pool, PoolClient } from 'pg'
import { z } from 'zod'
import { createAgency } from '../access/agencies.ts'
import { createAccountWithPassword, putIntoCircle } from '../access/first-account.ts'
import { establishHost } from '../access/host.ts'
import type { TokenHash } from '../db/as-actor.ts'
import { analyzeTables } from '../db/analyze.ts'
import { firstRow, oneRow } from '../db/query.ts'
import { firstRecords, instantOf, systemStart } from './calendar.ts'
import { demonstrationPassword, type Login, type People, type Person } from './people.ts'

export type DemonstrationState = 'none' | 'unfinished' | 'finished' | 'real'

const hostRow = z.object({ stamp: z.string(), is_loading: z.boolean() })
/** On the devices of the demonstration's people until all is loaded. */
const loadingLabel = 'demonstration, loading'

/** What this host is. */
export async function demonstrationState(owner: Pool): Promise<DemonstrationState> {
  const text = `select stamp, exists (select from komar.device where label = $1) as is_loading from komar.host`
  const host = await firstRow(owner, hostRow, text, [loadingLabel])
  if (host === undefined) return (await owner.query('select from komar.entry limit 1')).rowCount === 0 ? 'none' : 'real'
  if (host.stamp !== 'demonstration') return 'real'
  return host.is_loading ? 'unfinished' : 'finished'
}

/** Stamps the host and makes its people. */
export async function establishDemonstration(
  owner: Pool,
  people: People,
  facilities: readonly (PackFacility & { id: string })[],
): Promise<void> {
  const db = await owner.connect()
  try {
    await db.query('begin')
    await establishHost(db, {
      stamp: 'demonstration',
      country: 'kh',
      timeZone: 'Asia/Phnom_Penh',
      startedOn: firstRecords,
      clockOffset: '0',
    })
    await setClock(db, instantOf(firstRecords, 7))
    for (const { id, code, nameEn, nameKm, kind, isState } of people.agencies)
      await createAgency(db, { id, code, nameEn, nameKm, kind, isState })
    for (const person of people.accounts) await addPerson(db, person)
    await joinCircles(db, people, facilities)
    await db.query('commit')
  } catch (error) {
    await db.query('rollback')
    throw error
  } finally {
    db.release()
  }
}

async function addPerson(db: PoolClient, person: Person): Promise<void> {
  const { id, login, nameEn, agencyId, role } = person
  const account = { id, user: login, displayName: nameEn, agency: agencyId, roles: [role], language: 'en' } as const
  await createAccountWithPassword(db, { ...account, roles: [...account.roles] }, demonstrationPassword)
  await db.query('insert into komar.device (id, account, label) values ($1, $2, $3)', [person.device, id, loadingLabel])
}

async function joinCircles(
  db: PoolClient,
  people: People,
  facilities: readonly (PackFacility & { id: string })[],
): Promise<void> {
  const circleOf = async (type: 'facility' | 'agency' | 'case-load', owner: string): Promise<number> => {
    const column = type === 'facility' ? 'facility' : 'agency'
    const found = await db.query<{ id: number }>(`select id from komar.circle where type = $1 and ${column} = $2`, [
      type,
      owner,
    ])
    if (found.rows[0] !== undefined) return found.rows[0].id
    const text = `insert into komar.circle (type, ${column}) values ($1, $2) returning id`
    return (await oneRow(db, z.object({ id: z.int() }), text, [type, owner])).id
  }
  for (const person of people.accounts) {
    if (person.role === 'administrator' || person.role === 'analyst') continue
    const since = person.agency === 'watch' ? '2011-01-01' : systemStart
    const join = async (circle: number, classes = person.classes ?? accessClasses) =>
      putIntoCircle(db, { account: person.id, circle, since, classes })
    await join(await circleOf('agency', person.agencyId), accessClasses)
    if (person.isInCaseLoad === true) await join(await circleOf('case-load', person.agencyId), accessClasses)
    for (const facility of facilities.filter((each) => isInReach(person, each)))
      await join(await circleOf('facility', facility.id))
  }
}

function isInReach({ reach }: Person, { code, isMonitored }: PackFacility): boolean {
  if (reach === 'all') return true
  if (reach === 'monitored') return isMonitored
  return reach !== 'none' && reach.includes(code)
}

/** From now on the host's time is this instant, and runs on from there. */
export async function setClock(db: Pick<PoolClient, 'query'>, instant: string): Promise<void> {
  await db.query('update komar.host set clock_offset = now() - $1::timestamptz', [instant])
}

/** All is loaded: the host's time runs on from this instant. */
export async function finishDemonstration(owner: Pool, instant: string): Promise<void> {
  await setClock(owner, instant)
  await owner.query(`update komar.device set label = 'demonstration' where label = $1`, [loadingLabel])
  await analyzeTables(owner)
}

/** A session for everyone who writes in the history, by login; `close` ends them. */
export async function openSessions(
  owner: Pool,
  people: People,
): Promise<{ token: (login: Login) => TokenHash; close: () => Promise<void> }> {
  const tokens = new Map<Login, TokenHash>()
  for (const { login, id, device } of people.accounts) {
    const token = createHash('sha256').update(randomBytes(32)).digest('hex')
    tokens.set(login, token)
    await owner.query(
      `insert into komar.session (token_hash, account, device, expires_at, idle_limit)
       values (decode($1, 'hex'), $2, $3, now() + interval '1 day', interval '1 day')`,
      [token, id, device],
    )
  }
  return {
    token: (login) => tokens.get(login) ?? '',
    close: async () => {
      const hashes = [...tokens.values()]
      await owner.query(`delete from komar.session where encode(token_hash, 'hex') = any ($1)`, [hashes])
    },
  }
}

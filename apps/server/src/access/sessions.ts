// Sessions: an opaque random token that only its holder has; the database keeps its hash. Idle for an hour or twelve hours old, it
// ends: prison offices share computers.
import { randomBytes, randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { z } from 'zod'
import { asActor, asNobody, type Place } from '../db/as-actor.ts'
import { oneRow, type Database } from '../db/query.ts'
import { refuse } from '../http/problems.ts'
import { hashToken } from '../http/session-cookie.ts'

export const sessionLimits = { idleMinutes: 60, absoluteHours: 12 } as const

export type OpenedSession = { token: string; device: string; mustChangePassword: boolean }

/** `others`: further devices that the person's password opens here, of whichever agency. */
export type GivenDevice = {
  id: string | undefined
  label: string | undefined
  others?: readonly string[] | undefined
  /** Where the session is opened, as keyed hashes. */
  place?: Place
}

/** For which agency: one that is named, or that of the given device; where neither is said, the only one to which the person belongs. */
export type ActingFor = { agency?: string | undefined; asDevice?: boolean }

/** What was proved at the identity provider, and for which roles that may be. */
export type ProvedFlow = { token: string; roles: readonly string[] }

/**
 * Opens a session for an account whose password was checked, or, with a flow, for who proved it at the identity provider. An unknown
 * device id is taken; another person's, or one of another agency, gets a new one. @throws Refusal `access.choose-agency` with those that there are, `provider.stale` where a flow holds no more.
 */
export async function openSession(
  pool: Pool,
  account: string,
  device: GivenDevice,
  acting: ActingFor = {},
  flow: ProvedFlow | null = null,
): Promise<OpenedSession> {
  const chosen = await asNobody(pool, (db) => chooseDevice(db, account, device, acting))
  return openOn(pool, account, { ...device, chosen }, flow)
}

/** The same on a device that was chosen with the proof. */
export async function openOn(
  pool: Pool,
  account: string,
  { chosen, ...device }: GivenDevice & { chosen: string },
  flow: ProvedFlow | null = null,
): Promise<OpenedSession> {
  const token = randomBytes(32).toString('base64url')
  const hash = hashToken(token)
  const named = { hash, account, device: chosen, label: device.label ?? '' }
  const opened = await asNobody(pool, (db) => (flow === null ? openByPassword(db, named) : openByFlow(db, named, flow)))
  const { place } = device
  const mustChangePassword = await asActor(pool, { token: hash.toString('hex'), touch: false }, async (db, actor) => {
    // The provider may remember a sign-in of an hour ago: that is none of this moment.
    if (place !== undefined) await (flow === null ? confirmSession(db, place) : placeSession(db, place))
    return actor?.mustChangePassword ?? false
  })
  return { token, device: opened, mustChangePassword }
}

type Named = { hash: Buffer; account: string; device: string; label: string }

const limits = `make_interval(mins => ${sessionLimits.idleMinutes}), make_interval(hours => ${sessionLimits.absoluteHours})`

async function openByPassword(db: Database, { hash, account, device, label }: Named): Promise<string> {
  const row = z.object({ device: z.uuid() })
  const text = `select komar.open_session($1, $2, $3, $4, ${limits}) as device`
  return (await oneRow(db, row, text, [hash, account, device, label])).device
}

async function openByFlow(db: Database, { hash, account, device, label }: Named, flow: ProvedFlow): Promise<string> {
  const row = z.object({ device: z.uuid().nullable() })
  const text = `select komar.open_provider_session($1, $2, $3, $4, $5, $6, ${limits}) as device`
  const values = [hashToken(flow.token), flow.roles, hash, account, device, label]
  return (await oneRow(db, row, text, values)).device ?? refuse('provider.stale')
}

/** The actor has proved who they are, in this place. */
export async function confirmSession(db: Database, place: Place): Promise<void> {
  await db.query('select komar.confirm_session($1, $2)', placeHashes(place))
}

async function placeSession(db: Database, place: Place): Promise<void> {
  await db.query('select komar.place_session($1, $2)', placeHashes(place))
}

/** As the database keeps them. */
export function placeHashes({ network, agent }: Place): [network: Buffer, agent: Buffer] {
  return [Buffer.from(network, 'hex'), Buffer.from(agent, 'hex')]
}

const choiceRow = z.object({
  outcome: z.enum(['chosen', 'choose', 'none']),
  device: z.uuid().nullable(),
  agencies: z.array(z.object({ id: z.uuid(), nameEn: z.string(), nameKm: z.string() })),
})

/**
 * The device on which the person acts, and with it the agency. Who belongs to no agency today is as one who is not known.
 * @throws Refusal `access.choose-agency` with those that there are.
 */
export async function chooseDevice(
  db: Database,
  account: string,
  device: GivenDevice,
  acting: ActingFor = {},
): Promise<string> {
  const devices = [device.id ?? randomUUID(), ...(device.others ?? [])]
  const text = 'select outcome, device, agencies from komar.choose_device($1, $2, $3, $4, $5)'
  const choice = await oneRow(db, choiceRow, text, [
    account,
    acting.agency ?? null,
    devices,
    device.label ?? '',
    acting.asDevice ?? false,
  ])
  if (choice.outcome === 'choose') {
    refuse('access.choose-agency', {
      fields: choice.agencies.map((params) => ({ path: '/body/agency', code: 'one-of', params })),
    })
  }
  return choice.device ?? refuse('access.wrong-credentials')
}

/** Ends the session of a token, if it is one. */
export async function closeSession(pool: Pool, token: string): Promise<void> {
  await asActor(pool, { token, touch: false }, (db) => db.query('select komar.close_session()'))
}

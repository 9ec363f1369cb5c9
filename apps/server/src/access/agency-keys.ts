// Keys that agencies hold, as far as the host knows of them: public halves and sealed pieces. The database decides who may.
import { deviceStandings, type AgencyKey, type KeyDevice, type OwnKey } from '@komar/contract/agency-keys'
import type { Sealing } from '@komar/contract/sealing'
import { sealScopes, type SealScope } from '@komar/domain/chronicle/sealed-text'
import { z } from 'zod'
import { firstRow, isTrue, oneRow, rows, type Database } from '../db/query.ts'

const bytes = z.instanceof(Uint8Array)

const ownRow = z.object({
  id: z.uuid(),
  recipient: z.string(),
  scope: z.enum(sealScopes),
  former: z.uuid().nullable(),
  voucher: z.string().nullable(),
  isCurrent: z.boolean(),
  wrap: bytes.transform((wrap) => Buffer.from(wrap).toString('base64')).nullable(),
})

/** The keys of the actor's agency, oldest first, with what was wrapped for the device of the session. */
export async function readOwnKeys(db: Database): Promise<OwnKey[]> {
  const text =
    'select id, recipient, scope, former, voucher, is_current as "isCurrent", wrap from komar.own_agency_keys()'
  return rows(db, ownRow, text)
}

/** With what the actor's agency seals; null where it has no key. */
export async function readSealing(db: Database): Promise<Sealing> {
  const row = ownRow.pick({ recipient: true, scope: true }).extend({ key: z.uuid() })
  const text = 'select id as key, recipient, scope from komar.own_agency_keys() where is_current'
  return (await firstRow(db, row, text)) ?? null
}

/** The recipient that the session's device said; null where it said none. */
export async function readOwnRecipient(db: Database): Promise<string | null> {
  const row = z.object({ recipient: z.string().nullable() })
  return (await oneRow(db, row, 'select komar.own_device_key() as recipient')).recipient
}

/** Says the recipient of the session's device; answers what stands, which is the first that was said. */
export async function publishDeviceKey(db: Database, recipient: string): Promise<string | null> {
  const row = z.object({ recipient: z.string().nullable() })
  return (await oneRow(db, row, 'select komar.publish_device_key($1) as recipient', [recipient])).recipient
}

const keyRow = z.object({
  id: z.uuid(),
  recipient: z.string(),
  scope: z.enum(sealScopes),
  isCurrent: z.boolean(),
  madeOn: z.iso.date(),
  madeBy: z.string(),
  partsNeeded: z.int(),
  partHolders: z.array(z.string()),
})

/** For a supervisor, newest first. */
export async function listAgencyKeys(db: Database): Promise<AgencyKey[]> {
  const columns = [
    'id, recipient, scope, is_current as "isCurrent", made_on as "madeOn", made_by as "madeBy"',
    'parts_needed as "partsNeeded", part_holders as "partHolders"',
  ].join(', ')
  return rows(db, keyRow, `select ${columns} from komar.agency_keys()`)
}

const deviceRow = z.object({
  device: z.uuid(),
  label: z.string(),
  account: z.uuid(),
  displayName: z.string(),
  recipient: z.string(),
  askedOn: z.iso.date(),
  standing: z.enum(deviceStandings),
  isDeclined: z.boolean(),
  holds: z.array(z.uuid()),
})

/** For a supervisor: devices of the agency that said a recipient. `here`: the device of the session. */
export async function listKeyDevices(db: Database, here: string): Promise<KeyDevice[]> {
  const columns = [
    'device, label, account, display_name as "displayName", recipient, asked_on as "askedOn", standing',
    'is_declined as "isDeclined", holds',
  ].join(', ')
  const found = await rows(db, deviceRow, `select ${columns} from komar.agency_key_devices()`)
  return found.map((device) => ({ ...device, isThis: device.device === here }))
}

export type NewKey = {
  id: string
  recipient: string
  scope: SealScope
  former: string | null
  voucher: string | null
  wraps: readonly { device: string; wrap: string }[]
  parts: { needed: number; holders: readonly string[] }
}

/** False where another key stands by now, where whoever makes it has not that one, or where a holder is none of the agency. */
export async function makeAgencyKey(db: Database, key: NewKey): Promise<boolean> {
  return isTrue(db, 'komar.make_agency_key($1, $2, $3, $4, $5, $6, $7, $8)', [
    key.id,
    key.recipient,
    key.scope,
    key.former,
    key.voucher,
    JSON.stringify(key.wraps),
    key.parts.needed,
    key.parts.holders,
  ])
}

/** False where key or device are not the actor's agency's, or the actor's own device does not have the key. */
export async function giveAgencyKey(db: Database, device: string, key: string, wrap: string): Promise<boolean> {
  const bytesOfWrap = Buffer.from(wrap, 'base64')
  return isTrue(db, 'komar.give_agency_key($1, $2, $3)', [key, device, bytesOfWrap])
}

export async function declineAgencyKey(db: Database, device: string): Promise<boolean> {
  return isTrue(db, 'komar.decline_agency_key($1)', [device])
}

/** False where the agency has no key. */
export async function chooseSealScope(db: Database, scope: SealScope): Promise<boolean> {
  return isTrue(db, 'komar.choose_seal_scope($1)', [scope])
}

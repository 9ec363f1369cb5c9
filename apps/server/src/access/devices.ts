// Devices: read, called off, and what they report. The database decides whose they are.
import type { Device, DevicePolicy } from '@komar/contract/devices'
import { z } from 'zod'
import { instantSql } from '../db/instant-sql.ts'
import { firstRow, oneRow, rows, type Database } from '../db/query.ts'

const deviceRow = z.object({
  id: z.uuid(),
  label: z.string(),
  firstContact: z.iso.datetime(),
  lastContact: z.iso.datetime().nullable(),
  unsent: z.int().nullable(),
  keptBytes: z.int().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  revokedBy: z.string().nullable(),
  pieces: z.int(),
  waiting: z.int(),
  lastPiece: z.iso.datetime().nullable(),
  leftOn: z.iso.date().nullable(),
})

const columns = [
  'id, label, unsent, kept_bytes as "keptBytes", revoked_by as "revokedBy", pieces, waiting, left_on::text as "leftOn"',
  `${instantSql('first_contact')} as "firstContact"`,
  `${instantSql('last_contact')} as "lastContact"`,
  `${instantSql('revoked_at')} as "revokedAt"`,
  `${instantSql('last_piece')} as "lastPiece"`,
].join(', ')

/** Devices of an account, newest contact first; none where they are not the actor's to see. `here`: the device of the session. */
export async function listDevices(db: Database, account: string, here: string): Promise<Device[]> {
  const found = await rows(db, deviceRow, `select ${columns} from komar.devices_of($1)`, [account])
  return found.map(({ revokedAt, revokedBy, pieces, waiting, lastPiece, ...device }) => ({
    ...device,
    isThis: device.id === here,
    revoked: revokedAt === null ? null : { at: revokedAt, by: revokedBy ?? '' },
    handedIn: { pieces, waiting, lastAt: lastPiece },
  }))
}

/** Calls a device off for good and ends its sessions; answers its account, or null where the actor has no say. */
export async function revokeDevice(db: Database, device: string): Promise<string | null> {
  const row = z.object({ account: z.uuid().nullable() })
  return (await oneRow(db, row, 'select komar.revoke_device($1) as account', [device])).account
}

const contactRow = z.object({
  isCalledOff: z.boolean(),
  lockAfterMinutes: z.int(),
  wipeAfterWrongPassphrases: z.int().nullable(),
})

export type Contact = DevicePolicy & { order: 'none' | 'wipe' }

/** Takes a device's report and says what it is told. */
export async function contactDevice(
  db: Database,
  { device, unsent, kept }: { device: string; unsent: number; kept?: number | undefined },
): Promise<Contact> {
  const told = await firstRow(
    db,
    contactRow,
    `select called_off as "isCalledOff", lock_after_minutes as "lockAfterMinutes",
       wipe_after_wrong_passphrases as "wipeAfterWrongPassphrases" from komar.contact_device($1, $2, $3)`,
    [device, unsent, kept ?? null],
  )
  if (told === undefined) throw new Error('the host was not set up')
  const { isCalledOff, ...policy } = told
  return { ...policy, order: isCalledOff ? 'wipe' : 'none' }
}

/** Sets when devices lock and whether wrong passphrases wipe them. */
export async function setDevicePolicy(db: Database, policy: DevicePolicy): Promise<void> {
  await db.query('select komar.set_device_policy($1, $2)', [policy.lockAfterMinutes, policy.wipeAfterWrongPassphrases])
}

// This installation: real or demonstration, and where its clock stands.
import { devicePolicySchema } from '@komar/contract/devices'
import { z } from 'zod'
import { oneRow, type Database } from '../db/query.ts'

const hostSchema = z.object({
  stamp: z.enum(['real', 'demonstration']),
  epoch: z.uuid(),
  country: z.string(),
  timeZone: z.string(),
  devicePolicy: devicePolicySchema,
})
export type Host = z.output<typeof hostSchema>

/** The host's one row. */
export async function readHost(db: Database): Promise<Host> {
  return oneRow(
    db,
    hostSchema,
    `select stamp, epoch, country, time_zone as "timeZone", jsonb_build_object('lockAfterMinutes', lock_after_minutes,
       'wipeAfterWrongPassphrases', wipe_after_wrong_passphrases) as "devicePolicy"
     from komar.host`,
  )
}

/** Writes the host's row if there is none yet; for the owner's connection. A demonstration's clock runs `offset` behind. */
export async function establishHost(
  owner: Database,
  host: { stamp: Host['stamp']; country: string; timeZone: string; startedOn: string; clockOffset: string },
): Promise<void> {
  await owner.query(
    `insert into komar.host (stamp, country, time_zone, started_on, clock_offset) values ($1, $2, $3, $4, $5)
     on conflict (id) do nothing`,
    [host.stamp, host.country, host.timeZone, host.startedOn, host.clockOffset],
  )
}

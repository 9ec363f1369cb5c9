// The last session that the host told, kept sealed in the person's own store, so that it opens without a network.
import { sealingSchema } from '@komar/contract/sealing'
import { devicePolicySchema } from '@komar/contract/devices'
import { sessionSchema, type Session } from '@komar/contract/session'
import { z } from 'zod'
import { dayInZone } from '../i18n/format-instant.ts'
import type { DeviceRules } from './device-database.ts'
import type { Disk } from './disk.ts'
import type { Place, Seal } from './seal.ts'

const place: Place = { table: 'meta', key: 'session' }

/**
 * A session that an earlier version kept opens its store all the same: after an update without a network nobody may be shut out. What
 * came later has a default here until the host tells it; a test reads the oldest form.
 */
const anyAgeSchema = sessionSchema.extend({
  mustAddSecondFactor: z.boolean().default(false),
  hasPasskey: z.boolean().default(false),
  sealing: sealingSchema.default(null),
  byProvider: z.string().nullable().default(null),
  host: sessionSchema.shape.host.extend({
    handInKey: z.string().default(''),
    devicePolicy: devicePolicySchema.default({ lockAfterMinutes: 5, wipeAfterWrongPassphrases: null }),
  }),
})

/** `heardAt`: when it came, in milliseconds of this device's clock. */
const keptSchema = z.object({ heardAt: z.number(), session: anyAgeSchema })

type Opened = { disk: Disk; seal: Seal }

export async function keepSession({ disk, seal }: Opened, session: Session, heardAt: number): Promise<void> {
  const plain = new TextEncoder().encode(JSON.stringify({ heardAt, session }))
  await disk.write([{ ...place, value: await seal.seal(place, plain) }])
}

const rulesSchema = z.object({
  devicePolicy: z.object({ lockAfterMinutes: z.number(), wipeAfterWrongPassphrases: z.number().nullable() }),
})

/** What a session says about devices; null where the host does not say it. */
export function rulesOf({ host }: Session): DeviceRules | null {
  const told = rulesSchema.safeParse(host)
  if (!told.success) return null
  const { lockAfterMinutes, wipeAfterWrongPassphrases } = told.data.devicePolicy
  return { lockAfterMinutes, wipeAfterWrongPasswords: wipeAfterWrongPassphrases }
}

/**
 * The kept session, with the host's time moved on by what this device's clock says has passed; null when none was kept, or in a form
 * that this page does not know.
 * @throws SealBroken when it was tampered with.
 */
export async function readKeptSession({ disk, seal }: Opened, now: number): Promise<Session | null> {
  const sealed = await disk.read(place.table, place.key)
  if (sealed === undefined) return null
  const plain = new TextDecoder().decode(await seal.open(place, sealed))
  const kept = keptSchema.safeParse(JSON.parse(plain))
  if (!kept.success) return null
  const { session, heardAt } = kept.data
  return { ...session, host: { ...session.host, ...hostTime(session.host, Math.max(0, now - heardAt)) } }
}

/** Where this browser cannot reckon on (a time zone that it does not know), as it was told: nobody is shut out for that. */
function hostTime({ now, today, timeZone }: Session['host'], passedMs: number): { now: string; today: string } {
  try {
    const instant = new Date(Date.parse(now) + passedMs).toISOString()
    return { now: instant, today: dayInZone(instant, timeZone) }
  } catch (error) {
    if (error instanceof RangeError) return { now, today }
    throw error
  }
}

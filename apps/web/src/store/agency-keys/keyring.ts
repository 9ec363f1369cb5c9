// The keys that this person has on this device, sealed in their own store: an identity of the device, to which others wrap keys, and the
// secrets of the agency that it was given. They go with the store when it is wiped. Source: docs/decisions/0024-agency-keys.md.
import { sealingSchema, type Sealing } from '@komar/contract/sealing'
import { z } from 'zod'
import type { Disk } from '../disk.ts'
import { inTurn } from '../in-turn.ts'
import { readSealed, sealedChange } from '../sealed-rows.ts'
import type { Place, Seal } from '../seal.ts'
import { heldSchema, type AgencySecret, type HeldKey } from './held.ts'

const place: Place = { table: 'meta', key: 'agency-keys' }

const rowSchema = z.object({
  version: z.literal(1),
  own: z.object({ identity: z.string(), recipient: z.string() }).nullable(),
  /** The newest last. */
  held: z.array(heldSchema),
  /** What the host last said of the agency's key. */
  told: sealingSchema,
})
type Row = z.infer<typeof rowSchema>

export type DeviceIdentity = NonNullable<Row['own']>

export type Keyring = {
  /** Made at first need. */
  own: () => Promise<DeviceIdentity>
  held: () => Promise<readonly HeldKey[]>
  secretOf: (key: string) => Promise<AgencySecret | null>
  /** `older`: keys that were replaced before those that are here; nothing is sealed with them while there is another. */
  hold: (keys: readonly HeldKey[], age?: 'newest' | 'older') => Promise<void>
  told: () => Promise<Sealing>
  tell: (told: Sealing) => Promise<void>
  /** Told when a key came. */
  subscribe: (listener: () => void) => () => void
}

/** The keyring of a store. Several windows share it: what is changed is read again first, one window at a time. */
export function openKeyring(store: string, disk: Disk, seal: Seal): Keyring {
  const queue = inTurn()
  const listeners = new Set<() => void>()
  const read = async (): Promise<Row> => {
    const row = await readSealed(disk, seal, place.table, place.key)
    return row === undefined ? { version: 1, own: null, held: [], told: null } : rowSchema.parse(row)
  }
  const change = (to: (row: Row) => Promise<Row>): Promise<Row> =>
    queue(() =>
      alone(`komar-keys-${store}`, async () => {
        const before = await read()
        const after = await to(before)
        if (after !== before) await disk.write([await sealedChange(seal, place, after)])
        return after
      }),
    )
  const held = async (): Promise<readonly HeldKey[]> => (await read()).held
  return {
    own: async () => {
      const { own } = await change(async (row) => (row.own === null ? { ...row, own: await makeIdentity() } : row))
      if (own === null) throw new Error('an identity that was just made is not there')
      return own
    },
    held,
    secretOf: async (key) => (await held()).find(({ id }) => id === key) ?? null,
    hold: async (keys, age = 'newest') => {
      await change(async (row) => {
        const fresh = keys.filter(({ id }) => !row.held.some((one) => one.id === id))
        if (fresh.length === 0) return row
        return { ...row, held: age === 'older' ? [...fresh, ...row.held] : [...row.held, ...fresh] }
      })
      for (const listener of listeners) listener()
    },
    told: async () => (await read()).told,
    tell: async (told) => {
      await change(async (row) => (isSame(row.told, told) ? row : { ...row, told }))
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function isSame(one: Sealing, other: Sealing): boolean {
  return one?.key === other?.key && one?.recipient === other?.recipient && one?.scope === other?.scope
}

async function makeIdentity(): Promise<DeviceIdentity> {
  const { generateX25519Identity, identityToRecipient } = await import('age-encryption')
  const identity = await generateX25519Identity()
  return { identity, recipient: await identityToRecipient(identity) }
}

/** Where the browser has locks, one window at a time. */
function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  const locks: LockManager | null | undefined = globalThis.navigator?.locks
  return locks ? (locks.request(name, work) as Promise<T>) : work()
}

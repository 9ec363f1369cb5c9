// What a device keeps: its owner's choice, and the subjects that follow from it. Source: docs/decisions/0014-the-device.md.
import type { Keeping } from '@komar/contract/devices'
import { z } from 'zod'
import { firstRow, rows, type Database } from '../db/query.ts'

/** A choice of a part. */
export type Part = { facilities: readonly string[]; pinned: readonly string[] }

export type StoredKeeping = {
  /** 0 before anything was chosen; one more with each change. */
  version: number
  keeping: Keeping
}

const keepingRow = z.object({
  version: z.int(),
  facilities: z.array(z.uuid()).nullable(),
  pinned: z.array(z.uuid()),
})

/** The choice for the device of this session: all, before there was one. */
export async function readKeeping(db: Database): Promise<StoredKeeping> {
  const text =
    'select version, facilities, pinned from komar.device_keeping where device = (select komar.actor_device())'
  const found = await firstRow(db, keepingRow, text)
  if (found === undefined) return { version: 0, keeping: { facilities: 'all', pinned: [] } }
  const { version, facilities, pinned } = found
  return { version, keeping: { facilities: facilities ?? 'all', pinned } }
}

/** Stores a choice for the device of this session; the same again, in whatever order, changes nothing. */
export async function changeKeeping(db: Database, { facilities, pinned }: Keeping): Promise<void> {
  await db.query('select komar.keep($1, $2)', [facilities === 'all' ? null : inOrder(facilities), inOrder(pinned)])
}

function inOrder(ids: readonly string[]): string[] {
  return [...new Set(ids)].sort()
}

/** The part that is kept; null where all is. */
export function partOf({ facilities, pinned }: Keeping): Part | null {
  return facilities === 'all' ? null : { facilities, pinned }
}

/** Subjects kept today. Row-level security still decides what of them is seen. */
export async function keptSubjects(db: Database, { facilities, pinned }: Part): Promise<string[]> {
  const found = await rows(db, z.object({ id: z.uuid() }), 'select id from komar.kept_today($1, $2) as k (id)', [
    facilities,
    pinned,
  ])
  return found.map(({ id }) => id)
}

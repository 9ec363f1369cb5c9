// Before stores were sealed, each account had a database in clear, `komar-<account id>`. When the account's sealed store is first opened,
// what waited there is taken over in one write, and the old database goes. A crash between the two takes it over once more: entries have
// their ids, and sending twice is harmless.
import { uuidSchema, writtenSchema } from '@komar/domain/chronicle/entry'
import { deleteDB, openDB } from 'idb'
import * as z from 'zod'
import type { Change, Disk } from './disk.ts'
import { draftChange } from './drafts.ts'
import { storedRow, type OutboxRow } from './outbox-row.ts'
import { openedRow, sealedChange } from './sealed-rows.ts'
import type { Seal } from './seal.ts'

const oldRowSchema = z.looseObject({
  entry: writtenSchema,
  group: z.string(),
  together: z.boolean(),
  order: z.number(),
  state: z.enum(['waiting', 'sent', 'accepted', 'refused']),
  attempts: z.int().default(0),
})
const oldDraftSchema = z.object({ key: z.string(), value: z.unknown(), savedAt: z.string() })

/** Takes over the account's old database, if there is one; answers how many entries came. */
export async function takeOverOldDatabase(
  accountId: string,
  { disk, seal }: { disk: Disk; seal: Seal },
): Promise<number> {
  const name = `komar-${uuidSchema.parse(accountId)}`
  const known = await indexedDB.databases()
  if (!known.some((one) => one.name === name)) return 0
  const { outbox, drafts } = await readOld(name)
  const here = await idsHere(disk, seal)
  const rows = outbox.filter(({ unsent }) => !here.has(unsent.id))
  const changes: Change[] = await Promise.all([
    ...rows.map((row) => sealedChange(seal, { table: 'outbox', key: row.key }, storedRow(row))),
    ...drafts.map((draft) => draftChange(seal, draft)),
  ])
  await disk.write(changes)
  await deleteDB(name)
  return rows.length
}

async function readOld(name: string): Promise<{ outbox: OutboxRow[]; drafts: z.infer<typeof oldDraftSchema>[] }> {
  const database = await openDB(name)
  const read = (table: string): Promise<unknown[]> =>
    database.objectStoreNames.contains(table) ? database.getAll(table) : Promise.resolve([])
  const [outbox, drafts] = [await read('outbox'), await read('drafts')]
  database.close()
  return {
    outbox: outbox.map(oldRow),
    drafts: drafts.map((draft) => oldDraftSchema.parse(draft)),
  }
}

function oldRow(value: unknown): OutboxRow {
  const { entry, group, together, order, state, attempts, ...rest } = oldRowSchema.parse(value)
  // What had been answered is asked about again: the host answers a duplicate as it answered the first.
  const isRefused = state === 'refused' && rest['problem'] !== undefined
  return {
    key: crypto.randomUUID(),
    isSeen: false,
    unsent: {
      id: entry.id,
      entry,
      group,
      together,
      order,
      attempts,
      state: isRefused ? 'refused' : 'waiting',
      ...(isRefused ? { problem: rest['problem'] as OutboxRow['unsent']['problem'] } : {}),
    },
  }
}

async function idsHere(disk: Disk, seal: Seal): Promise<Set<string>> {
  const rowSchema = z.looseObject({ entry: z.looseObject({ id: z.string() }) })
  const ids = new Set<string>()
  for (const { key, value } of await disk.readAll('outbox')) {
    const row = rowSchema.safeParse(await openedRow(seal, { table: 'outbox', key }, value))
    if (row.success) ids.add(row.data.entry.id)
  }
  return ids
}

// Files that entries name, at rest: each sealed with a key of its own, which is sealed with the host's, which is not in the database.
// Who may read and write them is row-level security's to say (0017-attachments.sql): whoever may read the entry.
import type { attachmentStatusSchema } from '@komar/contract/attachments'
import { attachmentTypes, type Attachment } from '@komar/domain/chronicle/attachments'
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { firstRow, oneRow, rows, type Database } from '../db/query.ts'
import { seal, unseal } from '../keys/seal.ts'

export type AttachmentStatus = z.output<typeof attachmentStatusSchema>

const storedRow = z.object({
  id: z.uuid(),
  entry: z.uuid(),
  sha256: z.string(),
  bytes: z.int(),
  type: z.enum(attachmentTypes),
  key: z.instanceof(Uint8Array),
  received: z.int(),
  isWhole: z.boolean(),
})
export type Stored = z.infer<typeof storedRow>

const columns = `id, entry, encode(sha256, 'hex') as sha256, bytes, type, key, received, whole_at is not null as "isWhole"`

/** A file that the actor may see. */
export async function findAttachment(db: Database, id: string): Promise<Stored | undefined> {
  return firstRow(db, storedRow, `select ${columns} from komar.attachment where id = $1`, [id])
}

/** The same, held until the transaction's end: parts come one after the other. Undefined too when it is whole meanwhile. */
export async function lockAttachment(db: Database, id: string): Promise<Stored | undefined> {
  return firstRow(db, storedRow, `select ${columns} from komar.attachment where id = $1 for update`, [id])
}

/** How far it is. */
export function statusOf({ id, received, isWhole }: Stored): AttachmentStatus {
  return { id, received, isWhole }
}

/** Begins a file with a key of its own. An earlier entry of the actor's agency takes its id back from a later one that copied it. */
export async function insertAttachment(
  db: Database,
  hostKey: Uint8Array,
  { entry, agency, ...named }: Attachment & { entry: string; agency: string },
): Promise<Stored> {
  await db.query('select komar.yield_attachment($1, $2)', [named.id, entry])
  const key = seal(hostKey, `attachment ${named.id}`, randomBytes(32))
  await db.query(
    `insert into komar.attachment (id, entry, agency, sha256, bytes, type, key) values ($1, $2, $3, decode($4, 'hex'), $5, $6, $7)`,
    [named.id, entry, agency, named.sha256, named.bytes, named.type, key],
  )
  return oneRow(db, storedRow, `select ${columns} from komar.attachment where id = $1`, [named.id])
}

function keyOf(hostKey: Uint8Array, { id, key }: Stored): Buffer {
  return unseal(hostKey, `attachment ${id}`, key)
}

/** Adds the bytes at the place where the upload stands. `isLast`: all is there and was checked. */
export async function addPart(
  db: Database,
  hostKey: Uint8Array,
  stored: Stored,
  { bytes, isLast }: { bytes: Uint8Array; isLast: boolean },
): Promise<Stored> {
  const sealed = seal(keyOf(hostKey, stored), `${stored.id} ${stored.received}`, bytes)
  await db.query('insert into komar.attachment_part (attachment, at, sealed) values ($1, $2, $3)', [
    stored.id,
    stored.received,
    sealed,
  ])
  const received = stored.received + bytes.length
  await db.query(
    `update komar.attachment set received = $2, last_part_at = now(), whole_at = case when $3 then now() end where id = $1`,
    [stored.id, received, isLast],
  )
  return { ...stored, received, isWhole: isLast }
}

const partRow = z.object({ at: z.int(), sealed: z.instanceof(Uint8Array) })

/** The bytes that are there. @throws when a part was changed or moved. */
export async function readBytes(db: Database, hostKey: Uint8Array, stored: Stored): Promise<Buffer> {
  const text = 'select at, sealed from komar.attachment_part where attachment = $1 order by at'
  const parts = await rows(db, partRow, text, [stored.id])
  const key = keyOf(hostKey, stored)
  const whole = Buffer.concat(parts.map(({ at, sealed }) => unseal(key, `${stored.id} ${at}`, sealed)))
  if (whole.length !== stored.received) throw new Error('a part of an attachment is missing')
  return whole
}

const unfinishedDays = 7

/** Removes uploads that have stood still for a week; the device begins them anew. */
export async function expireAttachments(db: Database): Promise<void> {
  await db.query('select komar.expire_attachments(make_interval(days => $1))', [unfinishedDays])
}

// Work that comes in by hand. A box is opened before it is kept: what this host cannot open must stay where it is, or it is lost.
import { boxedSchema, boxLimits, type Boxed, type HandedIn } from '@komar/contract/hand-ins'
import { Decrypter } from 'age-encryption'
import { z } from 'zod'
import { instantSql } from '../db/instant-sql.ts'
import { oneRow, rows, type Database } from '../db/query.ts'

const mostBytesOfDevice = 64 * 1024 * 1024
const mostBytesOfAll = 4 * 1024 * 1024 * 1024
/** Each recipient of an age file costs the opener one multiplication on the curve; a hostile file could name a thousand. */
const mostRecipients = 4

/** `entry` and `corrects`: what it holds, once it was opened. */
export type SealedBox = { id: string; box: string; entry?: string; corrects?: string }
export type BoxFault = 'device-unknown' | 'not-a-box' | 'id-taken' | 'too-many'
export type Taken = { kept: string[]; refused: { id: string; because: BoxFault }[] }

/** Whether a device ever signed in here. */
export async function isDevice(db: Database, device: string): Promise<boolean> {
  return (await oneRow(db, z.object({ known: z.boolean() }), 'select komar.is_device($1) as known', [device])).known
}

const outcomeRow = z.object({ id: z.uuid(), outcome: z.enum(['kept', 'id-taken', 'too-many']) })

/** Keeps boxes that were found sound, within the limits of a device and of the host. */
export async function takeHandIns(db: Database, device: string, boxes: readonly SealedBox[]): Promise<Taken> {
  if (boxes.length === 0) return { kept: [], refused: [] }
  const found = await rows(db, outcomeRow, 'select id, outcome from komar.take_hand_ins($1, $2, $3, $4, $5)', [
    device,
    JSON.stringify(boxes),
    boxLimits.perDevice,
    mostBytesOfDevice,
    mostBytesOfAll,
  ])
  return {
    kept: found.flatMap(({ id, outcome }) => (outcome === 'kept' ? [id] : [])),
    refused: found.flatMap(({ id, outcome }) => (outcome === 'kept' ? [] : [{ id, because: outcome }])),
  }
}

/** What a box holds; null where this key does not open it, or it holds nothing of this form. */
export async function openBox(identity: string, box: Uint8Array): Promise<Boxed | null> {
  if (box.length > boxLimits.bytes || !isPlainAge(box)) return null
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  try {
    const parsed = boxedSchema.safeParse(JSON.parse(await decrypter.decrypt(box, 'text')))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** A binary age file with few recipients. */
function isPlainAge(box: Uint8Array): boolean {
  const text = Buffer.from(box).toString('latin1')
  const end = text.indexOf('\n---')
  if (!text.startsWith('age-encryption.org/v1\n') || end === -1) return false
  return text.slice(0, end).split('\n-> ').length - 1 <= mostRecipients
}

const boxRow = z.object({
  id: z.uuid(),
  place: z.coerce.number(),
  device: z.uuid(),
  received: z.iso.datetime(),
  box: z.instanceof(Uint8Array),
})

/** What waits for the actor, opened, in the order of arrival. */
export async function listHandIns(
  db: Database,
  identity: string,
  { after, limit }: { after: number; limit: number },
): Promise<{ boxes: HandedIn[]; more: boolean }> {
  const found = await rows(
    db,
    boxRow,
    `select id, place, device, ${instantSql('received')} as received, box
     from komar.hand_in where settled_at is null and place > $1 order by place limit $2`,
    [after, limit + 1],
  )
  const page = found.slice(0, limit)
  const boxes = await Promise.all(
    page.map(async ({ box, ...row }) => ({ ...row, content: await openBox(identity, box) })),
  )
  return { boxes, more: found.length > limit }
}

/** Settles what is the actor's; answers which were. */
export async function settleHandIns(db: Database, ids: readonly string[]): Promise<string[]> {
  const found = await rows(db, z.object({ id: z.uuid() }), 'select id from komar.settle_hand_ins($1) as s (id)', [ids])
  return found.map(({ id }) => id)
}

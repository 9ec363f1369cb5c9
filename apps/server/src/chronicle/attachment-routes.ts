// Attachments over HTTP: begin, send parts, ask how far, read.
import * as contract from '@komar/contract/attachments'
import { classBit, accessClasses } from '@komar/domain/access/classes'
import { attachmentsOf, type Attachment } from '@komar/domain/chronicle/attachments'
import { bodySchema } from '@komar/domain/chronicle/entry'
import { createHash } from 'node:crypto'
import { escapeLiteral } from 'pg'
import { z } from 'zod'
import { endTransaction } from '../db/as-actor.ts'
import { firstRow, type Database } from '../db/query.ts'
import { refuse } from '../http/problems.ts'
import { fileRoute, route, type Context, type Route } from '../http/route.ts'
import { faultOfFile, type FileFault } from './attachment-bytes.ts'
import {
  addPart,
  findAttachment,
  insertAttachment,
  lockAttachment,
  readBytes,
  statusOf,
  type Stored,
} from './attachments.ts'

/** So that nobody fills the host with a row for each byte. The last part may be shorter. */
const leastPartBytes = 16 * 1024

const begin = route(contract.beginAttachment, async ({ db, actor, caller }, { body }) => {
  const { entry, ...given } = body
  const found = await findEntry(db, entry)
  if (found?.agency !== actor.agency) refuse('request.not-found')
  const named = attachmentsOf(found).find(({ id }) => id === given.id)
  if (named === undefined || !isSame(named, given)) refuseFile('not-named')
  const known = await findAttachment(db, given.id)
  if (known?.entry === entry) return statusOf(known)
  return statusOf(await insertAttachment(db, caller.keys.attachment, { ...named, entry, agency: actor.agency }))
})

const sendPart = route(contract.sendAttachmentPart, async (context, { params, query, bytes }) => {
  const { db, caller } = context
  const seen = (await findAttachment(db, params.id)) ?? refuse('request.not-found')
  if (seen.isWhole) return statusOf(seen)
  const stored = (await lockAttachment(db, params.id)) ?? refuse('request.not-found')
  if (query.offset !== stored.received) refuse('attachment.offset', { params: { received: stored.received } })
  const left = stored.bytes - stored.received
  if (bytes.length > left) refuseFile('size')
  const isLast = bytes.length === left
  if (bytes.length < leastPartBytes && !isLast)
    refuse('request.malformed', { fields: [{ path: '/body', code: 'too-small' }] })
  if (isLast) await checkWhole(context, stored, bytes)
  return statusOf(await addPart(db, caller.keys.attachment, stored, { bytes, isLast }))
})

const show = route(contract.showAttachment, async ({ db }, { params }) =>
  statusOf((await findAttachment(db, params.id)) ?? refuse('request.not-found')),
)

const read = fileRoute(contract.readAttachment, async ({ db, caller, logRead }, { params }) => {
  const stored = await findAttachment(db, params.id)
  if (stored?.isWhole !== true) refuse('request.not-found')
  const entry = (await findEntry(db, stored.entry)) ?? refuse('request.not-found')
  logRead({ what: 'attachment.opened', subject: entry.subject, classes: classBit(entry.class) })
  return { bytes: await readBytes(db, caller.keys.attachment, stored), type: stored.type }
})

const entryRow = z.object({
  agency: z.uuid(),
  subject: z.uuid(),
  class: z.enum([...accessClasses, 'unknown']),
  body: bodySchema,
})

/** An accepted entry that the actor may read. */
async function findEntry(db: Database, id: string): Promise<z.infer<typeof entryRow> | undefined> {
  const text = `select e.agency, e.subject, e.class, e.body from komar.entry e where e.id = $1
    and exists (select from komar.chain c where c.entry = e.id)`
  return firstRow(db, entryRow, text, [id])
}

function isSame(left: Attachment, right: Attachment): boolean {
  return left.sha256 === right.sha256 && left.bytes === right.bytes && left.type === right.type
}

/** What is not what its entry says goes at once, and the upload begins anew. */
async function checkWhole({ db, caller }: Context, stored: Stored, last: Uint8Array): Promise<void> {
  const whole = Buffer.concat([await readBytes(db, caller.keys.attachment, stored), last])
  const isAsNamed = createHash('sha256').update(whole).digest('hex') === stored.sha256
  const fault = isAsNamed ? faultOfFile(stored.type, whole) : 'hash'
  if (fault === null) return
  await endTransaction(db, `select komar.give_up_attachment(${escapeLiteral(stored.id)})`)
  refuseFile(fault)
}

function refuseFile(because: FileFault | 'not-named' | 'size' | 'hash'): never {
  return refuse('attachment.refused', { params: { because } })
}

export const attachmentRoutes: readonly Route[] = [begin, sendPart, show, read]

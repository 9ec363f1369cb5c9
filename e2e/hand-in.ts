// Entries handed in by the API as a signed-in person, for what a journey needs before it begins or does not repeat through a page.
import { randomBytes } from 'node:crypto'
import { expect, type Visitor } from './sign-in.ts'

type Draft = {
  kind: string
  subject: string
  body: Record<string, unknown>
  also?: string[]
  occurred?: string
  basis?: 'seen' | 'told' | 'document' | 'inferred'
}

/** A UUIDv7 (RFC 9562, 5.7). */
export function newId(): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(Date.now(), 0, 6)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** Hands in entries, each of which must be accepted; answers their ids in order. */
export async function handIn(visitor: Visitor, drafts: readonly Draft[]): Promise<string[]> {
  const { session } = visitor
  const entries = drafts.map(({ body, ...draft }) => ({
    id: newId(),
    v: 1,
    also: [],
    occurred: session.host.today,
    basis: 'seen',
    ...draft,
    body: { ...body, salt: randomBytes(16).toString('base64url') },
    author: session.account.id,
    agency: session.agency.id,
    device: session.device,
    written: new Date().toISOString(),
  }))
  const { results } = await ask<{ results: { status: string }[] }>(visitor, '/v1/entries', { entries })
  expect(
    results.filter(({ status }) => status !== 'accepted'),
    `entries of ${visitor.login}: ${drafts.map(({ kind }) => kind).join(', ')}`,
  ).toEqual([])
  return entries.map(({ id }) => id)
}

/** Calls the API as the visitor: GET without a body, else POST. Fails unless the answer is a success. */
export async function ask<Answer>(visitor: Visitor, path: string, body?: unknown): Promise<Answer> {
  const { request } = visitor.context
  const answer =
    body === undefined
      ? await request.get(visitor.origin + path)
      : await request.post(visitor.origin + path, { data: body, headers: { origin: visitor.origin } })
  expect(answer.ok(), `${path} answered ${answer.status()} ${answer.ok() ? '' : await answer.text()}`).toBe(true)
  return (await answer.json()) as Answer // the server's own tests hold answers to the contract
}

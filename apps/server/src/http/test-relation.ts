// Somebody and a subject, standing to each other in each way that decides who sees what.
import { classBit, type AccessClass } from '@komar/domain/access/classes'
import type { Role } from '@komar/domain/access/roles'
import { randomUUID } from 'node:crypto'
import { openSession } from '../access/sessions.ts'
import type { TestHost } from './test-host.ts'

/** How the reader stands to the subject, and whether that lets them see an entry of the class (if the role reads it). */
export const relations = [
  ['own agency', true],
  ['common circle', true],
  ['no circle', false],
  ['my time in the circle is over', false],
  ["the subject's time in the circle is over", false],
  ['the circle passes other classes', false],
] as const
export type RelationName = (typeof relations)[number][0]

export type Arranged = { role: Role; name: RelationName; accessClass: AccessClass }

/** A subject with one entry of the class, and a reader so related to it. Written past the append: only who may see it matters. */
export async function arrangeRelation(
  host: TestHost,
  { role, name, accessClass }: Arranged,
): Promise<{ subject: string; token: string }> {
  const reader = await addReader(host, role)
  const token = await sessionOf(host, reader)
  const subject = randomUUID()
  const agency = name === 'own agency' ? host.here.id : host.there.id
  const bit = classBit(accessClass)
  await host.administrator.query(`insert into komar.subject (id, type, opened_by) values ($1, 'child', $2)`, [
    subject,
    randomUUID(),
  ])
  await addEntry(host, { subject, agency, accessClass, bit })
  if (name === 'own agency' || name === 'no circle') return { subject, token }
  const circle = await host.administrator.query<{ id: number }>(
    `insert into komar.circle (type) values ('grant') returning id`,
  )
  const mask = name === 'the circle passes other classes' ? 511 & ~bit : 511
  const over = '2014-02-01'
  await host.administrator.query(
    `insert into komar.user_circle (user_id, circle, mask, since, until) values ($1, $2, $3, '2014-01-01', $4)`,
    [reader, circle.rows[0]?.id, mask, name === 'my time in the circle is over' ? over : null],
  )
  await host.administrator.query(
    `insert into komar.subject_circle (subject, circle, mask, since, until, cause, via) values ($1, $2, 511, '2014-01-01', $3, $4, $4)`,
    [subject, circle.rows[0]?.id, name === "the subject's time in the circle is over" ? over : null, randomUUID()],
  )
  return { subject, token }
}

async function addEntry(
  host: TestHost,
  { subject, agency, accessClass, bit }: { subject: string; agency: string; accessClass: AccessClass; bit: number },
) {
  const entry = randomUUID()
  await host.administrator.query(
    `insert into komar.entry (id, kind, v, class, subject, also, occurred, basis, body, written_text, author, agency, device, written)
     values ($1, 'test.nothing', 1, $2, $3, '{}', '2014', 'seen', '{}', '{}', $4, $5, $6, now())`,
    [entry, accessClass, subject, randomUUID(), agency, randomUUID()],
  )
  await host.administrator.query(
    `insert into komar.entry_subject (subject, seq, entry, class_bit, agency) values ($1, 1, $2, $3, $4)`,
    [subject, entry, bit, agency],
  )
}

async function addReader(host: TestHost, role: Role): Promise<string> {
  const id = randomUUID()
  await host.administrator.query(
    `insert into komar.account (id, login, display_name, agency, roles, must_change_password) values ($1, $2, 'x', $3, $4, false)`,
    [id, id, host.here.id, [role]],
  )
  return id
}

/** A session of an account, past the password; for one agency, where the person belongs to several. */
export async function sessionOf(host: TestHost, account: string, agency?: string): Promise<string> {
  return (await openSession(host.pool, account, { id: undefined, label: undefined }, { agency })).token
}

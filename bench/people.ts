// The people of the measurements, with sessions of their own. Synthetic, like everything here.
import { randomUUID } from 'node:crypto'
import { insertAccount } from '@komar/server/src/access/accounts.ts'
import { createAgency } from '@komar/server/src/access/agencies.ts'
import { putIntoCircle } from '@komar/server/src/access/first-account.ts'
import { openSession } from '@komar/server/src/access/sessions.ts'
import type { Role } from '@komar/domain/access/roles'
import { z } from 'zod'
import type { BenchHost } from './host.ts'

export type BenchAgency = { id: string; circle: number }
export type BenchPerson = { id: string; agency: string; device: string; token: string }

const longAgo = '2000-01-01'

export async function addAgency(
  { owner }: BenchHost,
  code: string,
  kind: 'prisons' | 'child-welfare' | 'non-governmental',
): Promise<BenchAgency> {
  const id = randomUUID()
  await createAgency(owner, { id, code, nameEn: code, nameKm: code, kind, isState: kind !== 'non-governmental' })
  const found = await owner.query('select id from komar.circle where agency = $1', [id])
  return { id, circle: z.int().parse(found.rows[0]?.id) }
}

/** A signed-in person in these circles, with every class that the role allows. */
export async function addPerson(
  { owner, app }: BenchHost,
  agency: BenchAgency,
  role: Role,
  circles: readonly number[],
): Promise<BenchPerson> {
  const id = randomUUID()
  const user = `${role}-${id.slice(0, 8)}`
  await insertAccount(owner, { id, user, displayName: user, agency: agency.id, roles: [role], language: 'en' })
  await owner.query('update komar.account set must_change_password = false where id = $1', [id])
  for (const circle of circles) await putIntoCircle(owner, { account: id, circle, since: longAgo })
  const { token, device } = await openSession(app, id, { id: undefined, label: 'bench' })
  return { id, agency: agency.id, device, token }
}

/** The circles of all facilities, by facility. */
export async function facilityCircles({ owner }: BenchHost): Promise<Map<string, number>> {
  const row = z.object({ id: z.int(), facility: z.uuid() })
  const found = await owner.query(`select id, facility from komar.circle where type = 'facility'`)
  return new Map(found.rows.map((each) => row.parse(each)).map(({ id, facility }) => [facility, id]))
}

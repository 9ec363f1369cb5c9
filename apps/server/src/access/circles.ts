// Circles and who is in them, read and written.
import { circleTypes, type Circle, type CircleMembership } from '@komar/contract/circles'
import { classesOf, maskOf, type AccessClass } from '@komar/domain/access/classes'
import { z } from 'zod'
import { firstRow, oneRow, rows, type Database } from '../db/query.ts'

const circleRow = z.object({
  id: z.int(),
  type: z.enum(circleTypes),
  facility: z.uuid().nullable(),
  agency: z.uuid().nullable(),
})

const membershipRow = z
  .object({
    id: z.string(),
    user: z.uuid(),
    circle: z.int(),
    heldFor: z.uuid(),
    mask: z.int(),
    since: z.iso.date(),
    until: z.iso.date().nullable(),
  })
  .transform(({ mask, ...row }) => ({ ...row, classes: classesOf(mask) }))

const membershipColumns = `id::text, user_id as "user", circle, membership as "heldFor", mask, since::text, until::text`

/** Circles that the actor may see. */
export async function listCircles(db: Database): Promise<Circle[]> {
  return rows(db, circleRow, 'select id, type, facility, agency from komar.circle order by id')
}

/** Memberships of an account, newest first. */
export async function listMemberships(db: Database, account: string): Promise<CircleMembership[]> {
  const text = `select ${membershipColumns} from komar.user_circle where user_id = $1 order by since desc, id desc`
  return rows(db, membershipRow, text, [account])
}

/** Whether there is such a circle that the actor may see. */
export async function hasCircle(db: Database, circle: number): Promise<boolean> {
  return (await db.query('select from komar.circle where id = $1', [circle])).rowCount === 1
}

type NewMembership = {
  circle: number
  membership?: string | undefined
  classes: readonly AccessClass[]
  since: string
  until: string | null
}

/** Puts an account into a circle. */
export async function insertMembership(db: Database, account: string, given: NewMembership): Promise<CircleMembership> {
  return oneRow(
    db,
    membershipRow,
    `insert into komar.user_circle (user_id, circle, mask, since, until, membership) values ($1, $2, $3, $4, $5, $6)
     returning ${membershipColumns}`,
    [account, given.circle, maskOf(given.classes), given.since, given.until, given.membership ?? null],
  )
}

/** Ends a membership on a day (never before it began); undefined where there is none. */
export async function endMembership(
  db: Database,
  at: { account: string; membership: string; until: string },
): Promise<CircleMembership | undefined> {
  return firstRow(
    db,
    membershipRow,
    `update komar.user_circle set until = greatest($3::date, since) where user_id = $1 and id = $2
     returning ${membershipColumns}`,
    [at.account, at.membership, at.until],
  )
}

// How a person is reminded: their own choice, which nobody else reads.
import type { Reminders } from '@komar/contract/reminders'
import { z } from 'zod'
import { oneRow, rows, type Database } from '../db/query.ts'

const usualHour = 8

const chosenRow = z.object({
  hour: z.int(),
  email: z.string().nullable(),
  isPushedHere: z.boolean(),
  pushedDevices: z.int(),
})

/** What was chosen; 8 o'clock and nothing before anything was. */
export async function readReminders(db: Database): Promise<z.infer<typeof chosenRow>> {
  return oneRow(
    db,
    chosenRow,
    `select coalesce(r.hour, ${usualHour}) as hour, r.email, p.here as "isPushedHere", p.count as "pushedDevices"
     from (select coalesce(bool_or(device = komar.actor_device()), false) as here, count(*)::int as count
       from komar.push_subscription) p left join komar.reminder r on true`,
  )
}

/** Stores the choice of an account. */
export async function changeReminders(
  db: Database,
  account: string,
  { hour, email }: Pick<Reminders, 'hour' | 'email'>,
): Promise<void> {
  await db.query(
    `insert into komar.reminder (account, hour, email) values ($1, $2, $3)
     on conflict (account) do update set hour = excluded.hour, email = excluded.email`,
    [account, hour, email],
  )
}

export type Subscription = { endpoint: string; p256dh: string; auth: string }

/** Web push to the session's device from now on, at the usual hour where none was chosen. */
export async function subscribePush(db: Database, account: string, given: Subscription): Promise<void> {
  await db.query('select komar.subscribe_push($1, $2, $3)', [given.endpoint, given.p256dh, given.auth])
  await db.query('insert into komar.reminder (account, hour) values ($1, $2) on conflict (account) do nothing', [
    account,
    usualHour,
  ])
}

/** No more web push to the session's device, or to any of the account. */
export async function unsubscribePush(db: Database, everywhere: boolean): Promise<void> {
  await db.query('select komar.unsubscribe_push($1)', [everywhere])
}

/** Where the actor's browsers take web push. */
export async function listSubscriptions(db: Database): Promise<Subscription[]> {
  const row = z.object({ endpoint: z.string(), p256dh: z.string(), auth: z.string() })
  return rows(db, row, 'select endpoint, p256dh, auth from komar.push_subscription order by since')
}

/** A push service said that this one is gone. */
export async function dropSubscription(db: Database, endpoint: string): Promise<void> {
  await db.query('select komar.drop_subscription($1)', [endpoint])
}

// One round of reminders: to those whose hour has come and for whom something is due, under their own eyes. Says that something is due,
// and nothing of what, of whom, or by whom: a shared phone shows it on its locked screen, and mail is read by others. Administrators
// are told when the last backup is too old.
import { showBackups } from '@komar/contract/host'
import { showToday } from '@komar/contract/today'
import { createTransport, type Transporter } from 'nodemailer'
import type { Pool } from 'pg'
import { z } from 'zod'
import { closeSession, openSession } from '../access/sessions.ts'
import { backupState, type BackupPlan } from '../backup/backup-runs.ts'
import { asActor, asNobody, type SignedIn } from '../db/as-actor.ts'
import { oneRow, rows, type Database } from '../db/query.ts'
import { passesRole } from '../http/handle.ts'
import { hashToken } from '../http/session-cookie.ts'
import { history, readFirstDay } from './first-day.ts'
import { dropSubscription, listSubscriptions, readReminders, type Subscription } from './reminders.ts'
import { sendPush, type PushSender } from './send-push.ts'

export type Reminding = {
  pool: Pool
  push: PushSender
  /** null: the host has no mail server. */
  mail: { url: string; from: string } | null
  /** What backups the host makes by itself; null: none, and nobody is told of them. */
  backups: BackupPlan | null
}

/** How many messages went out, and how many did not. */
export type Reminded = { sent: number; failed: number }

const words = {
  due: {
    en: { subject: 'Reminder', text: 'Something is due.' },
    km: { subject: 'ការរំលឹក', text: 'មានការងារដល់ពេលត្រូវធ្វើ។' },
  },
  backup: {
    en: { subject: 'Backup', text: 'The last backup is too old.' },
    km: { subject: 'ការចម្លងទុក', text: 'ការចម្លងទុកចុងក្រោយចាស់ពេកហើយ។' },
  },
} as const

const mostPerRound = 500

type Wanted = {
  why: keyof typeof words
  language: SignedIn['language']
  email: string | null
  subscriptions: Subscription[]
}

/** Reminds everybody whose turn it is. Several processes may call it; one at a time finds somebody. */
export async function remind({ pool, push, mail, backups }: Reminding): Promise<Reminded> {
  const row = z.object({ account: z.uuid(), device: z.uuid() })
  const turns = await asNobody(pool, (db) =>
    rows(db, row, 'select account, device from komar.take_reminders($1)', [mostPerRound]),
  )
  const post = mail === null ? null : createTransport(mail.url, { from: mail.from })
  const reminded: Reminded = { sent: 0, failed: 0 }
  for (const turn of turns) {
    await withSession(pool, turn, async (token) => {
      const wanted = await asActor(pool, { token, touch: false }, (db, actor) => wantedBy(db, actor, backups))
      if (wanted !== null) await remindOne(pool, { token, push, post, wanted, reminded })
    }).catch(() => {
      // Called off or disabled a moment ago: the others still get theirs.
      reminded.failed += 1
    })
  }
  post?.close()
  return reminded
}

/** A session of the person's own, for as long as it takes to look. */
async function withSession(
  pool: Pool,
  { account, device }: { account: string; device: string },
  work: (token: string) => Promise<void>,
): Promise<void> {
  const opened = await openSession(pool, account, { id: device, label: undefined }, { asDevice: true })
  const token = hashToken(opened.token).toString('hex')
  try {
    await work(token)
  } finally {
    await closeSession(pool, token)
  }
}

async function wantedBy(db: Database, actor: SignedIn | null, backups: BackupPlan | null): Promise<Wanted | null> {
  if (actor === null) return null
  const why = await reasonFor(db, actor, backups)
  if (why === null) return null
  const { email } = await readReminders(db)
  return { why, language: actor.language, email, subscriptions: await listSubscriptions(db) }
}

async function reasonFor(db: Database, actor: SignedIn, backups: BackupPlan | null): Promise<Wanted['why'] | null> {
  if (passesRole(showToday.allow, actor) && (await isSomethingDue(db))) return 'due'
  if (!passesRole(showBackups.allow, actor)) return null
  return ['late', 'none'].includes(await backupState(db, backups)) ? 'backup' : null
}

async function isSomethingDue(db: Database): Promise<boolean> {
  const leftOut = history(await readFirstDay(db))
  const text = `select exists (select from komar.deadline d
    where d.due <= (select komar.today_host()) and not ${leftOut.condition}) as "isDue"`
  return (await oneRow(db, z.object({ isDue: z.boolean() }), text, leftOut.values)).isDue
}

type One = { token: string; push: PushSender; post: Transporter | null; wanted: Wanted; reminded: Reminded }

async function remindOne(pool: Pool, { token, push, post, wanted, reminded }: One): Promise<void> {
  const { subject, text } = words[wanted.why][wanted.language]
  if (post !== null && wanted.email !== null) {
    const isSent = await post.sendMail({ to: wanted.email, subject, text }).then(
      () => true,
      () => false,
    )
    reminded[isSent ? 'sent' : 'failed'] += 1
  }
  for (const subscription of wanted.subscriptions) {
    const outcome = await sendPush(push, subscription, { text })
    if (outcome === 'gone') {
      await asActor(pool, { token, touch: false }, (db) => dropSubscription(db, subscription.endpoint))
    }
    reminded[outcome === 'sent' ? 'sent' : 'failed'] += 1
  }
}

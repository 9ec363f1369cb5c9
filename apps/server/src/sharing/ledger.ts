// The ledger of recommendations from its rows: those that the caller may see, what waits longest first.
import type { AdviceRow } from '@komar/contract/advice'
import { adviceReplies, adviceStates } from '@komar/domain/sharing/kinds'
import { adviceStateOn } from '@komar/domain/sharing/state'
import { plainDate, plainDateSchema } from '@komar/domain/time/plain-date'
import { z } from 'zod'
import { rows, type Database } from '../db/query.ts'

const day = plainDateSchema.nullable()

const rowSchema = z.object({
  id: z.uuid(),
  facility: z.uuid(),
  facilityCode: z.string(),
  nameEn: z.string(),
  nameKm: z.string(),
  to: z.string(),
  advice: z.string(),
  followsFrom: z.string().nullable(),
  agency: z.uuid(),
  givenOn: day,
  replyDue: plainDateSchema,
  repliedOn: day,
  reply: z.enum(adviceReplies).nullable(),
  replyWords: z.string().nullable(),
  passedTo: z.string().nullable(),
  promisedBy: day,
  outcome: z.enum(['done', 'in-part', 'not-done']).nullable(),
  outcomeOn: day,
  outcomeWords: z.string().nullable(),
})

const text = `select a.advice as id, a.facility, f.code as "facilityCode", f.name_en as "nameEn", f.name_km as "nameKm",
  a.given_to as "to", a.advice_text as advice, a.follows_from as "followsFrom", a.agency, a.given_on as "givenOn",
  a.reply_due as "replyDue", a.replied_on as "repliedOn", a.reply, a.reply_words as "replyWords", a.passed_to as "passedTo",
  a.promised_by as "promisedBy", a.outcome, a.outcome_on as "outcomeOn", a.outcome_words as "outcomeWords"
from komar.advice a join komar.facility f on f.facility = a.facility
where $1::uuid is null or a.facility = $1 order by a.reply_due, a.advice`

/** The ledger as of a day; of one facility when it is named. */
export async function readLedger(db: Database, today: string, facility: string | null): Promise<AdviceRow[]> {
  const found = await rows(db, rowSchema, text, [facility])
  const listed = found.map(({ nameEn, nameKm, ...row }) => ({
    ...row,
    facilityName: { en: nameEn, km: nameKm },
    state: adviceStateOn(row, plainDate(today)),
  }))
  // What waits comes first; within that, the order of the days on which a reply was due.
  return listed.toSorted((left, right) => adviceStates.indexOf(left.state) - adviceStates.indexOf(right.state))
}

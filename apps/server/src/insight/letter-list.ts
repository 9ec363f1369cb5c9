// The list of letters from its rows: those that the caller may see, without an answer first, the longest overdue first.
import type { LetterRow } from '@komar/contract/letters'
import { addressees, careLetterPurposes, letterPurposes, letterStates } from '@komar/domain/assess/letter-kinds'
import { z } from 'zod'
import { rows, type Database } from '../db/query.ts'
import { childRowsOf } from '../register/child-rows.ts'

export const mostLetters = 500

const day = z.iso.date().nullable()
const rowSchema = z.object({
  id: z.uuid(),
  childId: z.uuid(),
  isCare: z.boolean(),
  purpose: z.enum([...letterPurposes, ...careLetterPurposes]),
  addressee: z.enum(addressees).nullable(),
  to: z.string(),
  agency: z.uuid(),
  sentOn: day,
  answerDue: z.iso.date(),
  acknowledgedOn: day,
  answeredOn: day,
  says: z.string().nullable(),
  // The same rule as letterStateOn of the domain, over stored days; letters.db.test.ts holds them equal.
  state: z.enum(letterStates),
})

const stateSql = `case
  when answered_on is not null then 'answered'
  when is_superseded then 'superseded'
  when not waits then 'not-needed'
  when answer_due < (select komar.today_host()) then 'overdue'
  when acknowledged_on is not null then 'acknowledged'
  else 'sent' end`

const text = `select letter as id, child as "childId", class_bit = 4 as "isCare", purpose, addressee, sent_to as "to", agency,
  sent_on as "sentOn", answer_due as "answerDue", acknowledged_on as "acknowledgedOn", answered_on as "answeredOn", says,
  ${stateSql} as state
from (select l.*, exists (select from komar.deadline d
    where d.subject = l.child and d.code = 'assess.letter-unanswered' and d.key = l.letter::text) as waits
  from komar.letter l) listed
where $1 or waits order by not waits, answer_due, letter limit $2`

/** Letters with their children. */
export async function listLetters(
  db: Database,
  only: 'open' | 'all',
): Promise<{ letters: LetterRow[]; isCut: boolean }> {
  const found = await rows(db, rowSchema, text, [only === 'all', mostLetters + 1])
  const shown = found.slice(0, mostLetters)
  const children = await childRowsOf(db, [...new Set(shown.map(({ childId }) => childId))])
  const byId = new Map(children.map((child) => [child.id, child]))
  const letters = shown.map((letter) => ({ ...letter, child: byId.get(letter.childId) ?? null }))
  return { letters, isCut: found.length > mostLetters }
}

// sharing's rows: the ledger of recommendations, one row for each, so that a national list reads no chronicle.
import { settled } from '@komar/domain/settled'
import { adviceLedger, type Advice } from '@komar/domain/sharing/state'
import { edtfBounds } from '@komar/domain/time/edtf'
import type { SubjectId } from '@komar/domain/chronicle/entry'
import type { Projector, Row } from '../chronicle/projector.ts'

export const adviceProjector: Projector = {
  of: 'facility',
  tables: [{ name: 'advice', key: 'facility' }],
  project: (facility, entries) => ({
    advice: adviceLedger(settled(entries)).map((advice) => adviceRow(facility, advice)),
  }),
}

function adviceRow(facility: SubjectId, { id, given, givenOn, replyDue, reply, followed }: Advice): Row {
  return {
    advice: id,
    facility,
    given_to: given.body.to,
    advice_text: given.body.advice,
    follows_from: given.body.followsFrom ?? null,
    agency: given.entry.agency,
    given_on: givenOn,
    reply_due: replyDue,
    replied_on: reply === null ? null : edtfBounds(reply.entry.occurred).latest,
    reply: reply?.body.reply ?? null,
    reply_words: reply?.body.words ?? null,
    passed_to: reply?.body.passedTo ?? null,
    promised_by: reply?.body.promisedBy ?? null,
    outcome: followed?.body.outcome ?? null,
    outcome_on: followed === null ? null : edtfBounds(followed.entry.occurred).latest,
    outcome_words: followed?.body.words ?? null,
  }
}

// sharing's rows: the ledger of recommendations, one row for each, so that a national list reads no chronicle.
import { settled } from '@komar/domain/settled'
import { adviceRowFacts, type AdviceRowFacts } from '@komar/domain/sharing/advice-row'
import { adviceLedger } from '@komar/domain/sharing/state'
import type { SubjectId } from '@komar/domain/chronicle/entry'
import type { Projector, Row } from '../chronicle/projector.ts'

export const adviceProjector: Projector = {
  of: 'facility',
  tables: [{ name: 'advice', key: 'facility' }],
  project: (facility, entries) => ({
    advice: adviceLedger(settled(entries)).map((advice) => adviceRow(facility, adviceRowFacts(advice))),
  }),
}

function adviceRow(facility: SubjectId, facts: AdviceRowFacts): Row {
  return {
    advice: facts.id,
    facility,
    given_to: facts.to,
    advice_text: facts.advice,
    follows_from: facts.followsFrom,
    agency: facts.agency,
    given_on: facts.givenOn,
    reply_due: facts.replyDue,
    replied_on: facts.repliedOn,
    reply: facts.reply,
    reply_words: facts.replyWords,
    passed_to: facts.passedTo,
    promised_by: facts.promisedBy,
    outcome: facts.outcome,
    outcome_on: facts.outcomeOn,
    outcome_words: facts.outcomeWords,
  }
}

// What the ledger says of one recommendation. The host stores it as a row, a device in its sealed snapshot. Conditions class.
import type { AgencyId, Uuid } from '../chronicle/entry.ts'
import { edtfBounds } from '../time/edtf.ts'
import type { PlainDate } from '../time/plain-date.ts'
import { factsOfAdvice, type Advice, type AdviceFacts } from './state.ts'

export type AdviceRowFacts = AdviceFacts & {
  id: Uuid
  to: string
  advice: string
  followsFrom: string | null
  agency: AgencyId
  givenOn: PlainDate | null
  repliedOn: PlainDate | null
  replyWords: string | null
  passedTo: string | null
  outcomeOn: PlainDate | null
  outcomeWords: string | null
}

/** One recommendation with its reply and what was last seen of it. */
export function adviceRowFacts(advice: Advice): AdviceRowFacts {
  const { id, given, givenOn, reply, followed } = advice
  return {
    ...factsOfAdvice(advice),
    id,
    to: given.body.to,
    advice: given.body.advice,
    followsFrom: given.body.followsFrom ?? null,
    agency: given.entry.agency,
    givenOn,
    repliedOn: reply === null ? null : edtfBounds(reply.entry.occurred).latest,
    replyWords: reply?.body.words ?? null,
    passedTo: reply?.body.passedTo ?? null,
    outcomeOn: followed === null ? null : edtfBounds(followed.entry.occurred).latest,
    outcomeWords: followed?.body.words ?? null,
  }
}

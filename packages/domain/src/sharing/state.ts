// The ledger of recommendations, folded: each with its reply and with what was last seen of it. A later reply or a later look stands.
import type { Uuid } from '../chronicle/entry.ts'
import { statedOf, type Settled, type Standing, type Stated } from '../chronicle/fold.ts'
import { edtfBounds } from '../time/edtf.ts'
import type { PlainDate } from '../time/plain-date.ts'
import * as kinds from './kinds.ts'

export type Advice = {
  id: Uuid
  given: Stated<typeof kinds.adviceGiven>
  givenOn: PlainDate | null
  replyDue: PlainDate
  reply: Stated<typeof kinds.adviceAnswered> | null
  followed: Stated<typeof kinds.adviceFollowed> | null
}

/** All recommendations about a facility, in the order in which they were given. */
export function adviceLedger(settled: Settled): Advice[] {
  const replies = statedOf(settled, kinds.adviceAnswered)
  const looks = statedOf(settled, kinds.adviceFollowed)
  return statedOf(settled, kinds.adviceGiven).map((given) => ({
    id: given.id,
    given,
    givenOn: edtfBounds(given.entry.occurred).earliest,
    replyDue: given.body.replyDue,
    reply: replies.findLast(({ body }) => bears(given, body.advice)) ?? null,
    followed: looks.findLast(({ body }) => bears(given, body.advice)) ?? null,
  }))
}

/** What a recommendation waits for, without the chronicle: how the ledger's rows on the host are judged too. */
export type AdviceFacts = {
  replyDue: PlainDate
  reply: (typeof kinds.adviceReplies)[number] | null
  promisedBy: PlainDate | null
  outcome: 'done' | 'in-part' | 'not-done' | null
}

/** The facts of a recommendation that its state follows from. */
export function factsOfAdvice({ replyDue, reply, followed }: Advice): AdviceFacts {
  return {
    replyDue,
    reply: reply?.body.reply ?? null,
    promisedBy: reply?.body.promisedBy ?? null,
    outcome: followed?.body.outcome ?? null,
  }
}

/** How a recommendation stands on a day. Done is done, with or without a reply. */
export function adviceStateOn(
  { replyDue, reply, promisedBy, outcome }: AdviceFacts,
  today: PlainDate,
): kinds.AdviceState {
  if (outcome === 'done') return 'done'
  if (reply === null) return replyDue < today ? 'reply-overdue' : 'waiting'
  if (reply === 'refused') return 'refused'
  return promisedBy !== null && promisedBy < today ? 'promise-overdue' : 'accepted'
}

function bears({ id, entry, former }: Standing, named: Uuid): boolean {
  return id === named || entry.id === named || former.some((each) => each.id === named)
}

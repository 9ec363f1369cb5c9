// Letters, folded: each with its acknowledgement and its answer. A later letter with the same purpose to the same office takes the
// place of an earlier one: it is a reminder, and the answer is owed to it.
import { compareText } from '../chronicle/order.ts'
import type { Uuid } from '../chronicle/entry.ts'
import { statedOf, type Settled, type Stated } from '../chronicle/fold.ts'
import { edtfBounds } from '../time/edtf.ts'
import type { PlainDate } from '../time/plain-date.ts'
import * as kinds from './letter-kinds.ts'
import { bearsId } from './state.ts'

export type SentLetter = Stated<typeof kinds.letterSent> | Stated<typeof kinds.careLetterSent>
export type Acknowledgement = Stated<typeof kinds.letterAcknowledged>
export type Answer = Stated<typeof kinds.letterAnswered>

export type Letter = {
  id: Uuid
  class: 'identity' | 'care'
  purpose: kinds.LetterPurpose
  addressee: kinds.Addressee | null
  sent: SentLetter
  /** First day on which it may have been sent; null when its day is open. */
  sentOn: PlainDate | null
  answerDue: PlainDate
  acknowledgement: Acknowledgement | null
  answer: Answer | null
  /** A later letter that took its place. */
  supersededBy: Uuid | null
}

/** All letters about a child that the reader sees, in the order in which they were sent. */
export function lettersOf(settled: Settled): Letter[] {
  const received = [...statedOf(settled, kinds.letterAcknowledged), ...statedOf(settled, kinds.careLetterAcknowledged)]
  const answers = [...statedOf(settled, kinds.letterAnswered), ...statedOf(settled, kinds.careLetterAnswered)]
  const letters = [
    ...statedOf(settled, kinds.letterSent).map((sent) => letterOf('identity', sent, received, answers)),
    ...statedOf(settled, kinds.careLetterSent).map((sent) => letterOf('care', sent, received, answers)),
  ].toSorted((left, right) => compareText(left.sentOn ?? '', right.sentOn ?? '') || compareText(left.id, right.id))
  return letters.map((letter, index) => {
    const later = letters.slice(index + 1).find((each) => isSameMatter(letter, each))
    return later === undefined ? letter : { ...letter, supersededBy: later.id }
  })
}

/**
 * How a letter stands on a day. An answer ends it, whenever it came.
 * @param waiting the letters whose answer is still owed: `waitingLetters` of the child's deadlines
 */
export function letterStateOn(letter: Letter, today: PlainDate, waiting: ReadonlySet<string>): kinds.LetterState {
  if (letter.answer !== null) return 'answered'
  if (letter.supersededBy !== null) return 'superseded'
  if (!waiting.has(letter.id)) return 'not-needed'
  if (letter.answerDue < today) return 'overdue'
  return letter.acknowledgement === null ? 'sent' : 'acknowledged'
}

function letterOf(
  of: Letter['class'],
  sent: SentLetter,
  received: readonly Acknowledgement[],
  answers: readonly Answer[],
): Letter {
  return {
    id: sent.id,
    class: of,
    purpose: sent.body.purpose ?? 'measures-owed',
    addressee: sent.body.addressee ?? null,
    sent,
    sentOn: edtfBounds(sent.entry.occurred).earliest,
    answerDue: sent.body.answerDue,
    acknowledgement: received.find(({ body }) => bearsId(sent, body.letter)) ?? null,
    answer: answers.findLast(({ body }) => bearsId(sent, body.letter)) ?? null,
    supersededBy: null,
  }
}

/** The same purpose to the same office; letters about measures, about some measure in common. */
function isSameMatter(one: Letter, other: Letter): boolean {
  if (one.purpose !== other.purpose || one.class !== other.class) return false
  const isSameOffice =
    one.addressee === null || other.addressee === null
      ? one.sent.body.to === other.sent.body.to
      : one.addressee === other.addressee
  const { measures } = other.sent.body
  return isSameOffice && (measures.length === 0 || one.sent.body.measures.some((each) => measures.includes(each)))
}

// What is said of a letter wherever it stands: its state, what came back, and where each is recorded.
import type { LetterState } from '@komar/domain/assess/letter-kinds'
import type { Letter } from '@komar/domain/assess/letters'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { sayOption } from '../chronicle/field-words.ts'
import { formatDate } from '../i18n/format-date.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { Speech } from '../i18n/speech.ts'
import { mayRecordKind, recordAddress } from '../register/actions.ts'
import { useSession } from '../shell/session.tsx'
import { StateShape } from '../ui/state-shape.tsx'
import '../ui/dated-lines.css'

const shapes = {
  sent: 'within',
  acknowledged: 'approaching',
  overdue: 'past',
  answered: 'unknown',
  superseded: 'unknown',
  'not-needed': 'not-in-prison',
} as const satisfies Record<LetterState, string>

/** Word and shape of a letter's state. */
export function LetterMark({ state }: { state: LetterState }): ReactNode {
  const { text } = useSpeech()
  return (
    <span className={`deadline-mark deadline-mark-${shapes[state]}`}>
      <StateShape state={shapes[state]} />
      {text(`letters.state.${state}`)}
    </span>
  )
}

/** "Sent 12 December 2014. Acknowledged 15 December 2014. Answer due 2 January 2015." */
export function sayReturns({ sent, answerDue, acknowledgement, answer }: Letter, speech: Speech): string {
  const { text } = speech
  const on = (entry: Letter['sent']['entry']) => formatEdtf(entry.occurred, speech)
  const promised = answer?.body.promisedBy
  const parts = [
    text('letters.sent-on', { date: on(sent.entry) }),
    acknowledgement === null ? null : text('letters.acknowledged-on', { date: on(acknowledgement.entry) }),
    answer === null
      ? text('letters.answer-due', { date: formatDate(answerDue, speech) })
      : text('letters.answered-on', { date: on(answer.entry), says: sayOption('says', answer.body.says, speech) }),
    promised === undefined ? null : text('letters.promised-by', { date: formatDate(promised, speech) }),
  ]
  return parts.filter((part) => part !== null).join(' ')
}

/** Where an acknowledgement and an answer are recorded, for those who may. */
export function LetterActions({ child, letter }: { child: string; letter: Letter }): ReactNode {
  const { text } = useSpeech()
  const session = useSession()
  const prefix = letter.class === 'care' ? 'assess.care-letter' : 'assess.letter'
  if (letter.answer !== null || !mayRecordKind(session, `${prefix}-answered`)) return null
  const to = (form: string): string => `${recordAddress(child, form)}?letter=${letter.id}`
  return (
    <p className="row screen-only">
      {letter.acknowledgement === null && <Link to={to('letter-received')}>{text('action.letter-received')}</Link>}
      <Link to={to('letter-answered')}>{text('action.letter-answered')}</Link>
    </p>
  )
}

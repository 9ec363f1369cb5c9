import type { ShownDeadline } from '@komar/contract/register'
import { plainDate, type PlainDate } from '@komar/domain/time/plain-date'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { formatDate, formatDistance } from '../i18n/format-date.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { mayDo, recordActions, recordAddress } from '../register/actions.ts'
import { useSession } from '../shell/session.tsx'
import { StateShape } from '../ui/state-shape.tsx'
import {
  deadlineShapes,
  deadlineStateWords,
  mendOf,
  partOf,
  sayDeadline,
  sayDuty,
  sayMeasureNumber,
} from './deadline-words.ts'
import '../ui/dated-lines.css'
import './deadline-line.css'

type Props = {
  deadline: ShownDeadline
  today: PlainDate
  /** Whom it is about, where that is not clear from the page. */
  about?: ReactNode
  /** Under a heading that says the sentence for several. */
  isUnderHeading?: boolean
  /** What a special measure is, where the country's rules are at hand; else its number is said. */
  measureWords?: ((deadline: ShownDeadline) => string | null) | undefined
}

/** One thing that is due: what, by when and how far off, how it stands, whose duty it is, and where it is done. */
export function DeadlineLine({ deadline, today, about, isUnderHeading = false, measureWords }: Props): ReactNode {
  const speech = useSpeech()
  const due = plainDate(deadline.due)
  const measure = measureWords?.(deadline) ?? sayMeasureNumber(deadline, speech)
  const distance = formatDistance(due, today, speech)
  return (
    <li className="deadline-line">
      {about}
      {!isUnderHeading && <p className="deadline-sentence">{sayDeadline(deadline, speech)}</p>}
      {isUnderHeading && measure !== null && <p>{measure}</p>}
      <StartUp params={deadline.params} />
      <p className="deadline-facts">
        <DeadlineMark state={deadline.state} />
        <span>{speech.text('deadline.due', { date: formatDate(due, speech), distance })}</span>
        <span className="soft">{speech.text('deadline.duty', { who: sayDuty(deadline.duty, speech) })}</span>
      </p>
      <Mend deadline={deadline} isAlone={about !== undefined} />
    </li>
  )
}

/** Missed before the work began, and planned since: history, not an alarm. */
function StartUp({ params }: Pick<ShownDeadline, 'params'>): ReactNode {
  const speech = useSpeech()
  const { wave, owedSince } = params
  if (wave === undefined || owedSince === undefined) return null
  const date = formatDate(plainDate(String(owedSince)), speech)
  return <p className="soft">{speech.text('deadline.start-up', { wave, date })}</p>
}

/** Word, shape and colour of a deadline's state. */
export function DeadlineMark({ state }: Pick<ShownDeadline, 'state'>): ReactNode {
  const { text } = useSpeech()
  const shape = deadlineShapes[state]
  return (
    <span className={`deadline-mark deadline-mark-${shape}`}>
      <StateShape state={shape} />
      {text(deadlineStateWords[state])}
    </span>
  )
}

type MendProps = { deadline: ShownDeadline; isAlone?: boolean }

/** Where it is done: its form; else the part of the child's page, which has to be named only where that page is not open (`isAlone`). */
export function Mend({ deadline, isAlone = false }: MendProps): ReactNode {
  const { text } = useSpeech()
  const session = useSession()
  const name = mendOf(deadline)
  const action = recordActions.find((each) => each.name === name)
  if (action === undefined || !mayDo(session, action)) {
    const { hash, label } = partOf(deadline)
    if (!isAlone) return null
    return (
      <Link className="screen-only" to="/children/$id" params={{ id: deadline.subject }} hash={hash}>
        {text(label)}
      </Link>
    )
  }
  return (
    <Link className="screen-only" to={recordAddress(deadline.subject, action.name)}>
      {text(action.label)}
    </Link>
  )
}

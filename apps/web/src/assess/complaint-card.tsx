// One complaint, as those see it who may: what it is about, how its answer stands, and whether anyone suffers for it.
import type { Complaint } from '@komar/domain/assess/complaint-state'
import type { PlainDate } from '@komar/domain/time/plain-date'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { sayOption } from '../chronicle/field-words.ts'
import { formatDate } from '../i18n/format-date.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { mayRecordKind } from '../register/actions.ts'
import { useSession } from '../shell/session.tsx'
import { buttonClass } from '../ui/button.tsx'

/** Whom a complaint is about: a child or a place, by the path of its page. */
export type ComplaintSubject = { type: 'child' | 'facility'; id: string }

type Props = { complaint: Complaint; subject: ComplaintSubject; today: PlainDate; about?: ReactNode }

export function ComplaintCard({ complaint, subject, today, about }: Props): ReactNode {
  const speech = useSpeech()
  const { made, madeOn } = complaint
  const { body } = made
  const topics = body.about.map((topic) => sayOption('about', topic, speech)).join(', ')
  return (
    <div className="card stack-tight">
      {about}
      <h3>{topics}</h3>
      <p className="soft">
        {speech.text('complaints.by-line', {
          who: sayOption('complainant', body.complainant, speech),
          date: formatDate(madeOn, speech),
        })}
      </p>
      <Standing complaint={complaint} subject={subject} today={today} />
      <Words complaint={complaint} />
      <Looks complaint={complaint} />
      <Next complaint={complaint} subject={subject} today={today} />
    </div>
  )
}

type OfComplaint = Pick<Props, 'complaint'>

/** The story itself is folded away: whoever looks over a shoulder sees only what it is about. */
function Words({ complaint: { made, answer } }: OfComplaint): ReactNode {
  const { text } = useSpeech()
  const { words, wish } = made.body
  return (
    <details>
      <summary>{text('complaints.words')}</summary>
      <p>{words}</p>
      {wish !== undefined && (
        <p>
          {text('field.wish')}: {wish}
        </p>
      )}
      {answer !== null && (
        <p>
          {text('field.answer')}: {answer.body.answer}
        </p>
      )}
    </details>
  )
}

function Looks({ complaint: { looks } }: OfComplaint): ReactNode {
  const speech = useSpeech()
  if (looks.length === 0) return null
  return (
    <ul className="plain-list">
      {looks.map(({ id, body, entry }) => (
        <li key={id}>
          {body.reprisals.length === 0 ? (
            speech.text('complaints.no-signs', { date: formatEdtf(entry.occurred, speech) })
          ) : (
            <strong>
              {speech.text('complaints.signs', {
                signs: body.reprisals.map((sign) => sayOption('reprisals', sign, speech)).join(', '),
              })}
            </strong>
          )}
        </li>
      ))}
    </ul>
  )
}

/** How the answer stands, in words and not by colour alone. */
function Standing({ complaint, subject, today }: Omit<Props, 'about'>): ReactNode {
  const speech = useSpeech()
  const { answer, answeredOn, answerDue, holdsUntil } = complaint
  if (answer !== null) {
    const date = answeredOn === null ? '' : formatDate(answeredOn, speech)
    return (
      <p>
        {speech.text('complaints.answered-on', { date, outcome: sayOption('outcome', answer.body.outcome, speech) })}
      </p>
    )
  }
  if (answerDue === null) return <p>{speech.text('complaints.no-day')}</p>
  const isLate = today > answerDue
  const due = speech.text(isLate ? 'complaints.late' : 'complaints.due', { date: formatDate(answerDue, speech) })
  return (
    <>
      <p>{isLate ? <strong>{due}</strong> : due}</p>
      {subject.type === 'child' && holdsUntil !== null && today < holdsUntil && (
        <p className="soft">{speech.text('complaints.holds', { date: formatDate(holdsUntil, speech) })}</p>
      )}
    </>
  )
}

function Next({ complaint, subject, today }: Omit<Props, 'about'>): ReactNode {
  const speech = useSpeech()
  const session = useSession()
  const { id, answer, watchUntil } = complaint
  const base = subject.type === 'child' ? `/children/${subject.id}` : `/facilities/${subject.id}`
  const answerForm: string = `${base}/record/complaint-answer?complaint=${id}`
  const lookForm: string = `${base}/record/reprisal-look?complaint=${id}`
  const answers = subject.type === 'child' ? 'assess.complaint-answered' : 'assess.place-complaint-answered'
  const mayAnswer = answer === null && mayRecordKind(session, answers)
  const isWatched = watchUntil !== null && today <= watchUntil
  const mayLook = isWatched && mayRecordKind(session, 'assess.reprisal-seen')
  return (
    <>
      {isWatched && (
        <p className="soft">{speech.text('complaints.watch-until', { date: formatDate(watchUntil, speech) })}</p>
      )}
      {(mayAnswer || mayLook) && (
        <p className="row screen-only">
          {mayAnswer && (
            <Link to={answerForm} className={buttonClass()}>
              {speech.text('complaints.answer')}
            </Link>
          )}
          {mayLook && (
            <Link to={lookForm} className={buttonClass('quiet')}>
              {speech.text('complaints.look')}
            </Link>
          )}
        </p>
      )}
    </>
  )
}

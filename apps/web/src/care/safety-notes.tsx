import { emergencyPlaces } from '@komar/domain/care/emergency-kinds'
import type { Emergency } from '@komar/domain/care/emergency-state'
import { answerTo, type Places, type Warning } from '@komar/domain/care/place-state'
import type { ReactNode } from 'react'
import { sayOption } from '../chronicle/field-words.ts'
import { formatDate } from '../i18n/format-date.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { Notice } from '../ui/notice.tsx'

type Props = { emergencies: readonly Emergency[]; places: Places }

/** Emergencies and warning signs, latest first; nothing where there are none. */
export function SafetyNotes({ emergencies, places }: Props): ReactNode {
  return (
    <>
      {places.warnings.toReversed().map((warning) => (
        <WarningNote key={warning.id} warning={warning} places={places} />
      ))}
      {emergencies.toReversed().map((emergency) => (
        <EmergencyCard key={emergency.order.id} emergency={emergency} />
      ))}
    </>
  )
}

function WarningNote({ warning, places }: { warning: Warning; places: Places }): ReactNode {
  const speech = useSpeech()
  const { body, entry } = warning
  const answer = answerTo(places, warning)
  return (
    <Notice tone={answer === null || answer.body.finding === 'danger-goes-on' ? 'brick' : 'calm'}>
      <strong>{speech.text('kind.care.warning-signs-seen')}</strong> ({formatEdtf(entry.occurred, speech)}){' '}
      {body.signs.map((sign) => sayOption('signs', sign, speech)).join('; ')}
      {body.words !== undefined && <span className="soft"> {body.words}</span>}
      <p>
        {answer === null
          ? speech.text('safety.warning-open')
          : `${sayOption('finding', answer.body.finding, speech)}: ${answer.body.whatWasDone}`}
      </p>
    </Notice>
  )
}

function EmergencyCard({ emergency: { order, told, review } }: { emergency: Emergency }): ReactNode {
  const speech = useSpeech()
  const { ground, on, place, until, whatHappened, placesTried } = order.body
  const tried = new Map(placesTried.map((each) => [each.place, each]))
  return (
    <div className="card stack-tight">
      <h3>{speech.text('safety.emergency', { date: formatDate(on, speech) })}</h3>
      <p>
        {sayOption('ground', ground, speech)}. {whatHappened}
      </p>
      <p>
        {speech.text('safety.place', {
          place: sayOption('place', place, speech),
          until: formatDate(until, speech),
        })}
      </p>
      {emergencyPlaces.map((each) => {
        const said = tried.get(each)
        return said === undefined ? null : (
          <p key={each} className="soft">
            {sayOption('place', each, speech)}: {[said.whoWasAsked, said.whyNot].filter(Boolean).join(' · ')}
          </p>
        )
      })}
      <p>
        {told.length === 0
          ? speech.text('safety.nobody-told')
          : speech.text('safety.told', {
              who: told
                .map(({ body }) => `${sayOption('told', body.told, speech)} (${sayOption('how', body.how, speech)})`)
                .join(', '),
            })}
      </p>
      <p>
        {review === null
          ? speech.text('safety.no-review')
          : speech.text('safety.review', {
              date: formatEdtf(review.entry.occurred, speech),
              outcome: sayOption('emergencyOutcome', review.body.emergencyOutcome, speech),
            })}
        {review?.body.nextStep !== undefined && <span className="soft"> {review.body.nextStep}</span>}
      </p>
    </div>
  )
}

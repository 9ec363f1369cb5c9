import type { ReactNode } from 'react'
import { sayOption } from '../chronicle/field-words.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { formatNumber } from '../i18n/format-number.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { Speech } from '../i18n/speech.ts'
import { sayMilestone } from './milestone-words.ts'
import type { WellbeingFile } from './wellbeing-file.ts'

const newest = 20

/** Development, for those who read either of its classes. */
export function DevelopmentPart({ file }: { file: WellbeingFile }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const looks = file.wellbeing.development.toReversed()
  return (
    <div className="stack-tight">
      <h3>{text('development.title')}</h3>
      {looks.length === 0 && <p className="soft">{text('development.none')}</p>}
      <ul className="plain-list">
        {looks.map(({ id, entry, body }) => {
          const of = (state: 'yes' | 'not-yet'): string =>
            body.milestones
              .filter((each) => each.state === state)
              .map((each) => sayMilestone(each.id, speech))
              .join('; ')
          return (
            <li key={id} className="stack-tight">
              <strong>{formatEdtf(entry.occurred, speech)}</strong>
              {of('yes') !== '' && <p>{text('development.can', { list: of('yes') })}</p>}
              {of('not-yet') !== '' && <p>{text('development.not-yet', { list: of('not-yet') })}</p>}
              {body.lostSkill !== undefined && <p>{text('development.lost', { skill: body.lostSkill })}</p>}
              {body.worry !== undefined && <p>{text('development.worry', { worry: body.worry })}</p>}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

/** School, friends, losses and the diary, newest first. */
export function DaysPart({ file }: { file: WellbeingFile }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const { school, diary, losses, friends } = file.wellbeing
  const last = school.at(-1)
  return (
    <div className="stack-tight">
      <h3>{text('days.title')}</h3>
      {last === undefined ? <p className="soft">{text('days.no-school')}</p> : <p>{saySchool(last, speech)}</p>}
      {friends !== null && (
        <p>{text('days.friend', { answer: sayOption('hasFriend', friends.body.hasFriend, speech) })}</p>
      )}
      {losses.map(({ id, entry, body }) => (
        <p key={id}>
          {text('days.loss', {
            who: sayOption('lossOf', body.lossOf, speech),
            date: formatEdtf(entry.occurred, speech),
          })}
          {body.howChildIs !== undefined && <span className="soft"> {body.howChildIs}</span>}
        </p>
      ))}
      <h4>{text('days.diary')}</h4>
      {diary.length === 0 && <p className="soft">{text('days.no-diary')}</p>}
      <ul className="plain-list">
        {diary
          .slice(-newest)
          .toReversed()
          .map(({ id, entry, body }) => (
            <li key={id}>
              <span aria-hidden="true">{body.tone === 'good' ? '＋' : '－'}</span> {formatEdtf(entry.occurred, speech)}:{' '}
              {[sayOption('tone', body.tone, speech), ...body.tags.map((tag) => sayOption('tags', tag, speech))].join(
                ', ',
              )}
              {body.words !== undefined && <p>{body.words}</p>}
            </li>
          ))}
      </ul>
    </div>
  )
}

function saySchool({ entry, body }: WellbeingFile['wellbeing']['school'][number], speech: Speech): string {
  const date = formatEdtf(entry.occurred, speech)
  if (!body.isAtSchool) return speech.text('days.not-at-school', { date })
  const grade = body.grade === undefined ? '–' : formatNumber(body.grade, speech)
  return speech.text('days.at-school', {
    date,
    grade,
    often: sayOption('attendance', body.attendance ?? 'unknown', speech),
  })
}

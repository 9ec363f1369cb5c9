import { askedElsewhere, childInterviews, closedTopics, tooSoonAfter } from '@komar/domain/assess/asked-before'
import type { ChildAssess } from '@komar/domain/assess/state'
import type { Uuid } from '@komar/domain/chronicle/entry'
import type { CountryPack } from '@komar/domain/policy'
import type { PlainDate } from '@komar/domain/time/plain-date'
import type { ReactNode } from 'react'
import { formatDate } from '../i18n/format-date.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { Notice } from '../ui/notice.tsx'

type Props = {
  state: ChildAssess
  present: Uuid
  pack: CountryPack
  today: PlainDate
  agencyName: (id: string) => string
}

const shownAtMost = 4

/** Before the first question: who asked lately, whether the child was asked too often, and what is closed. */
export function AskedBeforeNotice({ state, present, pack, today, agencyName }: Props): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const asked = askedElsewhere(state, present)
  const tooSoon = tooSoonAfter(childInterviews(state, present), today, pack)
  const closed = closedTopics(state, today)
  const rounds = [...Map.groupBy(asked, ({ assessment, agency }) => `${assessment} ${agency}`).values()]
  if (asked.length === 0 && tooSoon === null && closed.size === 0) return null
  return (
    <>
      {tooSoon !== null && (
        <Notice tone="amber" heading={text('asked-before.too-soon')}>
          <p>{text('asked-before.too-soon-what', { date: formatDate(tooSoon, speech) })}</p>
        </Notice>
      )}
      {closed.size > 0 && (
        <Notice tone="slate" heading={text('do-not-ask.some')}>
          <p>{[...closed.keys()].map((topic) => text(`option.topics.${topic}`)).join(' · ')}</p>
        </Notice>
      )}
      {rounds.length > 0 && (
        <Notice heading={text('asked-before.title')}>
          <ul>
            {rounds.slice(0, shownAtMost).map((round) => {
              const [first] = round
              if (first === undefined) return null
              const { on, agency, type, assessment } = first
              const title = pack.questionnaires.find(({ id }) => id === type)?.title[speech.language] ?? type
              return (
                <li key={`${assessment} ${agency}`}>
                  {text('asked-before.round', {
                    date: on === null ? '—' : formatDate(on, speech),
                    agency: agencyName(agency),
                    questionnaire: title,
                    count: round.length,
                  })}
                </li>
              )
            })}
          </ul>
          <p>{text('asked-before.confirm')}</p>
        </Notice>
      )}
    </>
  )
}

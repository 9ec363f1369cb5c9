// On the first page of who makes rounds: each of their prisons with the day of its last count, the longest ago first, and the way to begin.
import { listFacilities, type FacilityRow } from '@komar/contract/register'
import { compareText } from '@komar/domain/chronicle/order'
import { plainDate } from '@komar/domain/time/plain-date'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { formatDate } from '../i18n/format-date.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { mayDo, visitAction } from '../register/actions.ts'
import { useLeftOut } from '../register/kept-prisons.ts'
import { useSession } from '../shell/session.tsx'
import { ask } from '../store/ask.ts'
import { useAnswer } from '../store/use-answer.ts'

function askFacilities(isBackground: boolean) {
  return ask(listFacilities, {}, { isBackground })
}

export function RoundsDue(): ReactNode {
  const session = useSession()
  return mayDo(session, visitAction) ? <Prisons /> : null
}

function Prisons(): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const { value } = useAnswer(askFacilities)
  const isLeftOut = useLeftOut()
  const mine = (value?.facilities ?? []).filter(({ isMine, holdsWomen }) => isMine && holdsWomen)
  if (mine.length === 0) return null
  const name = ({ nameKm, nameEn }: FacilityRow): string => (speech.language === 'km' ? nameKm : nameEn)
  return (
    <details className="today-group" open={mine.length <= shownOpen}>
      <summary>{text('today.rounds', { count: mine.length })}</summary>
      <ul className="deadline-list plain-list link-list">
        {mine.toSorted(longestAgoFirst).map((facility) => (
          <li key={facility.id} className="row">
            <Link to="/facilities/$id/visit" params={{ id: facility.id }}>
              {text('today.round-begin', { prison: name(facility) })}
            </Link>
            <span className="soft">
              {facility.censusOn === null
                ? text('today.no-count')
                : text('today.last-count', { date: formatDate(plainDate(facility.censusOn), speech) })}
            </span>
            {isLeftOut(facility.id) && <span className="soft">{text('facilities.not-kept')}</span>}
          </li>
        ))}
      </ul>
    </details>
  )
}

const shownOpen = 3

function longestAgoFirst(left: FacilityRow, right: FacilityRow): number {
  return compareText(left.censusOn ?? '', right.censusOn ?? '')
}

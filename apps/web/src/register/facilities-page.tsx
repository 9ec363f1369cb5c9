import { listFacilities, type FacilityRow } from '@komar/contract/register'
import { plainDate } from '@komar/domain/time/plain-date'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { formatDate } from '../i18n/format-date.ts'
import { formatNumber, formatPercent } from '../i18n/format-number.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { Speech } from '../i18n/speech.ts'
import { Answered } from '../shell/answered.tsx'
import { Page } from '../shell/page.tsx'
import { useSession } from '../shell/session.tsx'
import { ask } from '../store/ask.ts'
import { useAnswer } from '../store/use-answer.ts'
import { buttonClass } from '../ui/button.tsx'
import { List, type Column } from '../ui/list.tsx'
import { PageState } from '../ui/page-state.tsx'
import { mayDo, registerPrison } from './actions.ts'
import { censusDifference, occupancy } from './census-difference.ts'
import { useLeftOut } from './kept-prisons.ts'

function askFacilities(isBackground: boolean) {
  return ask(listFacilities, {}, { isBackground })
}

/** The prisons, with the last count of children beside the register. */
export function FacilitiesPage(): ReactNode {
  const speech = useSpeech()
  const asked = useAnswer(askFacilities)
  const isLeftOut = useLeftOut()
  return (
    <Answered asked={asked} title="facilities.title">
      {({ facilities }) => (
        <Page title="facilities.title" actions={<RegisterPrison />}>
          <List
            caption={speech.text('facilities.caption', { count: facilities.length })}
            columns={columnsOf(speech, isLeftOut)}
            rows={facilities}
            rowKey={({ id }) => id}
            whenEmpty={
              <PageState
                kind="empty"
                heading={speech.text('facilities.empty')}
                next={speech.text('facilities.empty-next')}
              />
            }
          />
        </Page>
      )}
    </Answered>
  )
}

function RegisterPrison(): ReactNode {
  const { text } = useSpeech()
  if (!mayDo(useSession(), registerPrison)) return null
  return (
    <Link to="/record/$form" params={{ form: registerPrison.name }} className={buttonClass()}>
      {text(registerPrison.label)}
    </Link>
  )
}

function columnsOf(speech: Speech, isLeftOut: (facility: string) => boolean): Column<FacilityRow>[] {
  const { text } = speech
  return [
    {
      id: 'name',
      heading: text('facilities.column-name'),
      isName: true,
      cell: (facility) => (
        <>
          <Link to="/facilities/$id" params={{ id: facility.id }}>
            {speech.language === 'km' ? facility.nameKm : facility.nameEn}
          </Link>
          {facility.isMine && <div className="soft small">{text('facilities.mine')}</div>}
        </>
      ),
    },
    { id: 'census', heading: text('facilities.column-census'), cell: (facility) => sayCensus(facility, speech) },
    {
      id: 'register',
      heading: text('facilities.column-register'),
      cell: ({ id, childrenSeen, isMine }) => {
        if (isLeftOut(id)) return text('facilities.not-kept')
        return isMine || childrenSeen > 0 ? formatNumber(childrenSeen, speech) : null
      },
    },
    {
      id: 'difference',
      heading: text('facilities.column-difference'),
      cell: (facility) => (isLeftOut(facility.id) ? null : sayDifference(facility, speech)),
    },
    {
      id: 'occupancy',
      heading: text('facilities.column-occupancy'),
      cell: (facility) => sayOccupancy(facility, speech),
    },
  ]
}

/** The children counted at the last visit, and when. */
export function sayCensus({ census, censusOn }: FacilityRow, speech: Speech): string {
  const children = census?.['children']
  if (typeof children !== 'number') return speech.text('facilities.never-counted')
  const count = formatNumber(children, speech)
  return censusOn === null
    ? count
    : speech.text('facilities.count-on', { count, date: formatDate(plainDate(censusOn), speech) })
}

/** How the register differs from the count; nothing where nobody counted. */
export function sayDifference(facility: FacilityRow, speech: Speech): string {
  const difference = censusDifference(facility)
  switch (difference.is) {
    case 'not-counted':
      return ''
    case 'not-comparable':
      return speech.text('facilities.not-mine')
    case 'same':
      return speech.text('facilities.same')
    case 'fewer':
    case 'more':
      return speech.text(`facilities.${difference.is}`, { count: formatNumber(difference.count, speech) })
  }
}

/** "271 % (814 in 300 places)". */
export function sayOccupancy(facility: FacilityRow, speech: Speech): string {
  const rate = occupancy(facility)
  if (rate === null) return ''
  return speech.text('facilities.occupancy', {
    percent: formatPercent(rate.share, speech),
    population: formatNumber(rate.population, speech),
    capacity: formatNumber(rate.capacity, speech),
  })
}

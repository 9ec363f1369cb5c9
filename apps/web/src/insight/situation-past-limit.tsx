import type { SituationFigures } from '@komar/contract/insight'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { formatDays } from '../i18n/format-date.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { useDirectory } from '../register/directory.ts'
import { List, type Column } from '../ui/list.tsx'
import { reportWords } from './report-words.ts'

type Listed = NonNullable<SituationFigures['pastLimit']['children']>[number]

/** How far over the limit, what was decided, and, for those who see these very children, each by its code. */
export function PastLimit({ figures }: { figures: SituationFigures }): ReactNode {
  const speech = useSpeech()
  const { words, say, count } = reportWords(speech)
  const { range, medianDaysOver, longestDaysOver, withOverstayDecision, children } = figures.pastLimit
  const isAnyone = medianDaysOver !== null && longestDaysOver !== null
  return (
    <>
      <p>{speech.text('situation.past-count', { count: count(range) })}</p>
      {isAnyone && <p>{say(words.daysOver(medianDaysOver, longestDaysOver))}</p>}
      {isAnyone && <p>{say(words.overstay(withOverstayDecision, range.certain))}</p>}
      {range.possible > 0 && children === null && <p className="soft">{speech.text('situation.past-not-listed')}</p>}
      {range.possible > 0 && children !== null && <ListedChildren rows={children} />}
    </>
  )
}

function ListedChildren({ rows }: { rows: readonly Listed[] }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const { facilities } = useDirectory()
  const facilityOf = (code: string): string => {
    const facility = facilities.find((each) => each.code === code)
    return facility === undefined ? code : speech.language === 'km' ? facility.nameKm : facility.nameEn
  }
  const columns: Column<Listed>[] = [
    {
      id: 'child',
      heading: text('situation.column-child'),
      isName: true,
      cell: ({ id, code }) => (
        <Link className="situation-code" to="/children/$id" params={{ id }}>
          {code === '' ? text('situation.no-code') : code}
        </Link>
      ),
    },
    { id: 'facility', heading: text('situation.column-facility'), cell: ({ facility }) => facilityOf(facility) },
    { id: 'days', heading: text('situation.column-days'), cell: ({ daysOver }) => formatDays(daysOver, speech) },
    {
      id: 'decision',
      heading: text('situation.column-decision'),
      cell: ({ hasOverstayDecision }) => text(hasOverstayDecision ? 'situation.in-force' : 'situation.none-in-force'),
    },
  ]
  return (
    <List
      caption={text('situation.past-caption', { count: rows.length })}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      whenEmpty={<p className="soft">{text('situation.past-none-seen')}</p>}
    />
  )
}

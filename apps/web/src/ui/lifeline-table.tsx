import type { ReactNode } from 'react'
import { formatRange } from '../i18n/format-date.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { LifelineData, Mark } from './lifeline-data.ts'
import { List, type Column } from './list.tsx'

type Row = { lane: string; mark: Mark }

/** The lifeline as a table: the same marks in the same order. */
export function LifelineTable({ data, label }: { data: LifelineData; label: string }): ReactNode {
  const speech = useSpeech()
  const rows = data.lanes.flatMap((lane) => lane.marks.map((mark): Row => ({ lane: lane.label, mark })))
  const columns: Column<Row>[] = [
    { id: 'what', heading: speech.text('lifeline.what'), isName: true, cell: ({ mark }) => mark.label },
    { id: 'lane', heading: speech.text('lifeline.lane'), cell: ({ lane }) => lane },
    {
      id: 'from',
      heading: speech.text('lifeline.from'),
      cell: ({ mark }) => formatRange(mark.type === 'spell' ? mark.from : mark.at, speech),
    },
    {
      id: 'until',
      heading: speech.text('lifeline.until'),
      cell: ({ mark }) => (mark.type === 'spell' ? untilWords(mark.until) : ''),
    },
  ]
  const untilWords = (until: Extract<Mark, { type: 'spell' }>['until']): string =>
    until === null ? speech.text('lifeline.goes-on') : formatRange(until, speech)
  return (
    <List
      caption={label}
      columns={columns}
      rows={rows}
      rowKey={({ mark }) => mark.id}
      whenEmpty={<p>{speech.text('lifeline.empty')}</p>}
    />
  )
}

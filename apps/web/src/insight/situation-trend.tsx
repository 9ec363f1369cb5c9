import type { SituationFigures } from '@komar/contract/insight'
import { isEdtf } from '@komar/domain/time/edtf'
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { Button } from '../ui/button.tsx'
import { List, type Column } from '../ui/list.tsx'
import { reportWords } from './report-words.ts'
import { layTrend } from './trend-picture.ts'
import { TrendDrawing, TrendKey } from './trend-drawing.tsx'

type TrendPoint = SituationFigures['trend'][number]

/** The counts over time, each with who counted and how far the count reaches; as a picture or as a table. */
export function Trend({ points }: { points: readonly TrendPoint[] }): ReactNode {
  const { text } = useSpeech()
  const [isTable, setIsTable] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const widthPx = useWidthPx(box)
  const picture = layTrend(points, widthPx)
  if (picture === null) return <p className="soft">{text('situation.trend-empty')}</p>
  return (
    <figure className="stack">
      <div className="row screen-only">
        <Button aria-pressed={isTable} onClick={() => setIsTable(!isTable)}>
          {text(isTable ? 'picture.show' : 'picture.as-table')}
        </Button>
      </div>
      <div ref={box}>
        {isTable ? (
          <TrendTable points={points} />
        ) : (
          <>
            <TrendDrawing picture={picture} />
            <TrendKey points={points} />
          </>
        )}
      </div>
    </figure>
  )
}

/** Wide enough for print; a screen's own width is known once the picture stands. */
const widthBeforeKnownPx = 640

function useWidthPx(box: { readonly current: HTMLDivElement | null }): number {
  const [widthPx, setWidthPx] = useState(widthBeforeKnownPx)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const measure = (): void => {
      // Paper has another width; the picture keeps its own and is scaled by the print style.
      if (element.clientWidth > 0 && !matchMedia('print').matches) setWidthPx(Math.min(element.clientWidth, maxWidthPx))
    }
    measure()
    const watcher = new ResizeObserver(measure)
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [box])
  return widthPx
}

const maxWidthPx = 900

function TrendTable({ points }: { points: readonly TrendPoint[] }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const { words, say, count } = reportWords(speech)
  const columns: Column<TrendPoint>[] = [
    {
      id: 'date',
      heading: text('situation.column-date'),
      isName: true,
      cell: ({ date }) => (isEdtf(date) ? formatEdtf(date, speech) : date),
    },
    {
      id: 'children',
      heading: text('situation.column-children'),
      cell: ({ children, possible }) => count({ certain: children, possible }),
    },
    { id: 'who', heading: text('situation.column-counted-by'), cell: ({ publisher }) => words.publisher(publisher) },
    {
      id: 'coverage',
      heading: text('situation.column-coverage'),
      cell: ({ coverage }) => say(words.coverage(coverage)),
    },
    {
      id: 'joined',
      heading: text('situation.column-comparable'),
      cell: ({ isJoined }) => text(isJoined ? 'situation.comparable' : 'situation.not-comparable'),
    },
    {
      id: 'source',
      heading: text('situation.column-source'),
      cell: ({ publisher, source }) =>
        publisher === 'register' ? words.publisher(publisher) : <span lang="en">{source}</span>,
    },
  ]
  return (
    <List
      caption={text('situation.trend-caption', { count: points.length })}
      columns={columns}
      rows={points}
      rowKey={({ publisher, date }) => `${publisher}${date}`}
      whenEmpty={null}
    />
  )
}

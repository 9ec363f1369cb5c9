// One horizontal band from birth to today (ui.md, "Lifeline"). Arrow keys go from mark to mark; every mark stands in the table too.
import { ZoomIn, ZoomOut } from 'lucide-react'
import { useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { Button } from './button.tsx'
import { bandOf, type LifelineData, type Mark } from './lifeline-data.ts'
import { LifelineDrawing } from './lifeline-drawing.tsx'
import { LifelineTable } from './lifeline-table.tsx'
import { MarkWords } from './lifeline-words.tsx'
import './lifeline.css'

type Props = {
  data: LifelineData
  /** What the picture is of, without a name: "Where this child has lived". */
  label: string
  /** A link to the entry behind a mark, shown when the mark is chosen. */
  linkFor?: (mark: Mark) => ReactNode
}

const zooms = [60, 120, 240, 480] as const

export function Lifeline({ data, label, linkFor }: Props): ReactNode {
  const text = useText()
  const [zoom, setZoom] = useState(1)
  const [isTable, setIsTable] = useState(false)
  const [roomPx, setRoomPx] = useState(0)
  const band = useMemo(() => bandOf(data, zooms[zoom] ?? zooms[0], roomPx), [data, zoom, roomPx])
  const marks = useMemo(() => data.lanes.flatMap((lane) => lane.marks), [data.lanes])
  const [chosenId, choose] = useState<string | null>(null)
  const chosen = marks.find((mark) => mark.id === chosenId)
  return (
    <figure className="lifeline">
      <div className="row screen-only">
        <Button aria-pressed={isTable} onClick={() => setIsTable(!isTable)}>
          {text(isTable ? 'picture.show' : 'picture.as-table')}
        </Button>
        {!isTable && <Zoom zoom={zoom} onZoom={setZoom} />}
      </div>
      {isTable ? (
        <LifelineTable data={data} label={label} />
      ) : (
        <>
          <div className="lifeline-picture">
            <ul className="lifeline-labels plain-list" aria-hidden="true">
              {data.lanes.map((lane) => (
                <li key={lane.id}>{lane.label}</li>
              ))}
            </ul>
            <ScrolledToToday todayPx={band.todayPx} onRoom={setRoomPx}>
              <LifelineDrawing
                data={data}
                band={band}
                label={label}
                chosenId={chosenId}
                onChoose={choose}
                onKey={(event) => step(event, marks, choose)}
              />
            </ScrolledToToday>
          </div>
          <div className="lifeline-chosen screen-only" role="status">
            {chosen ? (
              <MarkWords mark={chosen} link={linkFor?.(chosen)} />
            ) : (
              <p className="soft small">{text('lifeline.tap')}</p>
            )}
          </div>
        </>
      )}
    </figure>
  )
}

function Zoom({ zoom, onZoom }: { zoom: number; onZoom: (zoom: number) => void }): ReactNode {
  const text = useText()
  return (
    <>
      <Button weight="quiet" disabled={zoom === 0} onClick={() => onZoom(zoom - 1)}>
        <ZoomOut aria-hidden="true" size={18} /> {text('lifeline.wider')}
      </Button>
      <Button weight="quiet" disabled={zoom === zooms.length - 1} onClick={() => onZoom(zoom + 1)}>
        <ZoomIn aria-hidden="true" size={18} /> {text('lifeline.closer')}
      </Button>
    </>
  )
}

type ScrolledProps = { todayPx: number; onRoom: (widthPx: number) => void; children: ReactNode }

/** Fills a wide screen; on a narrow one the band is longer than the page, and today stays in view, also after zooming. */
function ScrolledToToday({ todayPx, onRoom, children }: ScrolledProps): ReactNode {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    onRoom(element.clientWidth)
    const watcher = new ResizeObserver(() => onRoom(element.clientWidth))
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [onRoom])
  useLayoutEffect(() => {
    const roomAfterTodayPx = 40
    if (box.current) box.current.scrollLeft = todayPx + roomAfterTodayPx - box.current.clientWidth
  }, [todayPx])
  return (
    <div className="lifeline-scroll" ref={box}>
      {children}
    </div>
  )
}

/** Arrow keys, Home and End move among the marks in the order of the lanes; Enter and space come from the browser's click. */
function step(event: KeyboardEvent<SVGSVGElement>, marks: readonly Mark[], choose: (id: string) => void): void {
  const focused = event.target instanceof Element ? event.target.getAttribute('data-mark') : null
  const index = marks.findIndex((mark) => mark.id === focused)
  const next = nextIndex(event.key, index, marks.length)
  const mark = next === null ? undefined : marks[next]
  if (!mark) return
  event.preventDefault()
  choose(mark.id)
  event.currentTarget.querySelector<SVGGElement>(`[data-mark="${CSS.escape(mark.id)}"]`)?.focus()
}

function nextIndex(key: string, index: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return Math.min(count - 1, index + 1)
    case 'ArrowLeft':
    case 'ArrowUp':
      return Math.max(0, index - 1)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    case 'Enter':
    case ' ':
      return index
    default:
      return null
  }
}

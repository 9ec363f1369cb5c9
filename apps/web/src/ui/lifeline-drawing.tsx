import { useId, type KeyboardEvent, type ReactNode } from 'react'
import { useSpeech } from '../i18n/language-provider.tsx'
import { formatNumber } from '../i18n/format-number.ts'
import { ageTicks, placeOf, type Band, type LifelineData, type Mark, type Place } from './lifeline-data.ts'
import { sayMark } from './lifeline-words.tsx'

type Props = {
  data: LifelineData
  band: Band
  label: string
  chosenId: string | null
  onChoose: (id: string) => void
  onKey: (event: KeyboardEvent<SVGSVGElement>) => void
}

const topPx = 28
const lanePx = 52
const footPx = 36

export function LifelineDrawing({ data, band, label, chosenId, onChoose, onKey }: Props): ReactNode {
  const lanesEndPx = topPx + data.lanes.length * lanePx
  const firstId = data.lanes.flatMap((lane) => lane.marks)[0]?.id ?? null
  return (
    <svg width={band.widthPx} height={lanesEndPx + footPx} role="group" aria-label={label} onKeyDown={onKey}>
      <Ticks data={data} band={band} lanesEndPx={lanesEndPx} />
      {data.lanes.map((lane, index) => (
        <g key={lane.id} role="group" aria-label={lane.label} transform={`translate(0 ${topPx + index * lanePx})`}>
          <line className="lifeline-lane-line" x1={0} x2={band.widthPx} y1={lanePx} y2={lanePx} />
          {lane.marks.map((mark) => (
            <DrawnMark
              key={mark.id}
              mark={mark}
              place={placeOf(mark, band, data.today)}
              isChosen={mark.id === chosenId}
              isTabStop={mark.id === (chosenId ?? firstId)}
              onChoose={() => onChoose(mark.id)}
            />
          ))}
        </g>
      ))}
      <TodayLine todayPx={band.todayPx} lanesEndPx={lanesEndPx} />
    </svg>
  )
}

type TicksProps = { data: LifelineData; band: Band; lanesEndPx: number }

function Ticks({ data, band, lanesEndPx }: TicksProps): ReactNode {
  const speech = useSpeech()
  const about = data.birth !== null && data.birth.earliest !== data.birth.latest
  return (
    <g aria-hidden="true">
      {ageTicks(data, band).map((tick) => (
        <g key={tick.years}>
          <line className="lifeline-tick" x1={tick.px} x2={tick.px} y1={topPx} y2={lanesEndPx + 6} />
          <text x={tick.px + 2} y={lanesEndPx + 22}>
            {tick.years === 0
              ? speech.text('lifeline.born')
              : speech.text(about ? 'lifeline.about-age' : 'lifeline.age', { years: formatNumber(tick.years, speech) })}
          </text>
        </g>
      ))}
    </g>
  )
}

function TodayLine({ todayPx, lanesEndPx }: { todayPx: number; lanesEndPx: number }): ReactNode {
  const speech = useSpeech()
  return (
    <g aria-hidden="true">
      <line className="lifeline-today" x1={todayPx} x2={todayPx} y1={topPx - 6} y2={lanesEndPx} />
      <text className="lifeline-today-word" x={todayPx} y={topPx - 10} textAnchor="middle">
        {speech.text('lifeline.today')}
      </text>
    </g>
  )
}

type DrawnProps = { mark: Mark; place: Place; isChosen: boolean; isTabStop: boolean; onChoose: () => void }

function DrawnMark({ mark, place, isChosen, isTabStop, onChoose }: DrawnProps): ReactNode {
  const speech = useSpeech()
  return (
    <g
      className={`lifeline-mark lifeline-${mark.look}`}
      role="button"
      data-mark={mark.id}
      tabIndex={isTabStop ? 0 : -1}
      aria-label={sayMark(mark, speech)}
      aria-current={isChosen}
      onClick={onChoose}
    >
      {mark.type === 'spell' ? <Bar mark={mark} place={place} /> : <Dot place={place} look={mark.look} />}
    </g>
  )
}

const barTopPx = 13
const barPx = 26

function Bar({ mark, place }: { mark: Mark; place: Place }): ReactNode {
  const id = useId()
  const width = Math.max(3, place.until - place.from)
  const share = (px: number): string => `${(((px - place.from) / width) * 100).toFixed(2)}%`
  return (
    <>
      <linearGradient id={id}>
        <stop offset="0%" stopColor="currentColor" stopOpacity={place.from < place.solidFrom ? 0.08 : 1} />
        <stop offset={share(place.solidFrom)} stopColor="currentColor" />
        <stop offset={share(place.solidUntil)} stopColor="currentColor" />
        <stop offset="100%" stopColor="currentColor" stopOpacity={place.solidUntil < place.until ? 0.08 : 1} />
      </linearGradient>
      <rect x={place.from} y={0} width={width} height={lanePx} fill="transparent" />
      <rect x={place.from} y={barTopPx} width={width} height={barPx} rx={3} fill={`url(#${id})`} />
      {mark.look === 'outside' && (
        <rect
          x={place.from}
          y={barTopPx}
          width={width}
          height={barPx}
          rx={3}
          fill="none"
          stroke="var(--edge-strong)"
          strokeDasharray="3 3"
        />
      )}
      <rect className="lifeline-ring" x={place.from - 3} y={barTopPx - 3} width={width + 6} height={barPx + 6} rx={5} />
      {width > 90 && (
        <foreignObject x={place.from + 6} y={barTopPx} width={width - 8} height={barPx} pointerEvents="none">
          <div className={`lifeline-bar-words lifeline-bar-words-${mark.look}`} aria-hidden="true">
            {mark.label}
          </div>
        </foreignObject>
      )}
    </>
  )
}

function Dot({ place, look }: { place: Place; look: Mark['look'] }): ReactNode {
  const middle = lanePx / 2
  const at = (place.from + place.until) / 2
  const isConcern = look === 'concern'
  return (
    <>
      <rect x={at - lanePx / 2} y={0} width={lanePx} height={lanePx} fill="transparent" />
      {place.until - place.from > 4 && (
        <line
          x1={place.from}
          x2={place.until}
          y1={middle}
          y2={middle}
          stroke="currentColor"
          strokeWidth={3}
          strokeOpacity={0.35}
        />
      )}
      {isConcern ? (
        <path d={`M${at} ${middle - 8}l8 14h-16z`} fill="currentColor" />
      ) : (
        <circle cx={at} cy={middle} r={6} fill="currentColor" />
      )}
      <circle className="lifeline-ring" cx={at} cy={middle} r={11} />
    </>
  )
}

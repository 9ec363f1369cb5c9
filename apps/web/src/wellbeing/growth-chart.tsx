import type { GrowthPoint } from '@komar/domain/wellbeing/growth-points'
import { DAYS_PER_MONTH } from '@komar/domain/wellbeing/growth-age'
import type { Sex } from '@komar/domain/register/state'
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { formatDate } from '../i18n/format-date.ts'
import { formatNumber } from '../i18n/format-number.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { Button } from '../ui/button.tsx'
import { GrowthTable } from './growth-table-view.tsx'
import { charts, layGrowth, type Chart, type DrawnMeasure, type GrowthPicture } from './growth-picture.ts'
import './growth-chart.css'

type Props = { points: readonly GrowthPoint[]; sex: Sex }

/** The growth of a child beside the WHO's lines: a picture to look at together with its mother, and the same as a table. */
export function GrowthChart({ points, sex }: Props): ReactNode {
  const { text } = useSpeech()
  const [chart, setChart] = useState<Chart>('weight')
  const [isTable, setIsTable] = useState(false)
  return (
    <figure className="stack-tight growth">
      <h3 className="print-only">{text(`growth.chart.${chart}`)}</h3>
      <div className="row screen-only" role="group" aria-label={text('growth.charts')}>
        {charts.map((each) => (
          <Button key={each} aria-pressed={!isTable && each === chart} onClick={() => pick(each)}>
            {text(`growth.chart.${each}`)}
          </Button>
        ))}
        <Button aria-pressed={isTable} onClick={() => setIsTable(!isTable)}>
          {text(isTable ? 'picture.show' : 'picture.as-table')}
        </Button>
      </div>
      {isTable ? <GrowthTable points={points} /> : <GrowthDrawing chart={chart} points={points} sex={sex} />}
      <figcaption className="small soft">{text('growth.how-to-read')}</figcaption>
    </figure>
  )

  function pick(each: Chart): void {
    setChart(each)
    setIsTable(false)
  }
}

/** One chart as wide as there is room for, or why there is none. */
export function GrowthDrawing({ chart, points, sex }: Props & { chart: Chart }): ReactNode {
  const { text } = useSpeech()
  const box = useRef<HTMLDivElement>(null)
  const picture = layGrowth(chart, points, sex, useWidthPx(box))
  return (
    <div ref={box}>
      {picture === null ? (
        <p className="soft">{text(sex === 'unknown' ? 'growth.no-sex' : 'growth.nothing-here')}</p>
      ) : (
        <Drawing picture={picture} chart={chart} />
      )}
    </div>
  )
}

const widthBeforeKnownPx = 640
const maxWidthPx = 760

function useWidthPx(box: { readonly current: HTMLDivElement | null }): number {
  const [widthPx, setWidthPx] = useState(widthBeforeKnownPx)
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const measure = (): void => {
      if (element.clientWidth > 0 && !matchMedia('print').matches) setWidthPx(Math.min(element.clientWidth, maxWidthPx))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [box])
  return widthPx
}

function Drawing({ picture, chart }: { picture: GrowthPicture; chart: Chart }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const { widthPx, heightPx, lines, bands, measures, ownPath } = picture
  return (
    <svg
      className="growth-chart"
      viewBox={`0 0 ${widthPx} ${heightPx}`}
      width={widthPx}
      height={heightPx}
      role="img"
      aria-label={text('growth.picture', { chart: text(`growth.chart.${chart}`), count: measures.length })}
    >
      {bands.map(({ id, path }) => (
        <path key={id} className={`growth-band-${id}`} d={path} />
      ))}
      <Axes picture={picture} chart={chart} />
      {lines.map(({ z, path, endX, endY }) => (
        <g key={z} className={`growth-line growth-line-${Math.abs(z)}`}>
          <path d={path} />
          <text x={endX + 4} y={endY + 4}>
            {sayLine(z, formatNumber(Math.abs(z), speech))}
          </text>
        </g>
      ))}
      <path className="growth-own" d={ownPath} />
      {measures.map((drawn) => (
        <Measure key={drawn.point.measured.id} drawn={drawn} />
      ))}
    </svg>
  )
}

function axisOf(chart: Chart): 'growth.axis-kg' | 'growth.axis-bmi' | 'growth.axis-cm' {
  if (chart === 'bmi') return 'growth.axis-bmi'
  return chart === 'weight' || chart === 'weight-by-length' ? 'growth.axis-kg' : 'growth.axis-cm'
}

function sayLine(z: number, figure: string): string {
  return z === 0 ? figure : z > 0 ? `+${figure}` : `−${figure}`
}

function Axes({
  picture: { xTicks, yTicks, baseY, edgeX, widthPx, heightPx, isInYears },
  chart,
}: {
  picture: GrowthPicture
  chart: Chart
}): ReactNode {
  const speech = useSpeech()
  const byLength = chart === 'weight-by-length'
  const unit = isInYears ? DAYS_PER_MONTH * 12 : DAYS_PER_MONTH
  const figure = (value: number): string => formatNumber(byLength ? value : Math.round(value / unit), speech)
  return (
    <g className="growth-axes" aria-hidden="true">
      {yTicks.map(({ value, y }) => (
        <g key={value}>
          <line x1={40} x2={edgeX} y1={y} y2={y} />
          <text x={34} y={y + 4} textAnchor="end">
            {formatNumber(value, speech)}
          </text>
        </g>
      ))}
      {xTicks.map(({ value, x }) => (
        <g key={value}>
          <line x1={x} x2={x} y1={baseY} y2={baseY + 6} />
          <text x={x} y={baseY + 20} textAnchor="middle">
            {figure(value)}
          </text>
        </g>
      ))}
      <text x={widthPx / 2} y={heightPx - 4} textAnchor="middle">
        {speech.text(byLength ? 'growth.axis-length' : isInYears ? 'growth.axis-years' : 'growth.axis-age')}
      </text>
      <text x={4} y={16}>
        {speech.text(axisOf(chart))}
      </text>
    </g>
  )
}

function Measure({ drawn }: { drawn: DrawnMeasure }): ReactNode {
  const speech = useSpeech()
  const { point, measure, x, fromX, toX, y, correctedX, isDoubtful } = drawn
  const words = `${formatDate(point.on, speech)}: ${formatNumber(measure, speech)}`
  return (
    <g className={isDoubtful ? 'growth-doubtful' : 'growth-measure'}>
      <title>{isDoubtful ? `${words}. ${speech.text('growth.doubtful')}` : words}</title>
      {toX - fromX > 2 && <line x1={fromX} x2={toX} y1={y} y2={y} />}
      {correctedX !== null && (
        <>
          <line className="growth-corrected" x1={correctedX} x2={x} y1={y} y2={y} />
          <circle className="growth-corrected" cx={correctedX} cy={y} r={4} />
        </>
      )}
      {isDoubtful ? <path d={`M${x - 6} ${y - 6}l12 12m0 -12l-12 12`} /> : <circle cx={x} cy={y} r={5} />}
    </g>
  )
}

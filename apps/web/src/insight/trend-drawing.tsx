// The trend drawn by hand: a shape for each publisher, so that it reads without colour; a line only between counts that agree.
import type { SituationFigures } from '@komar/contract/insight'
import { isEdtf } from '@komar/domain/time/edtf'
import type { ReactNode } from 'react'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { formatNumber, inReadersFigures } from '../i18n/format-number.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { reportWords } from './report-words.ts'
import type { DrawnPoint, TrendPicture } from './trend-picture.ts'

type TrendPoint = SituationFigures['trend'][number]

export function TrendDrawing({ picture }: { picture: TrendPicture }): ReactNode {
  const { text } = useSpeech()
  const { widthPx, heightPx, points, lines } = picture
  const lastOwn = points.findLast(({ isOwn }) => isOwn)
  return (
    <svg
      className="trend"
      viewBox={`0 0 ${widthPx} ${heightPx}`}
      width={widthPx}
      height={heightPx}
      role="img"
      aria-label={text('situation.trend-picture')}
    >
      <Axes picture={picture} />
      {lines.map(({ id, from, to }) => (
        <line className="trend-line" key={id} x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
      ))}
      {points.map((drawn) => (
        <Point key={drawn.index} drawn={drawn} hasWords={!drawn.isOwn || drawn === lastOwn} />
      ))}
    </svg>
  )
}

function Axes({ picture: { widthPx, years, counts, baseY } }: { picture: TrendPicture }): ReactNode {
  const speech = useSpeech()
  return (
    <g className="trend-axes" aria-hidden="true">
      {counts.map(({ count, y }) => (
        <g key={count}>
          <line x1={36} x2={widthPx} y1={y} y2={y} />
          <text x={28} y={y + 4} textAnchor="end">
            {formatNumber(count, speech)}
          </text>
        </g>
      ))}
      {years.map(({ year, x }) => (
        <g key={year}>
          <line x1={x} x2={x} y1={baseY} y2={baseY + 8} />
          <text x={x} y={baseY + 24} textAnchor="middle">
            {inReadersFigures(String(year), speech)}
          </text>
        </g>
      ))}
    </g>
  )
}

function Point({ drawn, hasWords }: { drawn: DrawnPoint; hasWords: boolean }): ReactNode {
  const speech = useSpeech()
  const { words, say, count } = reportWords(speech)
  const { point, x, y, fromX, toX, possibleY, anchor, isOwn } = drawn
  const children = count({ certain: point.children, possible: point.possible })
  const date = isEdtf(point.date) ? formatEdtf(point.date, speech) : point.date
  const coverage = say(words.coverage(point.coverage))
  const wordsX = anchor === 'start' ? fromX : anchor === 'end' ? toX : x
  return (
    <g className={isOwn ? 'trend-own' : 'trend-published'}>
      <title>{`${date}: ${children}. ${words.publisher(point.publisher)}, ${coverage}`}</title>
      {toX - fromX > 1 && <line x1={fromX} x2={toX} y1={y} y2={y} />}
      {possibleY !== y && <line className="trend-possible" x1={x} x2={x} y1={y} y2={possibleY} />}
      <Shape publisher={point.publisher} x={x} y={y} />
      {hasWords && (
        <text x={wordsX} y={isOwn ? y + 22 : y - 12} textAnchor={anchor}>
          {children}
        </text>
      )}
    </g>
  )
}

const sizePx = 6

/** The register a dot, the prisons department a square, others a diamond. */
function Shape({ publisher, x, y }: { publisher: string; x: number; y: number }): ReactNode {
  if (publisher === 'register') return <circle cx={x} cy={y} r={4} />
  if (publisher === 'prisons-department') {
    return <rect x={x - sizePx} y={y - sizePx} width={sizePx * 2} height={sizePx * 2} />
  }
  const turned = `${x},${y - sizePx - 2} ${x + sizePx + 2},${y} ${x},${y + sizePx + 2} ${x - sizePx - 2},${y}`
  return <polygon points={turned} />
}

/** What each shape means, and what each published count covers. */
export function TrendKey({ points }: { points: readonly TrendPoint[] }): ReactNode {
  const speech = useSpeech()
  const { words, say, count } = reportWords(speech)
  const published = points.filter(({ publisher }) => publisher !== 'register')
  return (
    <ul className="trend-key plain-list small">
      {published.map(({ publisher, date, children, possible, coverage }) => (
        <li key={`${publisher}${date}`}>
          <KeyShape publisher={publisher} />
          <span>
            <strong>{count({ certain: children, possible })}</strong>{' '}
            {speech.text('situation.key-published', {
              date: isEdtf(date) ? formatEdtf(date, speech) : date,
              publisher: words.publisher(publisher),
              coverage: say(words.coverage(coverage)),
            })}
          </span>
        </li>
      ))}
      {points.some(({ publisher }) => publisher === 'register') && (
        <li>
          <KeyShape publisher="register" />
          <span>{speech.text('situation.key-own')}</span>
        </li>
      )}
    </ul>
  )
}

function KeyShape({ publisher }: { publisher: string }): ReactNode {
  return (
    <svg width={20} height={20} className="trend" aria-hidden="true">
      <g className={publisher === 'register' ? 'trend-own' : 'trend-published'}>
        <Shape publisher={publisher} x={10} y={10} />
      </g>
    </svg>
  )
}

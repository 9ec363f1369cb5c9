import { lastGain } from '@komar/domain/wellbeing/growth-gain'
import type { GrowthPoint } from '@komar/domain/wellbeing/growth-points'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { formatDate } from '../i18n/format-date.ts'
import { formatNumber } from '../i18n/format-number.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { buttonClass } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { GrowthChart } from './growth-chart.tsx'
import { sayAge, sayFlags, sayScores } from './growth-table-view.tsx'
import { useGrowthPoints } from './use-growth-points.ts'
import type { WellbeingFile } from './wellbeing-file.ts'

/** Growth: the last measurement in words, what it means, and the chart. */
export function GrowthPart({ file }: { file: WellbeingFile }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const points = useGrowthPoints(file)
  const last = points.at(-1)
  if (last === undefined) return <p>{text('growth.none')}</p>
  const { weightKg, heightCm, muacCm, hasOedema } = last.measured.body
  const measured = [
    ...(weightKg === undefined ? [] : [text('growth.said-weight', { kg: formatNumber(weightKg, speech) })]),
    ...(heightCm === undefined ? [] : [text('growth.said-length', { cm: formatNumber(heightCm, speech) })]),
    ...(muacCm === undefined ? [] : [text('growth.said-arm', { cm: formatNumber(muacCm, speech) })]),
    ...(hasOedema === true ? [text('growth.said-oedema')] : []),
  ]
  const flags = sayFlags(last, speech)
  return (
    <div className="stack-tight">
      <p>
        <strong>{text('growth.last', { date: formatDate(last.on, speech), age: sayAge(last, speech) })}</strong>{' '}
        {[...measured, sayScores(last, speech)].filter((part) => part !== '').join('; ')}
      </p>
      <SinceBefore points={points} />
      {last.acute !== null && last.acute.is !== 'none' && (
        <Notice tone={last.acute.is === 'severe' ? 'brick' : 'amber'}>
          <p>
            {text(`growth.acute.${last.acute.is}`)} {!last.acute.isCertain && text('growth.acute.possible')}
          </p>
        </Notice>
      )}
      {flags.length > 0 && (
        <Notice tone="amber">
          <p>{flags.join(' ')}</p>
        </Notice>
      )}
      <GrowthChart points={points} sex={file.register.sex} />
      <div className="screen-only">
        <Link to="/children/$id/growth" params={{ id: file.child }} className={buttonClass('quiet')}>
          {text('growth.print')}
        </Link>
      </div>
      <p className="small soft">
        {text('growth.source')} {text('growth.no-velocity')}
      </p>
    </div>
  )
}

/** What it gained since it was weighed before. */
function SinceBefore({ points }: { points: readonly GrowthPoint[] }): ReactNode {
  const speech = useSpeech()
  const gain = lastGain(points)
  if (gain === null) return null
  const { since, days, grams, gramsPerDay } = gain
  const signed = (value: number): string => `${value < 0 ? '−' : '+'}${formatNumber(Math.abs(value), speech)}`
  return (
    <p>
      {speech.text('growth.gain', {
        date: formatDate(since, speech),
        grams: signed(grams),
        days,
        perDay: signed(Math.round(gramsPerDay)),
      })}
    </p>
  )
}

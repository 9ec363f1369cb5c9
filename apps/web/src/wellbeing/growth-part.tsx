import { growthPoints } from '@komar/domain/wellbeing/growth-points'
import { useMemo, type ReactNode } from 'react'
import { formatDate } from '../i18n/format-date.ts'
import { formatNumber } from '../i18n/format-number.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { GrowthChart } from './growth-chart.tsx'
import { sayAge, sayFlags, sayScores } from './growth-table-view.tsx'
import type { WellbeingFile } from './wellbeing-file.ts'

/** Growth: the last measurement in words, what it means, and the chart. */
export function GrowthPart({ file }: { file: WellbeingFile }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const { wellbeing, register } = file
  const points = useMemo(
    () => growthPoints(wellbeing, { sex: register.sex, birth: register.birth.range }),
    [wellbeing, register],
  )
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
      <GrowthChart points={points} sex={register.sex} />
      <div className="screen-only">
        <Button weight="quiet" onClick={() => globalThis.print()}>
          {text('growth.print')}
        </Button>
      </div>
      <p className="small soft">{text('growth.source')}</p>
    </div>
  )
}

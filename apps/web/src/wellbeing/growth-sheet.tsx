// The growth of a child on paper, to look at together with its mother: the charts that were chosen, how to read them, every measurement.
import { useState, type ReactNode } from 'react'
import { useSpeech } from '../i18n/language-provider.tsx'
import { Button } from '../ui/button.tsx'
import { GrowthDrawing } from './growth-chart.tsx'
import { charts, isDrawable, type Chart } from './growth-picture.ts'
import { GrowthTable } from './growth-table-view.tsx'
import { useGrowthPoints } from './use-growth-points.ts'
import type { WellbeingFile } from './wellbeing-file.ts'

const usual: readonly Chart[] = ['weight', 'length']

export function GrowthSheet({ file }: { file: WellbeingFile }): ReactNode {
  const { text } = useSpeech()
  const points = useGrowthPoints(file)
  const [chosen, setChosen] = useState<readonly Chart[]>(usual)
  const { sex } = file.register
  const drawable = charts.filter((chart) => isDrawable(chart, points, sex))
  if (points.length === 0) return <p>{text('growth.none')}</p>
  const press = (chart: Chart): void =>
    setChosen(chosen.includes(chart) ? chosen.filter((each) => each !== chart) : [...chosen, chart])
  return (
    <div className="stack growth-sheet">
      <div className="row screen-only" role="group" aria-label={text('growth.charts')}>
        {drawable.map((chart) => (
          <Button key={chart} aria-pressed={chosen.includes(chart)} onClick={() => press(chart)}>
            {text(`growth.chart.${chart}`)}
          </Button>
        ))}
      </div>
      <p>{text('growth.how-to-read')}</p>
      {drawable.length === 0 && <p>{text(sex === 'unknown' ? 'growth.no-sex' : 'growth.nothing-here')}</p>}
      {drawable
        .filter((chart) => chosen.includes(chart))
        .map((chart) => (
          <section key={chart} className="growth stack-tight">
            <h2>{text(`growth.chart.${chart}`)}</h2>
            <GrowthDrawing chart={chart} points={points} sex={sex} />
          </section>
        ))}
      <GrowthTable points={points} />
      <p className="small soft">{text('growth.source')}</p>
    </div>
  )
}

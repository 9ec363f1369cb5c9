import type { SituationFigures } from '@komar/contract/insight'
import type { ReactNode } from 'react'
import { formatNumber } from '../i18n/format-number.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { Say } from '../i18n/speech.ts'
import { reportWords, type ReportWords } from './report-words.ts'

type Figure = { id: string; value: string; words: string }

/** The figures that a reader in a hurry takes along, each with what it is a count of and how far it reaches. */
export function KeyFigures({ figures }: { figures: SituationFigures }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const report = reportWords(speech)
  const { children, carers, facilities, assessments } = figures
  const shown: Figure[] = [
    {
      id: 'children',
      value: report.count(children.range),
      words: text('situation.figure-children', { reporting: facilities.reporting, women: facilities.withWomen }),
    },
    ...(children.limitMonths === null ? [] : [overLimit(children.limitMonths, figures, report, text)]),
    {
      id: 'carers',
      value: report.count(carers.range),
      words: text('situation.figure-carers', { inside: carers.withChildInside, pregnant: carers.pregnant }),
    },
    {
      id: 'assessments',
      value: formatNumber(assessments.byState, speech),
      words: text('situation.figure-assessments', { others: assessments.byOthers }),
    },
  ]
  return (
    <>
      <dl className="situation-figures">
        {shown.map(({ id, value, words }) => (
          <div key={id}>
            <dt>{words}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Notes figures={figures} report={report} />
    </>
  )
}

function overLimit(limitMonths: number, figures: SituationFigures, report: ReportWords, text: Say): Figure {
  return {
    id: 'over-limit',
    value: report.count(figures.children.overLimitAgeRange),
    words: text('situation.figure-over-limit', { limit: report.say(report.words.years(limitMonths)) }),
  }
}

function Notes({ figures, report }: { figures: SituationFigures; report: ReportWords }): ReactNode {
  const { words, say } = report
  const { text } = useSpeech()
  const { ages, range, overLimitAgeRange } = figures.children
  const isUncertain = range.certain !== range.possible || overLimitAgeRange.certain !== overLimitAgeRange.possible
  return (
    <>
      {ages !== null && <p>{say(words.ages(words.age(ages.minMonths), words.age(ages.maxMonths)))}</p>}
      {isUncertain && <p className="soft">{text('situation.uncertain')}</p>}
    </>
  )
}

import {
  showIndicators,
  type IndicatorFigureRow,
  type IndicatorMonth,
  type IndicatorRow,
} from '@komar/contract/indicators'
import { indicatorCsv } from '@komar/domain/insight/indicator-csv'
import { plainDate } from '@komar/domain/time/plain-date'
import { Link, useSearch } from '@tanstack/react-router'
import { Download, Printer } from 'lucide-react'
import { useCallback, type ReactNode } from 'react'
import { formatDate, formatMonth } from '../i18n/format-date.ts'
import { formatNumber } from '../i18n/format-number.ts'
import { useSpeech, useText } from '../i18n/language-provider.tsx'
import type { Speech } from '../i18n/speech.ts'
import { download } from '../shell/download.ts'
import { Answered } from '../shell/answered.tsx'
import { Page } from '../shell/page.tsx'
import { ask } from '../store/ask.ts'
import { useAnswer } from '../store/use-answer.ts'
import { Button } from '../ui/button.tsx'
import { PageState } from '../ui/page-state.tsx'
import { indicatorWords, type IndicatorWords } from './indicator-words.ts'
import { monthBeside } from './report-days.ts'
import { ReportTabs } from './report-tabs.tsx'
import './indicators.css'

/** The twenty-five indicators of a month. */
export function IndicatorsPage(): ReactNode {
  const { month } = useSearch({ from: '/frame/reports/indicators' })
  const question = useCallback(
    (isBackground: boolean) => ask(showIndicators, { query: month === undefined ? {} : { month } }, { isBackground }),
    [month],
  )
  const asked = useAnswer(question)
  return (
    <Answered asked={asked} title="indicators.title">
      {(report) => <Report report={report} />}
    </Answered>
  )
}

function Report({ report }: { report: IndicatorMonth }): ReactNode {
  const speech = useSpeech()
  const words = indicatorWords()
  return (
    <Page
      title="indicators.title"
      heading={speech.text('indicators.of-month', { month: sayMonth(report.month, speech) })}
      lead={<Lead report={report} words={words} />}
      actions={<Actions report={report} />}
    >
      <ReportTabs />
      <Months month={report.month} />
      <NotReporting report={report} />
      {report.indicators.length === 0 && <PageState kind="empty" heading={speech.text('pack.no-indicators')} next="" />}
      <ol className="plain-list stack">
        {report.indicators.map((indicator) => (
          <Indicator
            key={indicator.number}
            indicator={indicator}
            restated={report.restated?.find(({ number }) => number === indicator.number)}
            words={words}
          />
        ))}
      </ol>
    </Page>
  )
}

function Lead({ report, words }: { report: IndicatorMonth; words: IndicatorWords }): ReactNode {
  const speech = useSpeech()
  const date = formatDate(plainDate(report.knownBy), speech)
  return (
    <>
      <p>{speech.text(report.isClosed ? 'indicators.closed' : 'indicators.open', { date })}</p>
      <details>
        <summary>{speech.text('indicators.rule')}</summary>
        <p className="soft">{words.rule(speech)}</p>
      </details>
    </>
  )
}

function Actions({ report }: { report: IndicatorMonth }): ReactNode {
  const text = useText()
  const file = () => ({
    name: `indicators-${report.month}${report.isDemonstration ? '-demonstration' : ''}.csv`,
    type: 'text/csv;charset=utf-8',
    content: indicatorCsv(report),
  })
  return (
    <>
      <Button onClick={() => download(file())}>
        <Download aria-hidden="true" size={18} /> {text('indicators.csv')}
      </Button>
      <Button onClick={() => globalThis.print()}>
        <Printer aria-hidden="true" size={18} /> {text('situation.print')}
      </Button>
    </>
  )
}

function Months({ month }: { month: string }): ReactNode {
  const speech = useSpeech()
  const [before, after] = [monthBeside(month, -1), monthBeside(month, 1)]
  return (
    <nav className="row screen-only" aria-label={speech.text('indicators.months')}>
      <Link to="/reports/indicators" search={{ month: before }}>
        {sayMonth(before, speech)}
      </Link>
      <strong aria-current="page">{sayMonth(month, speech)}</strong>
      <Link to="/reports/indicators" search={{ month: after }}>
        {sayMonth(after, speech)}
      </Link>
    </nav>
  )
}

function NotReporting({ report: { notReporting } }: { report: IndicatorMonth }): ReactNode {
  const { text, language } = useSpeech()
  if (notReporting.length === 0) return null
  return (
    <details>
      <summary>{text('indicators.not-reporting', { count: notReporting.length })}</summary>
      <p>{notReporting.map(({ name }) => name[language]).join(', ')}</p>
    </details>
  )
}

type IndicatorProps = { indicator: IndicatorRow; restated: IndicatorRow | undefined; words: IndicatorWords }

function Indicator({ indicator, restated, words }: IndicatorProps): ReactNode {
  const speech = useSpeech()
  const about = words.of(indicator.number, speech)
  return (
    <li className="indicator stack-tight" id={`indicator-${indicator.number}`}>
      <h2>
        {formatNumber(indicator.number, speech)}. {about.title}
      </h2>
      {about.notRecorded !== null && <p className="soft">{about.notRecorded}</p>}
      <ul className="plain-list indicator-figures">
        {indicator.figures.map((figure) => (
          <Figure
            key={figure.part}
            figure={figure}
            later={restated?.figures.find(({ part }) => part === figure.part)}
            label={about.labelOf(figure.part)}
            isCount={about.isCount(figure.part)}
          />
        ))}
      </ul>
      <details className="screen-only">
        <summary>{speech.text('indicators.what')}</summary>
        <p>{speech.text('indicators.numerator', { what: about.numerator })}</p>
        <p>{speech.text('indicators.denominator', { what: about.denominator })}</p>
      </details>
    </li>
  )
}

type FigureProps = {
  figure: IndicatorFigureRow
  later: IndicatorFigureRow | undefined
  label: string
  isCount: boolean
}

function Figure({ figure, later, label, isCount }: FigureProps): ReactNode {
  const speech = useSpeech()
  const { numerator, denominator, percent, days } = figure
  const said = sayFigure(figure, isCount, speech)
  const saidLater = later === undefined ? said : sayFigure(later, isCount, speech)
  return (
    <li className="indicator-figure">
      <span>{label}</span>
      <strong>{said}</strong>
      {!isCount && denominator.certain > 0 && (
        <span className="indicator-bar" aria-hidden="true">
          <span style={{ inlineSize: `${Math.min(100, (numerator.certain * 100) / denominator.certain)}%` }} />
        </span>
      )}
      {percent !== null && !isCount && <span>{formatNumber(percent, speech)} %</span>}
      {days !== null && (
        <span className="soft">
          {speech.text('indicators.days', {
            median: formatNumber(days.median, speech),
            longest: formatNumber(days.longest, speech),
          })}
        </span>
      )}
      {saidLater !== said && <span className="soft">{speech.text('indicators.restated', { figure: saidLater })}</span>}
      <Listed figure={figure} isCount={isCount} />
    </li>
  )
}

/** "3 of 12", "3 to 5 of 12", or a plain count. */
function sayFigure({ numerator, denominator }: IndicatorFigureRow, isCount: boolean, speech: Speech): string {
  const count = sayCount(numerator, speech)
  return isCount ? count : speech.text('indicators.of', { count, of: sayCount(denominator, speech) })
}

function sayCount({ certain, possible }: IndicatorFigureRow['numerator'], speech: Speech): string {
  const from = formatNumber(certain, speech)
  return certain === possible ? from : speech.text('indicators.range', { from, to: formatNumber(possible, speech) })
}

/** Whom the figure is about: for a share those who are *not* met come first, as they are who needs somebody. */
function Listed({ figure: { listed }, isCount }: Pick<FigureProps, 'figure' | 'isCount'>): ReactNode {
  const text = useText()
  if (listed === null || listed.length === 0) return null
  const shown = isCount ? listed : listed.toSorted((left, right) => order[left.isMet] - order[right.isMet])
  return (
    <details className="indicator-list screen-only">
      <summary>{text('indicators.who', { count: shown.length })}</summary>
      <ul className="plain-list">
        {shown.map(({ subject, type, code, isMet }, index) => (
          // One person can stand twice: for two measures, two visits.
          <li key={`${subject} ${index}`}>
            <Link to={type === 'child' ? '/children/$id' : '/carers/$id'} params={{ id: subject }}>
              {code ?? text('indicators.carer')}
            </Link>{' '}
            {!isCount && <span className="soft">{text(`indicators.met-${isMet}`)}</span>}
          </li>
        ))}
      </ul>
    </details>
  )
}

const order = { no: 0, possibly: 1, yes: 2 } as const

function sayMonth(month: string, speech: Speech): string {
  const [year, number] = month.split('-').map(Number)
  return formatMonth(year ?? 0, number ?? 1, speech)
}

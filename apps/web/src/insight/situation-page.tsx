import { showSituation, type SituationFigures } from '@komar/contract/insight'
import { plainDate } from '@komar/domain/time/plain-date'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Download, Printer } from 'lucide-react'
import { useCallback, type ReactNode } from 'react'
import { formatDate } from '../i18n/format-date.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { download } from '../shell/download.ts'
import { Answered } from '../shell/answered.tsx'
import { Page } from '../shell/page.tsx'
import { useSession } from '../shell/session.tsx'
import { ask } from '../store/ask.ts'
import { useAnswer } from '../store/use-answer.ts'
import { AsOfBar } from '../ui/as-of-bar.tsx'
import { Button, buttonClass } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { DayPicker } from './day-picker.tsx'
import { readReportDays, type ReportDays } from './report-days.ts'
import { ReportTabs } from './report-tabs.tsx'
import { reportWords } from './report-words.ts'
import { Section } from '../ui/section.tsx'
import { CarerSection } from './situation-carers.tsx'
import { DecisionLines, FacilityLines, FoodLines, MissingLines, Sources } from './situation-details.tsx'
import { KeyFigures } from './situation-figures.tsx'
import { csvFile, jsonFile } from './situation-files.ts'
import { PastLimit } from './situation-past-limit.tsx'
import { Trend } from './situation-trend.tsx'
import './situation.css'

/** The situation report of a day: figures with what they rest on, as page, print and files. */
export function SituationPage(): ReactNode {
  const days = readReportDays(useSearch({ strict: false }))
  const { asOf, knownAt } = days
  const question = useCallback(
    (isBackground: boolean) =>
      ask(showSituation, { query: { ...(asOf && { asOf }), ...(knownAt && { knownAt }) } }, { isBackground }),
    [asOf, knownAt],
  )
  const asked = useAnswer(question)
  return (
    <Answered asked={asked} title="situation.title">
      {(figures) => <Report figures={figures} days={days} />}
    </Answered>
  )
}

function Report({ figures, days }: { figures: SituationFigures; days: ReportDays }): ReactNode {
  const speech = useSpeech()
  const { words, say } = reportWords(speech)
  const asOf = plainDate(figures.asOf)
  return (
    <Page
      title="situation.title"
      heading={words.title(formatDate(asOf, speech))}
      asOf={asOf}
      lead={<Lead figures={figures} days={days} />}
      actions={<Actions figures={figures} />}
    >
      <ReportTabs />
      <DayPicker key={`${days.asOf}${days.knownAt}`} days={days} />
      {figures.facilities.reporting === 0 && <Notice tone="amber" heading={speech.text('situation.nobody-reported')} />}
      <KeyFigures figures={figures} />
      <Section id="past-limit" title="situation.past-limit">
        <PastLimit figures={figures} />
      </Section>
      <Section id="carers" title="situation.carers">
        <CarerSection carers={figures.carers} />
      </Section>
      <Section id="decisions" title="situation.decisions">
        <DecisionLines figures={figures} />
      </Section>
      <Section id="facilities" title="situation.facilities">
        <FacilityLines figures={figures} />
      </Section>
      <Section id="food" title="situation.food">
        <FoodLines figures={figures} />
      </Section>
      <Section id="trend" title="situation.trend">
        <p>{say(speech.text('situation.trend-lead'))}</p>
        <Trend points={figures.trend} />
      </Section>
      <Section id="missing" title="situation.missing">
        <MissingLines figures={figures} />
      </Section>
      <Section id="sources" title="situation.sources">
        <Sources figures={figures} />
      </Section>
    </Page>
  )
}

function Lead({ figures, days }: { figures: SituationFigures; days: ReportDays }): ReactNode {
  const speech = useSpeech()
  const { words } = reportWords(speech)
  const { host } = useSession()
  const navigate = useNavigate()
  const known = figures.knownAt === null ? null : plainDate(figures.knownAt)
  const isPast = known !== null || figures.asOf !== host.today
  return (
    <>
      {figures.isDemonstration && <Notice tone="amber" heading={words.demonstration} />}
      {isPast && (
        <AsOfBar
          asOf={days.asOf ?? plainDate(figures.asOf)}
          knownAt={known}
          onToday={() => void navigate({ to: '/reports/situation', search: {} })}
        />
      )}
    </>
  )
}

/** The same report as PDF; it lists no child. */
function reportAddress({ asOf, knownAt }: SituationFigures, language: string): string {
  return `/v1/reports/situation/pdf?asOf=${asOf}&lang=${language}${knownAt === null ? '' : `&knownAt=${knownAt}`}`
}

function Actions({ figures }: { figures: SituationFigures }): ReactNode {
  const { language, text } = useSpeech()
  return (
    <>
      <Button weight="main" onClick={() => globalThis.print()}>
        <Printer aria-hidden="true" size={20} /> {text('situation.print')}
      </Button>
      <a className={buttonClass()} href={reportAddress(figures, language)} target="_blank" rel="noopener">
        <Download aria-hidden="true" size={20} /> {text('situation.pdf')}
      </a>
      <Button onClick={() => download(csvFile(figures))}>
        <Download aria-hidden="true" size={20} /> {text('situation.csv')}
      </Button>
      <Button onClick={() => download(jsonFile(figures))}>
        <Download aria-hidden="true" size={20} /> {text('situation.json')}
      </Button>
    </>
  )
}

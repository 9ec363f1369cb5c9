// The parts of the report that are sentences: work done, facilities, food money, what is missing, sources.
import type { SituationFigures } from '@komar/contract/insight'
import { isEdtf } from '@komar/domain/time/edtf'
import type { ReactNode } from 'react'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { formatNumber } from '../i18n/format-number.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { reportWords } from './report-words.ts'

type Props = { figures: SituationFigures }

function Lines({ lines }: { lines: readonly string[] }): ReactNode {
  const { say } = reportWords(useSpeech())
  return (
    <ul className="stack-tight plain-list">
      {lines.map((line) => (
        <li key={line}>{say(line)}</li>
      ))}
    </ul>
  )
}

export function DecisionLines({ figures: { assessments, decisions } }: Props): ReactNode {
  const { words } = reportWords(useSpeech())
  const { count, of, percent } = assessments.childrenInsideAssessed
  return (
    <Lines
      lines={[
        words.assessments(assessments.byState, assessments.byOthers),
        words.assessed(words.share(count, of, percent)),
        words.decisions(decisions),
      ]}
    />
  )
}

export function FacilityLines({ figures: { facilities } }: Props): ReactNode {
  const speech = useSpeech()
  const { words } = reportWords(speech)
  const day = (countedOn: string): string => (isEdtf(countedOn) ? formatEdtf(countedOn, speech) : countedOn)
  return (
    <>
      <Lines
        lines={[
          words.reporting(facilities.reporting, facilities.withWomen),
          // A share of nothing says nothing.
          ...(facilities.reporting === 0 ? [] : [womenCovered(facilities.womenCovered, words)]),
          words.programmes(facilities.withOnSiteProgramme, facilities.withStateRunProgramme),
        ]}
      />
      <NotReporting facilities={facilities.notReporting} />
      {facilities.differences.length > 0 && (
        <>
          <h3>{speech.text('situation.differences')}</h3>
          <Lines
            lines={facilities.differences.map(({ name, register, census, countedOn }) =>
              words.difference(name[speech.language], register, census, day(countedOn)),
            )}
          />
        </>
      )}
    </>
  )
}

function NotReporting({ facilities }: { facilities: SituationFigures['facilities']['notReporting'] }): ReactNode {
  const speech = useSpeech()
  if (facilities.length === 0) return null
  return (
    <>
      <h3>{speech.text('situation.not-reporting', { count: facilities.length })}</h3>
      <ul className="situation-silent plain-list">
        {facilities.map(({ code, name }) => (
          <li key={code}>{name[speech.language]}</li>
        ))}
      </ul>
    </>
  )
}

function womenCovered(
  covered: SituationFigures['facilities']['womenCovered'],
  words: ReturnType<typeof reportWords>['words'],
): string {
  if (covered === null) return words.womenCoveredUnknown
  const { overPercent, count, of } = covered
  return overPercent === null ? words.womenCoveredFew(count, of) : words.womenCovered(overPercent, count, of)
}

export function FoodLines({ figures: { entitlement, children } }: Props): ReactNode {
  const speech = useSpeech()
  const { words } = reportWords(speech)
  if (entitlement === null) return <p>{words.foodUnknown}</p>
  const { rate, rielPerDay, childDaysThisMonth: days, rielThisMonth: riel } = entitlement
  const range = ({ min, max }: { min: number; max: number }): string =>
    words.range(words.number(min), words.number(max))
  return (
    <Lines
      lines={[
        words.food(children.total, rate.rielPerDay, rielPerDay),
        words.foodMonth(range(days), range(riel)),
        words.source(rate.source),
      ]}
    />
  )
}

export function MissingLines({ figures: { missing } }: Props): ReactNode {
  const { words } = reportWords(useSpeech())
  const { missing: sentence } = words
  const { facilitiesNotReporting, childrenInThemInRegister } = missing
  const counted = [
    [missing.childrenWithoutBirthDate, sentence.childrenWithoutBirthDate],
    [missing.childrenWithoutDecision, sentence.childrenWithoutDecision],
    [missing.childrenWithoutAssessment, sentence.childrenWithoutAssessment],
    [missing.childrenWithoutKnownCarer, sentence.childrenWithoutKnownCarer],
    [missing.carersWithoutKnownCharge, sentence.carersWithoutKnownCharge],
  ] as const
  const lines = [
    ...(facilitiesNotReporting > 0
      ? [sentence.facilitiesNotReporting(facilitiesNotReporting, childrenInThemInRegister)]
      : []),
    ...counted.flatMap(([count, toSentence]) => (count > 0 ? [toSentence(count)] : [])),
  ]
  return <Lines lines={lines.length === 0 ? [words.nothingMissing] : lines} />
}

/** What was published by others, word for word, and what this register is. */
export function Sources({ figures }: Props): ReactNode {
  const speech = useSpeech()
  const { words } = reportWords(speech)
  const published = figures.trend.filter(({ publisher }) => publisher !== 'register')
  return (
    <>
      <p>{speech.text('situation.sources-own')}</p>
      <ul className="stack-tight plain-list">
        {published.map(({ date, children, publisher, source }) => (
          <li key={`${publisher}${date}`}>
            {speech.text('situation.published', {
              date: isEdtf(date) ? formatEdtf(date, speech) : date,
              count: formatNumber(children, speech),
            })}{' '}
            <span className="soft" lang="en">
              {source}
            </span>
          </li>
        ))}
        {figures.entitlement && (
          <li>
            {words.headings.food}:{' '}
            <span className="soft" lang="en">
              {figures.entitlement.rate.source}
            </span>
          </li>
        )}
      </ul>
    </>
  )
}

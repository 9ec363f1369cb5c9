// The situation report in plain words, English or Khmer, for the terminal and for print.
import type { Count } from './share.ts'
import type { SituationReport } from './situation-report.ts'
import { englishWords } from './situation-words-en.ts'
import { khmerWords } from './situation-words-km.ts'
import type { ReportLanguage, SituationWords } from './situation-words.ts'

const wordsOf: Record<ReportLanguage, SituationWords> = { en: englishWords, km: khmerWords }

type Section = { heading: string; lines: string[] }

/** The report in parts, for print: what it is, what holds for all of it, and its sections. */
export type SituationSheet = { title: string; lead: string[]; demonstration: string; sections: Section[] }

/** The report in parts. A line that stands under the one before begins with spaces. */
export function situationSheet(report: SituationReport, language: ReportLanguage): SituationSheet {
  const words = wordsOf[language]
  return {
    title: words.title(report.asOf),
    lead: report.knownAt === null ? [] : [words.knownAt(report.knownAt)],
    demonstration: report.isDemonstration ? words.demonstration : '',
    sections: [
      children(report, words),
      pastLimit(report, words),
      carers(report, words),
      decisions(report, words),
      facilities(report, words, language),
      food(report, words),
      trend(report, words),
      missing(report, words),
    ],
  }
}

/** The whole report as text, with a line end at its end. Nothing in it identifies anybody unless the report lists children. */
export function situationText(report: SituationReport, language: ReportLanguage): string {
  const { title, lead, demonstration, sections } = situationSheet(report, language)
  const head = [title, ...(demonstration === '' ? [] : [demonstration]), ...lead]
  const body = sections.map(({ heading, lines }) => [heading, ...lines.map((line) => `  ${line}`)].join('\n'))
  return `${[head.join('\n'), ...body].join('\n\n')}\n`
}

function range(words: SituationWords, { certain, possible }: Count): string {
  return words.range(words.number(certain), words.number(possible))
}

function share(
  words: SituationWords,
  { count, of, percent }: { count: number; of: number; percent: number | null },
): string {
  return words.share(count, of, percent)
}

function children({ children: figures, facilities: covered }: SituationReport, words: SituationWords): Section {
  const { range: count, ages, overLimitAgeRange, limitMonths } = figures
  return {
    heading: words.headings.children,
    lines: [
      words.childrenInside(range(words, count), covered.reporting, covered.withWomen),
      ...(ages === null ? [] : [words.ages(words.age(ages.minMonths), words.age(ages.maxMonths))]),
      ...(limitMonths === null ? [] : [words.overLimit(range(words, overLimitAgeRange), words.years(limitMonths))]),
    ],
  }
}

function pastLimit({ pastLimit: figures }: SituationReport, words: SituationWords): Section {
  const { medianDaysOver, longestDaysOver, withOverstayDecision, range: count, children: listed } = figures
  const isAnyone = medianDaysOver !== null && longestDaysOver !== null
  return {
    heading: `${words.headings.pastLimit}: ${range(words, count)}`,
    lines: [
      ...(isAnyone
        ? [words.daysOver(medianDaysOver, longestDaysOver), words.overstay(withOverstayDecision, count.certain)]
        : []),
      ...(listed ?? []).map(({ code, facility, daysOver, hasOverstayDecision }) => {
        const days = words.range(words.number(daysOver.min), words.number(daysOver.max))
        return words.listedChild(code, facility, days, hasOverstayDecision)
      }),
    ],
  }
}

function carers({ carers: figures }: SituationReport, words: SituationWords): Section {
  const charges = Object.entries(figures.byCharge).map(([charge, count]) => {
    // The keys of byCharge are charges: only Object.entries forgets it.
    return `${words.charge[charge as keyof SituationWords['charge']]}: ${count}`
  })
  return {
    heading: words.headings.carers,
    lines: [
      words.carers(range(words, figures.range), figures.withChildInside, figures.pregnant),
      ...(charges.length === 0 ? [] : [charges.join(' · ')]),
      words.preTrial(share(words, figures.preTrialShare)),
    ],
  }
}

function decisions({ assessments, decisions: inForce }: SituationReport, words: SituationWords): Section {
  return {
    heading: words.headings.decisions,
    lines: [
      words.assessments(assessments.byState, assessments.byOthers),
      words.assessed(share(words, assessments.childrenInsideAssessed)),
      words.decisions(inForce),
    ],
  }
}

function facilities(
  { facilities: figures }: SituationReport,
  words: SituationWords,
  language: ReportLanguage,
): Section {
  const silent = figures.notReporting.map(({ name }) => name[language])
  return {
    heading: words.headings.facilities,
    lines: [
      words.reporting(figures.reporting, figures.withWomen),
      womenCovered(figures.womenCovered, words),
      ...(silent.length === 0 ? [] : [words.notReporting(silent.join(', '))]),
      words.programmes(figures.withOnSiteProgramme, figures.withStateRunProgramme),
      ...figures.differences.map(({ name, register, census, countedOn }) =>
        words.difference(name[language], register, census, countedOn),
      ),
    ],
  }
}

function womenCovered(covered: SituationReport['facilities']['womenCovered'], words: SituationWords): string {
  if (covered === null) return words.womenCoveredUnknown
  const { overPercent, count, of } = covered
  return overPercent === null ? words.womenCoveredFew(count, of) : words.womenCovered(overPercent, count, of)
}

function food({ entitlement, children: { total } }: SituationReport, words: SituationWords): Section {
  const heading = words.headings.food
  if (entitlement === null) return { heading, lines: [words.foodUnknown] }
  const { rate, rielPerDay, childDaysThisMonth: days, rielThisMonth: riel } = entitlement
  return {
    heading,
    lines: [
      words.food(total, rate.rielPerDay, rielPerDay),
      words.foodMonth(
        words.range(words.number(days.min), words.number(days.max)),
        words.range(words.number(riel.min), words.number(riel.max)),
      ),
      words.source(rate.source),
    ],
  }
}

function trend({ trend: points }: SituationReport, words: SituationWords): Section {
  const lines = points.flatMap((point) => {
    const count = words.range(words.number(point.children), words.number(point.possible))
    const line = words.trendPoint(
      point.date,
      count,
      words.publisher(point.publisher),
      words.coverage(point.coverage),
      point.isJoined,
    )
    return point.publisher === 'register' ? [line] : [line, `    ${words.source(point.source)}`]
  })
  return { heading: words.headings.trend, lines }
}

function missing({ missing: figures }: SituationReport, words: SituationWords): Section {
  const { missing: say } = words
  const { facilitiesNotReporting: silent, childrenInThemInRegister: inSilent } = figures
  const lines = [
    silent > 0 ? say.facilitiesNotReporting(silent, inSilent) : null,
    figures.childrenWithoutBirthDate > 0 ? say.childrenWithoutBirthDate(figures.childrenWithoutBirthDate) : null,
    figures.childrenWithoutDecision > 0 ? say.childrenWithoutDecision(figures.childrenWithoutDecision) : null,
    figures.childrenWithoutAssessment > 0 ? say.childrenWithoutAssessment(figures.childrenWithoutAssessment) : null,
    figures.childrenWithoutKnownCarer > 0 ? say.childrenWithoutKnownCarer(figures.childrenWithoutKnownCarer) : null,
    figures.carersWithoutKnownCharge > 0 ? say.carersWithoutKnownCharge(figures.carersWithoutKnownCharge) : null,
  ].filter((line) => line !== null)
  return { heading: words.headings.missing, lines: lines.length === 0 ? [words.nothingMissing] : lines }
}

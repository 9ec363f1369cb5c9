// The situation report as a table: one figure a line, with its possible value where it is not certain, and what it is out of.
// UTF-8, header row, RFC 4180. Children past the limit are never in it, even for those who may see them.
import type { SituationReport } from './situation-report.ts'

type Row = { figure: string; value: number | string; possible?: number; of?: number; note?: string }

const header = ['figure', 'value', 'possible', 'of', 'note'] as const

/** The report as CSV, lines ended by CR LF. */
export function situationCsv(report: SituationReport): string {
  const rows = [
    ...childRows(report),
    ...carerRows(report),
    ...workRows(report),
    ...facilityRows(report),
    ...trendRows(report),
  ]
  const lines = rows.map((row) => header.map((column) => cell(row[column])).join(','))
  return [header.join(','), ...lines].map((line) => `${line}\r\n`).join('')
}

/** A cell of a CSV file, quoted where needed; text that a spreadsheet would take for a formula is made harmless. */
export function cell(value: string | number | undefined): string {
  const text = String(value ?? '')
  // A leading = + - @, also as wide as a Chinese sign, would be a formula to a spreadsheet; it passes over tabs, line ends, spaces and
  // what is not seen before one. Source: OWASP, CSV injection.
  const safe = typeof value === 'string' && /^[\s\p{Cf}\p{Cc}]*[=+\-@＝＋－＠]/u.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function childRows({ asOf, knownAt, isDemonstration, children, pastLimit }: SituationReport): Row[] {
  return [
    { figure: 'asOf', value: asOf, note: isDemonstration ? 'demonstration' : '' },
    { figure: 'knownAt', value: knownAt ?? '' },
    { figure: 'children.total', value: children.total, possible: children.range.possible },
    {
      figure: 'children.overLimitAge',
      value: children.overLimitAge,
      possible: children.overLimitAgeRange.possible,
      of: children.total,
    },
    { figure: 'children.limitMonths', value: children.limitMonths ?? '' },
    { figure: 'children.ages.minMonths', value: children.ages?.minMonths ?? '' },
    { figure: 'children.ages.maxMonths', value: children.ages?.maxMonths ?? '' },
    { figure: 'pastLimit.withOverstayDecision', value: pastLimit.withOverstayDecision, of: pastLimit.range.certain },
    { figure: 'pastLimit.medianDaysOver', value: pastLimit.medianDaysOver ?? '' },
    { figure: 'pastLimit.longestDaysOver', value: pastLimit.longestDaysOver ?? '' },
  ]
}

function carerRows({ carers }: SituationReport): Row[] {
  return [
    { figure: 'carers.total', value: carers.total, possible: carers.range.possible },
    { figure: 'carers.withChildInside', value: carers.withChildInside, of: carers.total },
    { figure: 'carers.pregnant', value: carers.pregnant, of: carers.total },
    ...Object.entries(carers.byCharge).map(([charge, value]) => ({
      figure: `carers.byCharge.${charge}`,
      value,
      of: carers.total,
    })),
    { figure: 'carers.preTrial', value: carers.preTrial, of: carers.total },
  ]
}

function workRows({ assessments, decisions, entitlement, missing }: SituationReport): Row[] {
  return [
    { figure: 'assessments.byState', value: assessments.byState },
    { figure: 'assessments.byOthers', value: assessments.byOthers },
    ...Object.entries(decisions).map(([type, value]) => ({ figure: `decisions.${type}`, value })),
    { figure: 'entitlement.rielPerDay', value: entitlement?.rielPerDay ?? '', note: entitlement?.rate.source ?? '' },
    ...Object.entries(missing).map(([what, value]) => ({ figure: `missing.${what}`, value })),
  ]
}

function facilityRows({ facilities }: SituationReport): Row[] {
  const { womenCovered } = facilities
  return [
    { figure: 'facilities.reporting', value: facilities.reporting, of: facilities.withWomen },
    { figure: 'facilities.withWomen', value: facilities.withWomen },
    ...(womenCovered === null
      ? []
      : [
          {
            figure: 'facilities.womenCovered',
            value: womenCovered.count,
            of: womenCovered.of,
            note: overPercent(womenCovered.overPercent),
          },
        ]),
    { figure: 'facilities.withOnSiteProgramme', value: facilities.withOnSiteProgramme },
    { figure: 'facilities.withStateRunProgramme', value: facilities.withStateRunProgramme },
    ...facilities.notReporting.map(({ code, name }) => ({
      figure: 'facilities.notReporting',
      value: code,
      note: name.en,
    })),
  ]
}

function overPercent(percent: number | null): string {
  return percent === null ? '' : `over ${percent} %`
}

function trendRows({ trend }: SituationReport): Row[] {
  return trend.map(({ date, children, possible, source, coverage, isJoined }) => ({
    figure: `trend.${date}`,
    value: children,
    possible,
    note: `${source}; ${coverage.scope}; ${coverage.facilities ?? 'unknown number of'} facilities; ${isJoined ? 'joined' : 'not joined'} to the point before`,
  }))
}

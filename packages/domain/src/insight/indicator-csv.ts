// The indicators of a month as a table: one part a line, both ends of what is uncertain, and the restated figure beside. UTF-8, header
// row, RFC 4180. Nobody is listed in it.
import { cell } from './situation-csv.ts'
import type { Count } from './share.ts'

type Figure = { part: string; numerator: Count; denominator: Count; percent: number | null }
type Indicator = { number: number; figures: readonly Figure[] }

export type IndicatorTable = {
  month: string
  knownBy: string
  isDemonstration: boolean
  indicators: readonly Indicator[]
  restated: readonly Indicator[] | null
}

const header = [
  'month',
  'indicator',
  'part',
  'numerator',
  'numerator_possible',
  'denominator',
  'denominator_possible',
  'percent',
  'restated_numerator',
  'restated_denominator',
  'known_by',
  'note',
]

/** The table as CSV, lines ended by CR LF. */
export function indicatorCsv({ month, knownBy, isDemonstration, indicators, restated }: IndicatorTable): string {
  const lines = indicators.flatMap(({ number, figures }) =>
    figures.map((figure) => {
      const later = restated?.find((each) => each.number === number)?.figures.find(({ part }) => part === figure.part)
      return [
        month,
        number,
        figure.part,
        figure.numerator.certain,
        figure.numerator.possible,
        figure.denominator.certain,
        figure.denominator.possible,
        figure.percent ?? '',
        later?.numerator.certain ?? '',
        later?.denominator.certain ?? '',
        knownBy,
        isDemonstration ? 'demonstration' : '',
      ]
    }),
  )
  return [header, ...lines].map((line) => `${line.map((value) => cell(value)).join(',')}\r\n`).join('')
}

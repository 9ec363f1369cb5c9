// One row of a table of SDQs: 25 answers by number and, where the table has them, the questions on impact.
import type {
  SdqAnswer,
  SdqForm,
  SdqImpactAnswer,
  SdqImpactAnswers,
  SdqInformant,
  SdqResult,
} from '@komar/domain/wellbeing/sdq'
import { SDQ_NORMS, scoreSdq, sdqBandedScales, sdqImpactItems, sdqScales } from '@komar/domain/wellbeing/sdq'
import { sdqBandTables } from '@komar/domain/wellbeing/sdq-bands'
import type { CellFault, RowScorer } from './answer-table.ts'
import { placeItems, readItem } from './item-cells.ts'
import type { ByteWriter } from './byte-writer.ts'
import type { CsvRecord } from './csv-records.ts'

const bandColumns = sdqBandedScales.flatMap((scale) => [`${scale}_band4`, `${scale}_band3`])

/** Scores rows of a table with these columns. Throws OperatorProblem when one of i1…i25 is missing. */
export function sdqScorer(header: readonly string[], informant: SdqInformant, form: SdqForm): RowScorer {
  return new SdqScorer(header, informant, form)
}

class SdqScorer implements RowScorer {
  readonly answerColumns = [...sdqScales, ...bandColumns, 'missing', 'notes', 'band4_status', 'band3_status', 'norms']
  readonly #items: readonly number[]
  readonly #impact: readonly (readonly [(typeof sdqImpactItems)[number], number])[]
  readonly #informant: SdqInformant
  readonly #form: SdqForm
  readonly #statuses: readonly [string, string]
  #result: SdqResult | null = null
  #faultColumn = ''

  constructor(header: readonly string[], informant: SdqInformant, form: SdqForm) {
    this.#items = placeItems(header, 25)
    this.#impact = sdqImpactItems.map((item) => [item, header.indexOf(item)] as const).filter(([, place]) => place >= 0)
    this.#informant = informant
    this.#form = form
    const { four, three } = sdqBandTables(informant, form)
    this.#statuses = [four?.evidence.status ?? 'no table', three?.evidence.status ?? 'no table']
  }

  answer(record: CsvRecord): CellFault | null {
    this.#result = null
    const items: (SdqAnswer | null)[] = []
    for (const [index, place] of this.#items.entries()) {
      const read = readItem<SdqAnswer>(record, place, [0, 1, 2])
      if (typeof read === 'string') return this.#fault(`i${index + 1}`, read)
      items.push(read)
    }
    const impact: SdqImpactAnswers = {}
    for (const [item, place] of this.#impact) {
      const read = readItem<SdqImpactAnswer>(record, place, [0, 1, 2, 3])
      if (typeof read === 'string') return this.#fault(item, read)
      impact[item] = read
    }
    this.#result = scoreSdq(items, impact, this.#informant, this.#form)
    return null
  }

  refuse(): void {
    this.#fault('row', '')
  }

  write(out: ByteWriter): void {
    const result = this.#result
    for (const scale of sdqScales) cell(out, result?.scores[scale] ?? null)
    for (const scale of sdqBandedScales) {
      cell(out, result?.band4[scale] ?? null)
      cell(out, result?.band3[scale] ?? null)
    }
    cell(out, result?.missing ?? null)
    cell(out, this.#notes())
    for (const status of this.#statuses) cell(out, status)
    cell(out, SDQ_NORMS)
  }

  json(): Record<string, unknown> {
    const [band4_status, band3_status] = this.#statuses
    if (this.#result === null) return { norms: SDQ_NORMS }
    const { scores, band4, band3, missing, norms } = this.#result
    return { ...scores, band4, band3, missing, notes: this.#notes(), band4_status, band3_status, norms }
  }

  #fault(column: string, message: string): CellFault {
    this.#faultColumn = column
    return { column, message }
  }

  #notes(): string | null {
    if (this.#result === null) return `not-read:${this.#faultColumn}`
    return this.#result.impactContradicts ? 'impact-contradicts' : null
  }
}

function cell(out: ByteWriter, value: string | number | null): void {
  out.byte(0x2c)
  if (value !== null) out.ascii(String(value))
}

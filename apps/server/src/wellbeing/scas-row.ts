// One row of a table of SCAS forms: answers by number, to sub-scales, total and what is missing.
import type { ScasResult, ScasScale, ScasVersion } from '@komar/domain/wellbeing/scas'
import { scasForms, scasScales, scoreScas } from '@komar/domain/wellbeing/scas'
import type { CellFault, RowScorer } from './answer-table.ts'
import type { ByteWriter } from './byte-writer.ts'
import type { CsvRecord } from './csv-records.ts'
import { placeItems, readItem } from './item-cells.ts'

const columnNames: Record<ScasScale, string> = {
  separation: 'separation',
  social: 'social',
  ocd: 'ocd',
  panic: 'panic_agoraphobia',
  physical: 'physical_injury',
  gad: 'gad',
}

/** T-scores need the age and sex of each child and a licensed table; neither is in this one. */
const NORMS = 'no norm loaded'

/** Scores rows of a table with these columns. Throws OperatorProblem when an item is missing. */
export function scasScorer(header: readonly string[], version: ScasVersion): RowScorer {
  return new ScasScorer(header, version)
}

class ScasScorer implements RowScorer {
  readonly answerColumns: readonly string[]
  readonly #version: ScasVersion
  readonly #items: readonly number[]
  readonly #allowed: readonly number[]
  readonly #scales: readonly ScasScale[]
  #result: ScasResult | null = null
  #faultColumn = ''

  constructor(header: readonly string[], version: ScasVersion) {
    this.#version = version
    this.#items = placeItems(header, scasForms[version].items)
    this.#allowed = Array.from({ length: scasForms[version].highest + 1 }, (_, answer) => answer)
    this.#scales = scasScales.filter((scale) => scasForms[version].scales[scale] !== undefined)
    const names = [...this.#scales.map((scale) => columnNames[scale]), 'total']
    this.answerColumns = [...names, ...names.map((name) => `${name}_missing`), 'notes', 'norms']
  }

  answer(record: CsvRecord): CellFault | null {
    this.#result = null
    const answers: (number | null)[] = []
    for (const [index, place] of this.#items.entries()) {
      const read = readItem(record, place, this.#allowed)
      if (typeof read === 'string') {
        this.#faultColumn = `i${index + 1}`
        return { column: this.#faultColumn, message: read }
      }
      answers.push(read)
    }
    this.#result = scoreScas(this.#version, answers)
    return null
  }

  refuse(): void {
    this.#result = null
    this.#faultColumn = 'row'
  }

  write(out: ByteWriter): void {
    for (const value of Object.values(this.json())) out.ascii(value === null ? ',' : `,${value}`)
  }

  json(): Record<string, string | number | null> {
    const result = this.#result
    const notes = result === null ? `not-read:${this.#faultColumn}` : null
    return {
      ...Object.fromEntries(this.#scales.map((scale) => [columnNames[scale], result?.scales[scale] ?? null])),
      total: result?.total ?? null,
      ...Object.fromEntries(
        this.#scales.map((scale) => [`${columnNames[scale]}_missing`, result?.missing[scale] ?? null]),
      ),
      total_missing: result?.missing.total ?? null,
      notes,
      norms: NORMS,
    }
  }
}

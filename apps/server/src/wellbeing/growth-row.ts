// One row of a table of growth: read, scored by the WHO's method, and answered. What cannot be read is named; what is doubtful is
// flagged with its likely cause; nothing is repaired.
import type { GrowthMeasurement, GrowthScores, Posture } from '@komar/domain/wellbeing/growth'
import { correctedScores, growthScores } from '@komar/domain/wellbeing/growth'
import { growthTables } from '@komar/domain/wellbeing/growth-tables'
import type { AcuteMalnutrition, MuacClass } from '@komar/domain/wellbeing/muac'
import { acuteMalnutrition, muacClass } from '@komar/domain/wellbeing/muac'
import type { CellFault, RowScorer } from './answer-table.ts'
import type { ByteWriter } from './byte-writer.ts'
import { MISSING, numberFault, readNumber, readWord, UNREADABLE } from './cell-values.ts'
import type { CsvRecord } from './csv-records.ts'
import type { GrowthColumn, GrowthPlaces } from './growth-columns.ts'
import { placeColumns } from './growth-columns.ts'

const answers = ['haz', 'waz', 'whz', 'baz', 'hcz', 'acz'] as const
const classAnswers = ['flags', 'muac_class', 'acute_malnutrition'] as const
const correctedAnswers = ['haz', 'waz', 'whz', 'baz', 'hcz', 'acz'] as const

const numbers = [
  ['age_days', 'ageDays'],
  ['weight_kg', 'weightKg'],
  ['height_cm', 'heightCm'],
  ['head_cm', 'headCm'],
  ['muac_cm', 'muacCm'],
  ['triceps_mm', 'tricepsMm'],
  ['subscapular_mm', 'subscapularMm'],
] as const satisfies readonly (readonly [GrowthColumn, keyof GrowthMeasurement])[]

type Answer = {
  scores: GrowthScores
  muac: MuacClass | null
  acute: AcuteMalnutrition | null
  corrected: ReturnType<typeof correctedScores>
}

/** Scores rows of a table with these columns. Throws OperatorProblem when a column is missing. */
export function growthScorer(header: readonly string[]): RowScorer {
  return new GrowthScorer(placeColumns(header))
}

class GrowthScorer implements RowScorer {
  readonly answerColumns: readonly string[]
  readonly #places: GrowthPlaces
  readonly #hasSkinfolds: boolean
  readonly #hasGestation: boolean
  #answer: Answer | null = null
  #faultColumn = ''

  constructor(places: GrowthPlaces) {
    this.#places = places
    this.#hasSkinfolds = places.triceps_mm >= 0 || places.subscapular_mm >= 0
    this.#hasGestation = places.gestation_weeks >= 0
    this.answerColumns = [
      ...answers,
      ...classAnswers,
      ...(this.#hasSkinfolds ? ['tsz', 'ssz'] : []),
      ...(this.#hasGestation ? ['corrected_age_days', ...correctedAnswers.map((name) => `${name}_corrected`)] : []),
    ]
  }

  answer(record: CsvRecord): CellFault | null {
    this.#answer = null
    const measurement = readMeasurement(record, this.#places)
    const gestation = this.#hasGestation ? readNumber(record, this.#places.gestation_weeks) : MISSING
    const fault =
      'column' in measurement
        ? measurement
        : gestation === UNREADABLE
          ? { column: 'gestation_weeks', message: numberFault(record.text(this.#places.gestation_weeks)) }
          : null
    if (fault !== null || 'column' in measurement) {
      this.#faultColumn = fault?.column ?? ''
      return fault
    }
    const scores = growthScores(measurement, growthTables)
    this.#answer = {
      scores,
      muac: muacClass(measurement.muacCm, measurement.ageDays),
      acute: acuteMalnutrition(measurement, scores),
      corrected: Number.isNaN(gestation) ? null : correctedScores(measurement, Math.round(gestation * 7), growthTables),
    }
    return null
  }

  refuse(): void {
    this.#answer = null
    this.#faultColumn = 'row'
  }

  write(out: ByteWriter): void {
    const answer = this.#answer
    for (const name of answers) writeZ(out, answer?.scores[name] ?? null)
    out.byte(0x2c)
    if (answer === null) out.ascii(`not-read:${this.#faultColumn}`)
    else writeFlags(out, answer.scores.flags)
    out.byte(0x2c)
    if (answer?.muac) out.ascii(answer.muac)
    out.byte(0x2c)
    if (answer?.acute) out.ascii(answer.acute)
    if (this.#hasSkinfolds) {
      writeZ(out, answer?.scores.tsz ?? null)
      writeZ(out, answer?.scores.ssz ?? null)
    }
    if (!this.#hasGestation) return
    out.byte(0x2c)
    if (answer?.corrected) out.ascii(String(answer.corrected.ageDays))
    for (const name of correctedAnswers) writeZ(out, answer?.corrected?.scores[name] ?? null)
  }

  json(): Record<string, unknown> {
    if (this.#answer === null) return {}
    const { scores, muac, acute, corrected } = this.#answer
    const { haz, waz, whz, baz, hcz, acz, tsz, ssz, flags } = scores
    return {
      haz,
      waz,
      whz,
      baz,
      hcz,
      acz,
      flags,
      muac_class: muac,
      acute_malnutrition: acute,
      ...(this.#hasSkinfolds ? { tsz, ssz } : {}),
      ...(this.#hasGestation ? { corrected: corrected && jsonOfCorrected(corrected) } : {}),
    }
  }
}

function jsonOfCorrected({ ageDays, scores }: { ageDays: number; scores: GrowthScores }) {
  return { age_days: ageDays, ...Object.fromEntries(correctedAnswers.map((name) => [name, scores[name]])) }
}

function readMeasurement(record: CsvRecord, places: GrowthPlaces): GrowthMeasurement | CellFault {
  const sex = readSex(record, places.sex)
  if (sex === null) return { column: 'sex', message: sexFault(record.text(places.sex)) }
  const posture = readPosture(record, places.posture)
  if (posture === undefined)
    return { column: 'posture', message: 'is not lying or standing; leave it empty when unknown' }
  const oedema = readOedema(record, places.oedema)
  if (oedema === null) return { column: 'oedema', message: 'is not y or n; leave it empty when not looked for' }
  const measurement: GrowthMeasurement = {
    sex,
    ageDays: null,
    weightKg: null,
    heightCm: null,
    posture,
    oedema,
    headCm: null,
    muacCm: null,
    tricepsMm: null,
    subscapularMm: null,
  }
  for (const [column, field] of numbers) {
    const value = readNumber(record, places[column])
    if (value === UNREADABLE) return { column, message: numberFault(record.text(places[column])) }
    measurement[field] = Number.isNaN(value) ? null : value
  }
  return measurement
}

const LETTER_M = 0x6d
const LETTER_F = 0x66

function readSex(record: CsvRecord, cell: number): GrowthMeasurement['sex'] | null {
  // The common spellings by length and first letter; only then as text.
  const start = record.starts[cell] ?? 0
  const length = (record.ends[cell] ?? 0) - start
  if (length === 4 && record.bytes[start] === LETTER_M && record.text(cell) === 'male') return 'male'
  if (length === 6 && record.bytes[start] === LETTER_F && record.text(cell) === 'female') return 'female'
  const word = readWord(record, cell)
  return word === 'male' || word === 'female' ? word : null
}

function sexFault(text: string): string {
  if (text.trim() === '') return 'is empty; the tables differ for girls and boys'
  return /\d/u.test(text) ? 'is not male or female; are two columns swapped?' : 'is not male or female'
}

function readPosture(record: CsvRecord, cell: number): Posture | null | undefined {
  if (isEmpty(record, cell)) return null
  const word = readWord(record, cell)
  if (word === 'lying' || word === 'standing') return word
  return word === '' || word === 'na' ? null : undefined
}

function readOedema(record: CsvRecord, cell: number): boolean | null {
  if (isEmpty(record, cell)) return false
  const word = readWord(record, cell)
  if (word === 'y') return true
  return word === 'n' || word === '' || word === 'na' ? false : null
}

function isEmpty(record: CsvRecord, cell: number): boolean {
  return cell < 0 || record.starts[cell] === record.ends[cell]
}

function writeZ(out: ByteWriter, z: number | null): void {
  out.byte(0x2c)
  if (z !== null) out.hundredths(Math.round(z * 100))
}

function writeFlags(out: ByteWriter, flags: readonly string[]): void {
  flags.forEach((flag, index) => {
    if (index > 0) out.byte(0x3b)
    out.ascii(flag)
  })
}

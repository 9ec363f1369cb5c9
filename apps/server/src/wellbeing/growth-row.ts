// One row of a table of growth: read, scored by the WHO's method, and answered. What cannot be read is named; what is doubtful is
// flagged with its likely cause; nothing is repaired.
import type { GrowthMeasurement, GrowthScores, Posture } from '@komar/domain/wellbeing/growth'
import { correctedScores, growthScores } from '@komar/domain/wellbeing/growth'
import { growthTables } from '@komar/domain/wellbeing/growth-tables'
import type { AcuteMalnutrition, MuacClass } from '@komar/domain/wellbeing/muac'
import { acuteMalnutrition, muacClass } from '@komar/domain/wellbeing/muac'
import type { CellFault, RowScorer } from './answer-table.ts'
import type { ByteWriter } from './byte-writer.ts'
import { isWord, MISSING, numberFault, readNumber, readWord, UNREADABLE } from './cell-values.ts'
import type { CsvRecord } from './csv-records.ts'
import type { GrowthColumn, GrowthPlaces } from './growth-columns.ts'
import { placeColumns } from './growth-columns.ts'

const answers = ['haz', 'waz', 'whz', 'baz', 'hcz', 'acz'] as const
const classAnswers = ['flags', 'muac_class', 'acute_malnutrition'] as const
const correctedAnswers = ['haz', 'waz', 'whz', 'baz', 'hcz', 'acz'] as const

const numberColumns = [
  'age_days',
  'weight_kg',
  'height_cm',
  'head_cm',
  'muac_cm',
  'triceps_mm',
  'subscapular_mm',
  'gestation_weeks',
] as const satisfies readonly GrowthColumn[]

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
    const places = this.#places
    const measurement = readMeasurement(record, places)
    const gestation = this.#hasGestation ? readNumber(record, places.gestation_weeks) : MISSING
    if (measurement === null || gestation === UNREADABLE) {
      const fault = findFault(record, places)
      this.#faultColumn = fault.column
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

/** Null when a cell cannot be read: `findFault` says which. */
function readMeasurement(record: CsvRecord, places: GrowthPlaces): GrowthMeasurement | null {
  const sex = readSex(record, places.sex)
  const posture = readPosture(record, places.posture)
  const oedema = readOedema(record, places.oedema)
  const ageDays = readNumber(record, places.age_days)
  const weightKg = readNumber(record, places.weight_kg)
  const heightCm = readNumber(record, places.height_cm)
  const headCm = readNumber(record, places.head_cm)
  const muacCm = readNumber(record, places.muac_cm)
  const tricepsMm = readNumber(record, places.triceps_mm)
  const subscapularMm = readNumber(record, places.subscapular_mm)
  if (sex === null || posture === undefined || oedema === null) return null
  if (ageDays === UNREADABLE || weightKg === UNREADABLE || heightCm === UNREADABLE || headCm === UNREADABLE) return null
  if (muacCm === UNREADABLE || tricepsMm === UNREADABLE || subscapularMm === UNREADABLE) return null
  return {
    sex,
    ageDays: present(ageDays),
    weightKg: present(weightKg),
    heightCm: present(heightCm),
    posture,
    oedema,
    headCm: present(headCm),
    muacCm: present(muacCm),
    tricepsMm: present(tricepsMm),
    subscapularMm: present(subscapularMm),
  }
}

function present(value: number): number | null {
  return Number.isNaN(value) ? null : value
}

/** The first cell that cannot be read, from left to right in the order of the help. */
function findFault(record: CsvRecord, places: GrowthPlaces): CellFault {
  if (readSex(record, places.sex) === null) return { column: 'sex', message: sexFault(record.text(places.sex)) }
  if (readPosture(record, places.posture) === undefined) {
    return { column: 'posture', message: 'is not lying or standing; leave it empty when unknown' }
  }
  if (readOedema(record, places.oedema) === null) {
    return { column: 'oedema', message: 'is not y or n; leave it empty when not looked for' }
  }
  const column = numberColumns.find((name) => readNumber(record, places[name]) === UNREADABLE) ?? 'gestation_weeks'
  return { column, message: numberFault(record.text(places[column])) }
}

function readSex(record: CsvRecord, cell: number): GrowthMeasurement['sex'] | null {
  if (isWord(record, cell, 'female')) return 'female'
  if (isWord(record, cell, 'male')) return 'male'
  const word = readWord(record, cell)
  return word === 'male' || word === 'female' ? word : null
}

function sexFault(text: string): string {
  if (text.trim() === '') return 'is empty; the tables differ for girls and boys'
  return /\d/u.test(text) ? 'is not male or female; are two columns swapped?' : 'is not male or female'
}

function readPosture(record: CsvRecord, cell: number): Posture | null | undefined {
  if (isWord(record, cell, '')) return null
  if (isWord(record, cell, 'lying')) return 'lying'
  if (isWord(record, cell, 'standing')) return 'standing'
  const word = readWord(record, cell)
  if (word === 'lying' || word === 'standing') return word
  return word === '' || word === 'na' ? null : undefined
}

function readOedema(record: CsvRecord, cell: number): boolean | null {
  if (isWord(record, cell, '') || isWord(record, cell, 'n')) return false
  const word = readWord(record, cell)
  if (word === 'y') return true
  return word === 'n' || word === '' || word === 'na' ? false : null
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

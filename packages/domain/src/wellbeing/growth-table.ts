// A table of L, M and S for both sexes, one row a day, a month or a tenth of a centimetre, and how a row between two is found.
// Rule: between two rows L, M and S are each interpolated in a straight line; before the first and after the last row there is none.
// Source: WHO anthro (weight-for-length between tenths of a centimetre) and anthroplus (ages between months).
import type { Lms } from './lms.ts'
import { restrictedZ } from './lms.ts'

export type Sex = 'female' | 'male'

/** `first` is the day, month or tenth of a centimetre of the first row; the others follow by ones. */
export type LmsSeries = { first: number; l: Float64Array; m: Float64Array; s: Float64Array }

export type LmsTable = Record<Sex, LmsSeries>

/** What `growthScores` looks up. `growth-tables.ts` holds them; load that file only where scores are made. */
export type GrowthTables = {
  /** By day of age, 0 to 1,856; arm and skinfolds from 91. */
  weightForAge: LmsTable
  lengthForAge: LmsTable
  bmiForAge: LmsTable
  headForAge: LmsTable
  armForAge: LmsTable
  tricepsForAge: LmsTable
  subscapularForAge: LmsTable
  /** By tenths of a centimetre: 450 to 1,100 lying, 650 to 1,200 standing. */
  weightForLength: LmsTable
  weightForHeight: LmsTable
  /** By month of age, 60 to 229; weight to 121. */
  weightForAge2007: LmsTable
  heightForAge2007: LmsTable
  bmiForAge2007: LmsTable
}

type PackedSeries = { l: string; m: string; s: string }

/** As `scripts/growth-tables.mjs` writes it. */
export type PackedTable = { first: number } & Record<Sex, PackedSeries>

/** Unpacks a table. The figures are those that WHO published, to the last digit. */
export function unpackTable({ first, male, female }: PackedTable): LmsTable {
  return { male: unpackSeries(first, male), female: unpackSeries(first, female) }
}

function unpackSeries(first: number, { l, m, s }: PackedSeries): LmsSeries {
  return { first, l: unpack(l, 1e4), m: unpack(m, 1e4), s: unpack(s, 1e5) }
}

function unpack(packed: string, scale: number): Float64Array {
  const seconds = packed.split(' ')
  const values = new Float64Array(seconds.length)
  let step = 0
  let value = 0
  seconds.forEach((second, index) => {
    step += Number(second)
    value += step
    values[index] = value / scale
  })
  return values
}

/** The row at a place of the table, interpolated when it lies between two; null outside the table. */
export function lmsAt(series: LmsSeries, at: number): Lms | null {
  const place = at - series.first
  const below = Math.floor(place)
  const part = place - below
  const m = between(series.m, below, part)
  return Number.isNaN(m) ? null : { l: between(series.l, below, part), m, s: between(series.s, below, part) }
}

/**
 * The unrounded z-score of a measure at a place of the table; NaN outside the table, or for a measure that is not above 0.
 * Restricted beyond ±3 for every table: those of length, height and head have L = 1, where that changes nothing.
 * @param at days, months or tenths of a centimetre, as the table counts; a fraction is interpolated
 */
export function zAt(series: LmsSeries, at: number, measure: number): number {
  const place = at - series.first
  const below = Math.floor(place)
  const part = place - below
  const l = between(series.l, below, part)
  const m = between(series.m, below, part)
  const s = between(series.s, below, part)
  return restrictedZ(measure, l, m, s)
}

/** NaN where the table has no such row, or none after it to go towards. */
function between(values: Float64Array, below: number, part: number): number {
  const low = values[below] ?? Number.NaN
  return part === 0 ? low : low + part * ((values[below + 1] ?? Number.NaN) - low)
}

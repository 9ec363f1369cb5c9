// The growth chart of the own copy as a drawing that both the paper and the page show: weight by age, with the WHO's median and the lines
// of two below and two above it, up to five years, and to ten where something was measured later. A measurement whose age is uncertain
// stands in the middle of its range. One that cannot be right is left out of the drawing; it stands among the figures.
// Numbers only, in the Latin digits that all fonts hold; what the axes are is said beside it.
import { DAYS_PER_MONTH, LAST_REFERENCE_WEIGHT_MONTH, LAST_STANDARD_DAY } from '../wellbeing/growth-age.ts'
import { isImplausible } from '../wellbeing/growth-flags.ts'
import type { GrowthPoint } from '../wellbeing/growth-points.ts'
import { lmsAt, type GrowthTables, type Sex } from '../wellbeing/growth-table.ts'
import { lmsMeasure } from '../wellbeing/lms.ts'

const width = 640
const height = 300
const edge = { left: 36, right: 12, top: 10, bottom: 26 }
const steps = 72
const daysPerYear = 12 * DAYS_PER_MONTH
const longestYears = LAST_REFERENCE_WEIGHT_MONTH / 12

export type WeightTables = Pick<GrowthTables, 'weightForAge' | 'weightForAge2007'>
type Place = { age: number; kg: number }

/** An SVG, or null where there is no weight with an age under ten years, or the sex is not known. */
export function weightChart(points: readonly GrowthPoint[], sex: Sex | 'unknown', tables: WeightTables): string | null {
  const own = sex === 'unknown' ? [] : points.flatMap(placeOf)
  if (sex === 'unknown' || own.length === 0) return null
  const years = Math.max(...own.map(({ age }) => age)) > LAST_STANDARD_DAY ? longestYears : 5
  const lines = [-2, 0, 2].map((z) => lineOf(z, sex, years, tables))
  const most = Math.ceil(Math.max(...[...lines.flat(), ...own].map(({ kg }) => kg)) / 5) * 5
  const x = (age: number): number => edge.left + (age / (years * daysPerYear)) * (width - edge.left - edge.right)
  const y = (kg: number): number => height - edge.bottom - (kg / most) * (height - edge.top - edge.bottom)
  const path = (places: readonly Place[]): string =>
    places.map(({ age, kg }, index) => `${index === 0 ? 'M' : 'L'}${x(age).toFixed(1)} ${y(kg).toFixed(1)}`).join('')
  const label = (at: string, value: number): string => `<text ${at}>${value}</text>`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="Noto Sans Khmer, sans-serif" font-size="14" fill="#4a4a4a">`,
    `<path d="M${edge.left} ${edge.top}V${height - edge.bottom}H${width - edge.right}" fill="none" stroke="#9a9a9a"/>`,
    ...Array.from({ length: years + 1 }, (_, year) =>
      label(`x="${x(year * daysPerYear).toFixed(1)}" y="${height - 8}" text-anchor="middle"`, year),
    ),
    ...Array.from({ length: most / 5 + 1 }, (_, step) =>
      label(`x="${edge.left - 6}" y="${(y(step * 5) + 4).toFixed(1)}" text-anchor="end"`, step * 5),
    ),
    ...lines.map(
      (line, index) =>
        `<path d="${path(line)}" fill="none" stroke="#8a8a8a"${index === 1 ? '' : ' stroke-dasharray="4 3"'}/>`,
    ),
    `<path d="${path(own)}" fill="none" stroke="#0b5a5f" stroke-width="2"/>`,
    ...own.map(({ age, kg }) => `<circle cx="${x(age).toFixed(1)}" cy="${y(kg).toFixed(1)}" r="3.5" fill="#0b5a5f"/>`),
    '</svg>',
  ].join('')
}

function placeOf({ measured, age, scores }: GrowthPoint): Place[] {
  const kg = measured.body.weightKg
  if (kg === undefined || age === null || scores === null) return []
  const z = scores.map(({ waz }) => waz)
  if (z.some((each) => each === null || isImplausible('waz', each))) return []
  return [{ age: (age.min + age.max) / 2, kg }]
}

function lineOf(z: number, sex: Sex, years: number, tables: WeightTables): Place[] {
  const last = years > 5 ? years * daysPerYear : LAST_STANDARD_DAY
  return Array.from({ length: steps + 1 }, (_, step) => (step / steps) * last).flatMap((age): Place[] => {
    const isYoung = age <= LAST_STANDARD_DAY
    const series = isYoung ? tables.weightForAge[sex] : tables.weightForAge2007[sex]
    const lms = lmsAt(series, isYoung ? Math.round(age) : age / DAYS_PER_MONTH)
    return lms === null ? [] : [{ age, kg: lmsMeasure(z, lms.l, lms.m, lms.s) }]
  })
}

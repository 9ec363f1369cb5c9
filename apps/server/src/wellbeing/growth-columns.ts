// The columns of a table of growth: what is read, and what is only copied.
import { OperatorProblem } from '../operator-problem.ts'

export const growthColumns = [
  'sex',
  'age_days',
  'weight_kg',
  'height_cm',
  'posture',
  'oedema',
  'head_cm',
  'muac_cm',
  'triceps_mm',
  'subscapular_mm',
  'gestation_weeks',
] as const
export type GrowthColumn = (typeof growthColumns)[number]

/** The place of each column, −1 where the table has none. */
export type GrowthPlaces = Record<GrowthColumn, number>

const required = ['sex', 'age_days', 'weight_kg', 'height_cm'] as const
const lookalike =
  /^(sex|gender|age|weight|height|length|len|posture|measure|o?edema|head|muac|arm|triceps|subscap|gest)/iu

/** Where the columns are. Throws OperatorProblem when one is missing that must be there. */
export function placeColumns(header: readonly string[]): GrowthPlaces {
  for (const name of required) {
    if (header.includes(name)) continue
    const similar = likeColumns(header).find((other) => other.slice(0, 3).toLowerCase() === name.slice(0, 3))
    const hint = similar === undefined ? '' : ` (it has "${similar}")`
    throw new OperatorProblem(`The table has no column "${name}"${hint}; "komar growth --help" lists the columns.`)
  }
  return {
    sex: header.indexOf('sex'),
    age_days: header.indexOf('age_days'),
    weight_kg: header.indexOf('weight_kg'),
    height_cm: header.indexOf('height_cm'),
    posture: header.indexOf('posture'),
    oedema: header.indexOf('oedema'),
    head_cm: header.indexOf('head_cm'),
    muac_cm: header.indexOf('muac_cm'),
    triceps_mm: header.indexOf('triceps_mm'),
    subscapular_mm: header.indexOf('subscapular_mm'),
    gestation_weeks: header.indexOf('gestation_weeks'),
  }
}

/** Columns that look as if they should be read and are not, such as muac_mm. */
export function likeColumns(header: readonly string[]): string[] {
  const known: readonly string[] = growthColumns
  return header.filter((name) => lookalike.test(name) && !known.includes(name))
}

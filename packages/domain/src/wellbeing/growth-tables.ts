// The WHO's figures, unpacked. About 200 kB: import this file only where z-scores are made, and on a page with `await import`.
// Source, licence and date: tables/README.md.
import type { GrowthTables } from './growth-table.ts'
import { unpackTable } from './growth-table.ts'
import { armForAge } from './tables/arm-for-age.ts'
import { bmiForAge2007 } from './tables/bmi-for-age-2007.ts'
import { bmiForAge } from './tables/bmi-for-age.ts'
import { headForAge } from './tables/head-for-age.ts'
import { heightForAge2007 } from './tables/height-for-age-2007.ts'
import { lengthForAge } from './tables/length-for-age.ts'
import { subscapularForAge } from './tables/subscapular-for-age.ts'
import { tricepsForAge } from './tables/triceps-for-age.ts'
import { weightForAge2007 } from './tables/weight-for-age-2007.ts'
import { weightForAge } from './tables/weight-for-age.ts'
import { weightForHeight } from './tables/weight-for-height.ts'
import { weightForLength } from './tables/weight-for-length.ts'

/** WHO Child Growth Standards (2006, 2007) and WHO Growth Reference (2007). */
export const growthTables: GrowthTables = {
  weightForAge: unpackTable(weightForAge),
  lengthForAge: unpackTable(lengthForAge),
  bmiForAge: unpackTable(bmiForAge),
  headForAge: unpackTable(headForAge),
  armForAge: unpackTable(armForAge),
  tricepsForAge: unpackTable(tricepsForAge),
  subscapularForAge: unpackTable(subscapularForAge),
  weightForLength: unpackTable(weightForLength),
  weightForHeight: unpackTable(weightForHeight),
  weightForAge2007: unpackTable(weightForAge2007),
  heightForAge2007: unpackTable(heightForAge2007),
  bmiForAge2007: unpackTable(bmiForAge2007),
}

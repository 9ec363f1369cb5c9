// Each measurement of a child with its age and z-scores. With an uncertain birth date the age is a range and so is every score: once as
// the youngest and once as the oldest that the child can have been. What is so at both ends is certain; at one of them, possible. No day
// is ever guessed. A score that is flagged as implausible is shown and never counted (growth-flags.ts).
import type { DayRange, Sex } from '../register/state.ts'
import { daysBetween, type PlainDate } from '../time/plain-date.ts'
import { growthScores, type GrowthIndex, type GrowthMeasurement, type GrowthScores } from './growth.ts'
import { isImplausible } from './growth-flags.ts'
import { correctedAgeDays } from './growth-age.ts'
import { growthTables } from './growth-tables.ts'
import { acuteMalnutrition, muacClass, type AcuteMalnutrition, type MuacClass } from './muac.ts'
import { dayOf } from './signal.ts'
import type { ChildWellbeing, Measured } from './state.ts'

export type GrowthPoint = {
  measured: Measured
  on: PlainDate
  /** Days; null with no birth known. */
  age: { min: number; max: number } | null
  /** Days from the day on which a child born early was due, at the youngest; null where nothing is corrected. */
  correctedAge: number | null
  /** As the youngest and the oldest that it can be; the same where the birth is certain. Null for a child whose sex is not known. */
  scores: readonly [GrowthScores, GrowthScores] | null
  arm: Finding<MuacClass>
  acute: Finding<AcuteMalnutrition>
}

/** What holds at both ends of the age, or at one of them; null where nothing can be told. */
export type Finding<Class> = { is: Class; isCertain: boolean } | null

type Child = { sex: Sex; birth: DayRange }

/** Every measurement, oldest first. One whose day is open altogether has no place on a chart and is left out. */
export function growthPoints({ measures, birthFacts }: ChildWellbeing, child: Child): GrowthPoint[] {
  const gestation = birthFacts?.body.gestationWeeks
  return measures
    .flatMap((measured): GrowthPoint[] => {
      const on = dayOf(measured.entry)
      return on === null ? [] : [pointOf(measured, on, child, gestation)]
    })
    .toSorted((left, right) => (left.on < right.on ? -1 : left.on > right.on ? 1 : 0))
}

function pointOf(measured: Measured, on: PlainDate, { sex, birth }: Child, gestation: number | undefined): GrowthPoint {
  const { earliest, latest } = birth
  const isBorn = earliest !== null && latest !== null && earliest <= on
  const age = isBorn ? { min: Math.max(0, daysBetween(latest, on)), max: daysBetween(earliest, on) } : null
  const ages = age === null ? [null, null] : [age.min, age.max]
  const [younger = null, older = null] = ages
  const scores =
    sex === 'unknown'
      ? null
      : ([
          growthScores(visit(measured, sex, younger), growthTables),
          growthScores(visit(measured, sex, older), growthTables),
        ] as const)
  const muacCm = measured.body.muacCm ?? null
  const oedema = measured.body.hasOedema === true
  const acuteAt = (ageDays: number | null, whz: number | null) =>
    acuteMalnutrition({ ageDays, muacCm, oedema }, { whz })
  return {
    measured,
    on,
    age,
    correctedAge: younger === null || gestation === undefined ? null : correctedAgeDays(younger, gestation * 7),
    scores,
    arm: worstOf(muacClass(muacCm, younger), muacClass(muacCm, older), armRank),
    acute: worstOf(acuteAt(younger, scores?.[0].whz ?? null), acuteAt(older, scores?.[1].whz ?? null), acuteRank),
  }
}

function visit({ body }: Measured, sex: 'female' | 'male', ageDays: number | null): GrowthMeasurement {
  return {
    sex,
    ageDays,
    weightKg: body.weightKg ?? null,
    heightCm: body.heightCm ?? null,
    posture: body.posture ?? null,
    oedema: body.hasOedema === true,
    headCm: body.headCm ?? null,
    muacCm: body.muacCm ?? null,
    tricepsMm: body.tricepsMm ?? null,
    subscapularMm: body.subscapularMm ?? null,
  }
}

const armRank = ['adequate', 'moderate', 'severe'] as const satisfies readonly MuacClass[]
const acuteRank = ['none', 'moderate', 'severe'] as const satisfies readonly AcuteMalnutrition[]

function worstOf<Class extends string>(
  left: Class | null,
  right: Class | null,
  rank: readonly Class[],
): Finding<Class> {
  const found = [left, right].filter((each): each is Class => each !== null)
  const [first] = found.toSorted((one, other) => rank.indexOf(other) - rank.indexOf(one))
  return first === undefined ? null : { is: first, isCertain: left === right }
}

/** A score from lowest to highest; null where there is none, or where it is implausible at either end. */
export function scoreRange({ scores }: GrowthPoint, index: GrowthIndex): { low: number; high: number } | null {
  const found = (scores ?? []).map((each) => each[index])
  const plausible = found.filter((z): z is number => z !== null && !isImplausible(index, z))
  if (plausible.length < 2) return null
  return { low: Math.min(...plausible), high: Math.max(...plausible) }
}

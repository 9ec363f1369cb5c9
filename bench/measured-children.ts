// Made-up measurements and answers, the same in every run.
import type { GrowthMeasurement } from '@komar/domain/wellbeing/growth'
import { growthTables } from '@komar/domain/wellbeing/growth-tables'
import type { SdqAnswer } from '@komar/domain/wellbeing/sdq'

const FIRST_DAY = 91
const LAST_DAY = 1826

/** Numbers from 0 to below 1, the same after the same seed. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return state / 0x80000000
  }
}

/** Children around the medians of their age, one in a hundred with oedema. */
export function measurements(count: number): GrowthMeasurement[] {
  const next = numbers(1)
  return Array.from({ length: count }, (_, index) => {
    const sex = index % 2 === 0 ? 'female' : 'male'
    const ageDays = FIRST_DAY + Math.floor(next() * (LAST_DAY - FIRST_DAY + 1))
    const around = (series: { first: number; m: Float64Array }, spread: number, decimals: number) => {
      const median = series.m[ageDays - series.first] ?? 0
      return Number((median * (1 + (next() - 0.5) * spread)).toFixed(decimals))
    }
    return {
      sex,
      ageDays,
      weightKg: around(growthTables.weightForAge[sex], 0.4, 2),
      heightCm: around(growthTables.lengthForAge[sex], 0.12, 1),
      posture: ageDays < 731 ? 'lying' : 'standing',
      oedema: index % 100 === 0,
      headCm: around(growthTables.headForAge[sex], 0.1, 1),
      muacCm: around(growthTables.armForAge[sex], 0.3, 1),
    }
  })
}

const LINES_A_PIECE = 5000

function* inPieces(header: string, count: number, line: (index: number) => string): Generator<string> {
  yield `${header}\n`
  for (let from = 0; from < count; from += LINES_A_PIECE) {
    yield Array.from({ length: Math.min(LINES_A_PIECE, count - from) }, (_, index) => line(from + index)).join('')
  }
}

/** A table for `komar growth`: the first 50,000 children again and again, each with an id of its own. */
export function growthCsv(count: number): Generator<string> {
  const rows = measurements(Math.min(count, 50_000)).map((child) => {
    const { sex, ageDays, weightKg, heightCm, posture, oedema, headCm, muacCm } = child
    return [sex, ageDays, weightKg, heightCm, posture, oedema ? 'y' : 'n', headCm, muacCm].join(',')
  })
  const header = 'id,sex,age_days,weight_kg,height_cm,posture,oedema,head_cm,muac_cm'
  return inPieces(header, count, (index) => `${index},${rows[index % rows.length] ?? ''}\n`)
}

/** Answers to 25 items, one in fifty left out. */
export function sdqAnswers(count: number): (SdqAnswer | null)[][] {
  const next = numbers(2)
  const choices = [0, 1, 2] as const
  const answer = () => (next() < 0.02 ? null : (choices[Math.floor(next() * 3)] ?? null))
  return Array.from({ length: count }, () => Array.from({ length: 25 }, answer))
}

/** A table for `komar score sdq`. */
export function sdqCsv(count: number): Generator<string> {
  const rows = sdqAnswers(20_000).map((items) => items.map((item) => item ?? '').join(','))
  return inPieces(`id,${itemNames(25)}`, count, (index) => `${index},${rows[index % rows.length] ?? ''}\n`)
}

/** A table for `komar score scas-child`. */
export function scasCsv(count: number): Generator<string> {
  const next = numbers(3)
  const rows = Array.from({ length: 20_000 }, () =>
    Array.from({ length: 44 }, () => (next() < 0.005 ? '' : Math.floor(next() * 4))).join(','),
  )
  return inPieces(`id,${itemNames(44)}`, count, (index) => `${index},${rows[index % rows.length] ?? ''}\n`)
}

function itemNames(count: number): string {
  return Array.from({ length: count }, (_, index) => `i${index + 1}`).join(',')
}

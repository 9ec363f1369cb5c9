// The Spence Children's Anxiety Scale: from answers by item number to sub-scales and total.
// Rule: a sub-scale is the sum of its items, the total the sum of the sub-scales; fillers and the open question are not scored. A
// sub-scale with an answer missing has no score, and then neither has the total; how many are missing is said.
// Source: scaswebsite.com (child scoring, preschool scoring), measurely.com.au and wikiversity (sub-scales). Uncertain: no rule for
// missing answers was found; the site says only that the sub-scales make the total "if there are no missing items".
// The scale is © Susan H. Spence; institutions must ask first: Komar holds no word of it.

export const scasVersions = ['child', 'parent', 'preschool'] as const
export type ScasVersion = (typeof scasVersions)[number]

export const scasScales = ['separation', 'social', 'ocd', 'panic', 'physical', 'gad'] as const
/** Separation anxiety, social phobia, obsessive-compulsive, panic and agoraphobia, physical injury fears, generalised anxiety. */
export type ScasScale = (typeof scasScales)[number]

export type ScasForm = {
  /** Answers on the paper, fillers included and open questions left out. */
  items: number
  /** The highest answer; the lowest is 0. */
  highest: number
  fillers: readonly number[]
  /** A preschool child is not asked about panic. */
  scales: Partial<Record<ScasScale, readonly number[]>>
  /** Completed years for which it is meant. */
  years: { from: number; to: number }
}

export const scasForms: Record<ScasVersion, ScasForm> = {
  child: {
    items: 44,
    highest: 3,
    fillers: [11, 17, 26, 31, 38, 43],
    scales: {
      separation: [5, 8, 12, 15, 16, 44],
      social: [6, 7, 9, 10, 29, 35],
      ocd: [14, 19, 27, 40, 41, 42],
      panic: [13, 21, 28, 30, 32, 34, 36, 37, 39],
      physical: [2, 18, 23, 25, 33],
      gad: [1, 3, 4, 20, 22, 24],
    },
    years: { from: 8, to: 15 },
  },
  parent: {
    items: 38,
    highest: 3,
    fillers: [],
    scales: {
      separation: [5, 8, 11, 14, 15, 38],
      social: [6, 7, 9, 10, 26, 31],
      ocd: [13, 17, 24, 35, 36, 37],
      panic: [12, 19, 25, 27, 28, 30, 32, 33, 34],
      physical: [2, 16, 21, 23, 29],
      gad: [1, 3, 4, 18, 20, 22],
    },
    years: { from: 6, to: 18 },
  },
  preschool: {
    items: 28,
    highest: 4,
    fillers: [],
    scales: {
      separation: [6, 12, 16, 22, 25],
      social: [2, 5, 11, 15, 19, 23],
      ocd: [3, 9, 18, 21, 27],
      physical: [7, 10, 13, 17, 20, 24, 26],
      gad: [1, 4, 8, 14, 28],
    },
    years: { from: 2, to: 6 },
  },
}

export type ScasResult = {
  /** Null where an answer is missing, or where the version has no such sub-scale. */
  scales: Record<ScasScale, number | null>
  /** 0 to 114 (child, parent) or 112 (preschool). */
  total: number | null
  /** Scored answers missing, by sub-scale and in all; fillers do not count. */
  missing: Record<ScasScale, number> & { total: number }
}

/**
 * Scores one form.
 * @param answers in the order of the paper, as many as `scasForms` says; null for one left out
 * @throws RangeError for another number of answers, or for one that the form does not have
 */
export function scoreScas(version: ScasVersion, answers: readonly (number | null)[]): ScasResult {
  const form = scasForms[version]
  if (answers.length !== form.items) {
    throw new RangeError(`The ${version} form has ${form.items} answers, not ${answers.length}`)
  }
  const wrong = answers.findIndex(
    (answer) => answer !== null && !(Number.isInteger(answer) && answer >= 0 && answer <= form.highest),
  )
  if (wrong !== -1) throw new RangeError(`Answer ${wrong + 1} of the ${version} form is not 0 to ${form.highest}`)
  const scales: ScasResult['scales'] = emptyScales(null)
  const missing = emptyScales(0)
  let total: number | null = 0
  let missingInAll = 0
  for (const scale of scasScales) {
    const numbers = form.scales[scale]
    if (numbers === undefined) continue
    const given = numbers.map((number) => answers[number - 1] ?? null)
    missing[scale] = given.filter((answer) => answer === null).length
    missingInAll += missing[scale]
    const score = missing[scale] > 0 ? null : given.reduce<number>((sum, answer) => sum + (answer ?? 0), 0)
    scales[scale] = score
    total = total === null || score === null ? null : total + score
  }
  return { scales, total, missing: { ...missing, total: missingInAll } }
}

function emptyScales<Value>(value: Value): Record<ScasScale, Value> {
  return { separation: value, social: value, ocd: value, panic: value, physical: value, gad: value }
}

// Answers of one informant, scored; and all of a child side by side. Informants are never averaged and never merged: where they differ,
// the difference is the finding (golden case G8). What could not be scored (the wrong number of answers, an informant without such a
// form) says so and is left out of nothing: the answers stand.
import type { Sex } from '../register/state.ts'
import { findScasNorm, scasNorms, scasT, type ScasNorm } from './scas-norms.ts'
import { scasForms, scasScales, scoreScas, type ScasResult, type ScasScale, type ScasVersion } from './scas.ts'
import { sdqBandTables, type SdqBand } from './sdq-bands.ts'
import { isSdqForm, scoreSdq, sdqForms, sdqImpactItems, type SdqAnswer, type SdqBandedScale } from './sdq.ts'
import type { SdqForm, SdqImpactAnswer, SdqImpactAnswers, SdqResult } from './sdq.ts'
import { dayOf } from './signal.ts'
import type { InstrumentAnswers } from './state.ts'
import type { PlainDate } from '../time/plain-date.ts'

const sdqItemCount = 25

type Common = { answers: InstrumentAnswers; on: PlainDate | null }
export type SdqScored = Common & { instrument: 'sdq'; form: SdqForm; result: SdqResult }
export type ScasScored = Common & {
  instrument: 'scas'
  version: ScasVersion
  result: ScasResult
  /** Null: no norm loaded, and so no T-score. */
  norm: ScasNorm | null
  t: Partial<Record<ScasScale | 'total', number | null>>
}
export type Unscored = Common & { instrument: 'unscored' }
export type Scored = SdqScored | ScasScored | Unscored

/** Scores one entry. `ageYears`: completed years when it was answered, at the youngest; null where that is not known. */
export function scoreAnswers(answers: InstrumentAnswers, child: { sex: Sex; ageYears: number | null }): Scored {
  const { body, entry } = answers
  const on = dayOf(entry)
  const form = sdqForms.find((each) => each === body.form)
  if (body.instrument === 'sdq' && form !== undefined) {
    const items = body.answers.filter(isSdqAnswer)
    if (items.length === sdqItemCount && body.answers.length === sdqItemCount && isSdqForm(body.informant, form)) {
      const result = scoreSdq(items, impactOf(body.impact ?? []), body.informant, form)
      return { instrument: 'sdq', answers, on, form, result }
    }
  }
  const version = scasVersionOf(body.form)
  if (body.instrument === 'scas' && version !== null && fitsScas(version, body.answers)) {
    return { instrument: 'scas', answers, on, version, ...scasOf(version, body.answers, child) }
  }
  return { instrument: 'unscored', answers, on }
}

function scasOf(
  version: ScasVersion,
  given: readonly (number | null)[],
  { sex, ageYears }: { sex: Sex; ageYears: number | null },
) {
  const result = scoreScas(version, given)
  const norm = sex === 'unknown' || ageYears === null ? null : findScasNorm(scasNorms, version, { sex, ageYears })
  const t =
    norm === null
      ? {}
      : Object.fromEntries(
          [...scasScales, 'total' as const].map((scale) => [
            scale,
            scasT(scale === 'total' ? result.total : result.scales[scale], scale, norm),
          ]),
        )
  return { result, norm, t }
}

function isSdqAnswer(answer: number | null): answer is SdqAnswer | null {
  return answer === null || answer === 0 || answer === 1 || answer === 2
}

function impactOf(given: readonly (number | null)[]): SdqImpactAnswers {
  return Object.fromEntries(
    sdqImpactItems.map((item, index) => {
      const answer = given[index] ?? null
      return [item, answer !== null && answer <= 3 ? (answer as SdqImpactAnswer) : null] // just held to 0–3 by the kind and here
    }),
  )
}

function scasVersionOf(form: string): ScasVersion | null {
  return form === 'child' || form === 'parent' || form === 'preschool' ? form : null
}

function fitsScas(version: ScasVersion, answers: readonly (number | null)[]): boolean {
  const { items, highest } = scasForms[version]
  return answers.length === items && answers.every((answer) => answer === null || answer <= highest)
}

/** How many items a form has on paper, the highest answer, and whether it has the supplement of impact; null for no such form. */
export function formShape(
  instrument: string,
  form: string,
): { items: number; highest: number; hasImpact: boolean } | null {
  if (instrument === 'sdq' && sdqForms.some((each) => each === form)) {
    return { items: sdqItemCount, highest: 2, hasImpact: true }
  }
  const version = instrument === 'scas' ? scasVersionOf(form) : null
  return version === null ? null : { ...scasForms[version], hasImpact: false }
}

/** The band of a scale: of the newer four, or where that has none, of the original three. */
export function bandOf({ result }: Pick<SdqScored, 'result'>, scale: SdqBandedScale): SdqBand | null {
  return result.band4[scale] ?? result.band3[scale]
}

const high: ReadonlySet<SdqBand> = new Set(['high', 'very-high', 'low', 'very-low', 'abnormal'])
const highest: ReadonlySet<SdqBand> = new Set(['very-high', 'very-low', 'abnormal'])

/** Whether a band is far from average; `isMost` for the farthest only. */
export function isFar(band: SdqBand | null, isMost = false): boolean {
  return band !== null && (isMost ? highest : high).has(band)
}

export type SideBySide = {
  scale: SdqBandedScale
  /** In the order of `informants` of the picture. */
  cells: readonly { score: number | null; band: SdqBand | null }[]
  /** One informant says far from average where another says close to it. */
  isDisagreement: boolean
}

const near: ReadonlySet<SdqBand> = new Set(['close-to-average', 'normal'])

/** The scales of several questionnaires side by side, as they are: no mean, no winner. */
export function sideBySide(scored: readonly SdqScored[], scales: readonly SdqBandedScale[]): SideBySide[] {
  return scales.map((scale) => {
    const cells = scored.map((each) => ({ score: each.result.scores[scale], band: bandOf(each, scale) }))
    const bands = cells.flatMap(({ band }) => (band === null ? [] : [band]))
    return {
      scale,
      cells,
      isDisagreement: bands.some((band) => near.has(band)) && bands.some((band) => !near.has(band)),
    }
  })
}

/** The last questionnaires of each informant, those of one season: not older than so many months before the newest. */
export function latestOfEach(scored: readonly SdqScored[]): SdqScored[] {
  const last = new Map(scored.map((each) => [`${each.answers.body.informant} ${each.answers.body.answeredBy}`, each]))
  return [...last.values()]
}

/** What tables say of how sure the bands are, for the words beside a result. */
export function bandTables({ answers, form }: SdqScored) {
  return sdqBandTables(answers.body.informant, form)
}

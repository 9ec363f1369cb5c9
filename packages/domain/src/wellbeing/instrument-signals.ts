// What follows from a questionnaire, by its informant alone: total or impact in the farthest band; worse than the last time by more than
// the questionnaire's own noise (reliable change, not any change); newly far from average; and watch closely where it is raised. One
// signal for each questionnaire, the most pressing. It is a reason to look at the child and never a diagnosis: the bands are of the
// United Kingdom, and there are no Cambodian norms (domain-facts.md section 1). Only the last one of each informant speaks.
import type { Deadline } from '../chronicle/deadline.ts'
import type { Sex } from '../register/state.ts'
import type { Edtf } from '../time/edtf.ts'
import { bandOf, isFar, scoreAnswers, type SdqScored } from './instruments.ts'
import type { WellbeingPack } from './pack.ts'
import { reliableChange, sdqChangeFigures } from './reliable-change.ts'
import { SCAS_ELEVATED_T } from './scas-norms.ts'
import { sdqBandedScales } from './sdq.ts'
import { signal, type WellbeingCode } from './signal.ts'
import type { ChildWellbeing } from './state.ts'

type Child = { sex: Sex; ageYears: (occurred: Edtf) => number | null }

/** What is owed on questionnaires. */
export function instrumentSignals({ instruments }: ChildWellbeing, child: Child, { rules }: WellbeingPack): Deadline[] {
  const scored = instruments.map((answers) =>
    scoreAnswers(answers, { sex: child.sex, ageYears: child.ageYears(answers.entry.occurred) }),
  )
  const found = [...Map.groupBy(scored, streamOf).values()].flatMap(
    (stream): { code: WellbeingCode; of: (typeof scored)[number] }[] => {
      const last = stream.at(-1)
      if (last === undefined || last.on === null) return []
      if (last.instrument === 'scas') {
        return (last.t.total ?? 0) >= SCAS_ELEVATED_T ? [{ code: 'wellbeing.answers-watch', of: last }] : []
      }
      if (last.instrument !== 'sdq') return []
      const before = stream.slice(0, -1).findLast((each): each is SdqScored => each.instrument === 'sdq')
      const code = codeOf(last, before ?? null)
      return code === null ? [] : [{ code, of: last }]
    },
  )
  return found.flatMap(({ code, of: { answers, on } }) =>
    on === null
      ? []
      : [
          signal(code, {
            key: answers.id,
            class: 'psychology',
            opens: on,
            within: rules.instruments.lookedAtWithin.value,
            harm: code === 'wellbeing.answers-severe' ? 2 : 3,
          }),
        ],
  )
}

function streamOf({ answers: { body } }: { answers: ChildWellbeing['instruments'][number] }): string {
  return `${body.instrument} ${body.form} ${body.informant} ${body.answeredBy}`
}

function codeOf(last: SdqScored, before: SdqScored | null): WellbeingCode | null {
  if (isFar(bandOf(last, 'total'), true) || isFar(bandOf(last, 'impact'), true)) return 'wellbeing.answers-severe'
  if (before !== null && isWorse(last, before)) return 'wellbeing.answers-worse'
  const isNew = sdqBandedScales.some(
    (scale) => isFar(bandOf(last, scale)) && (before === null || !isFar(bandOf(before, scale))),
  )
  if (isNew && before !== null) return 'wellbeing.answers-newly-high'
  const total = bandOf(last, 'total')
  const isRaised = total !== null && total !== 'close-to-average' && total !== 'normal'
  return isRaised || isNew ? 'wellbeing.answers-watch' : null
}

/** A reliable change for the worse of any scale for which figures are known; of prosocial, less is worse. */
export function isWorse(last: SdqScored, before: SdqScored): boolean {
  const figures = sdqChangeFigures[last.answers.body.informant]
  return (['total', 'emotional', 'conduct', 'hyperactivity', 'peer', 'prosocial'] as const).some((scale) => {
    const [was, is] = [before.result.scores[scale], last.result.scores[scale]]
    const known = figures[scale]
    if (known === undefined || was === null || is === null) return false
    return reliableChange(was, is, known).direction === (scale === 'prosocial' ? 'lower' : 'higher')
  })
}

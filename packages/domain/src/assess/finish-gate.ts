// May an assessment be called finished? Every concern has an action, or is passed on because it cannot be met here: a rule that forces
// "no concern" on people would hide what the ministry most needs to see (practice.md part 2, part 3). The sections of the
// questionnaire that hold required questions were answered ("does not know" is an answer). In a full assessment the child's and the
// mother's views were heard, or there is a valid reason (G-V1, G-M1); the short check at the door asks neither.
import type { AccessClass } from '../access/classes.ts'
import type { Check, GateWorld } from '../chronicle/gate.ts'
import { check } from '../chronicle/gate.ts'
import type { Written } from '../chronicle/entry.ts'
import type { PolicyPack } from '../policy.ts'
import { addDays } from '../time/plain-date.ts'
import { settledBefore } from '../settled.ts'
import * as kinds from './kinds.ts'
import { everyItem, type Questionnaire, type QuestionnaireItem, type QuestionnaireSection } from './questionnaire.ts'
import { childAssess, type Assessment } from './state.ts'
import { isHeard, viewRecencyDays } from './views.ts'

export const finishGateCodes = [
  'assessment.started',
  'assessment.section-answered',
  'assessment.concern-has-action',
  'assessment.child-heard',
  'assessment.mother-heard',
] as const
type Code = (typeof finishGateCodes)[number]

/** The checks on finishing an assessment. */
export function finishChecks(act: Written, world: GateWorld<PolicyPack>): Check[] {
  const parsed = kinds.assessmentFinished.body.safeParse(act.body)
  if (!parsed.success) return []
  const { assessment: id, type, isShort, concerns } = parsed.data
  const state = childAssess(settledBefore(act, world))
  const assessment = state.assessments.find((each) => each.id === id)
  const isStarted = assessment !== undefined && assessment.sections.some(({ stated }) => stated.body.type === type)
  const since = addDays(assessment?.started ?? world.today, -viewRecencyDays)
  const views = isShort
    ? []
    : [
        need('assessment.child-heard', ['care'], isHeard(state.views, 'child', since)),
        need('assessment.mother-heard', ['care'], isHeard(state.views, 'mother', since)),
      ]
  return [
    need('assessment.started', ['care'], isStarted),
    ...sectionChecks(
      world.pack.questionnaires.find((each) => each.id === type),
      isShort,
      assessment,
    ),
    ...concerns.map(({ item, action, passedTo }) =>
      need('assessment.concern-has-action', ['care'], action !== undefined || passedTo !== undefined, { item }),
    ),
    ...views,
  ]
}

/** One check for each required section. Where the country has no questionnaire of this type, any answered section will do. */
function sectionChecks(
  whole: Questionnaire | undefined,
  isShort: boolean,
  assessment: Assessment | undefined,
): Check[] {
  const answered = new Set(assessment?.sections.map((section) => section.id))
  return (whole?.sections ?? [])
    .filter((section) => isRequired(section, isShort))
    .map((section) => {
      const classes: AccessClass[] = isShort ? section.classes : section.classes.slice(0, 1)
      return need('assessment.section-answered', classes, answered.has(section.id), { section: section.id })
    })
}

/** A section is required in a form when it has a required question that this form asks. */
function isRequired(section: QuestionnaireSection, isShort: boolean): boolean {
  const asked = (items: readonly QuestionnaireItem[]): QuestionnaireItem[] =>
    items.flatMap((item) => (!isShort || item.short === true ? everyItem([item]) : asked(item.item ?? [])))
  return asked(section.item).some((item) => item.required === true)
}

function need(code: Code, classes: readonly AccessClass[], holds: boolean, params?: Check['params']): Check {
  return check(code, classes, holds, params)
}

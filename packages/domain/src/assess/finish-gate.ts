// May an assessment be called finished? Every concern has an action, or is passed on because it cannot be met here: a rule that forces
// "no concern" on people would hide what the ministry most needs to see (practice.md part 2, part 3). The concerns are computed anew
// from the stored answers, so that none is left out by the form or by its writer. What only a clinician, a specialist or a lawyer may
// know is dealt with in their own section; of the safeguarding class not even an open concern is named here: whoever reads that class
// has it as a deadline. A separation is assessed after its decision, never before (part 6, S). The sections of the
// questionnaire that hold required questions were answered ("does not know" is an answer). In a full assessment the child's and the
// mother's views were heard, or there is a valid reason (G-V1, G-M1); the short check at the door asks neither.
import type { AccessClass } from '../access/classes.ts'
import type { Check, GateWorld } from '../chronicle/gate.ts'
import { check } from '../chronicle/gate.ts'
import type { Written } from '../chronicle/entry.ts'
import type { PolicyPack } from '../policy.ts'
import { childRegister, type DayRange } from '../register/state.ts'
import { addDays } from '../time/plain-date.ts'
import { settledBefore } from '../settled.ts'
import {
  concernsToFinish,
  dealsWithItsOwn,
  hasAnswer,
  isDealtWith,
  openConcerns,
  type AnsweredConcern,
  type RaisedConcern,
} from './assessment-concerns.ts'
import * as kinds from './kinds.ts'
import { everyItem, type Questionnaire, type QuestionnaireItem, type QuestionnaireSection } from './questionnaire.ts'
import { childAssess, type Assessment, type ChildAssess } from './state.ts'
import { isHeard, viewRecencyDays } from './views.ts'

export const finishGateCodes = [
  'assessment.started',
  'assessment.section-answered',
  'assessment.concern-has-action',
  'assessment.own-section-concern-has-action',
  'assessment.decision-to-move',
  'assessment.child-heard',
  'assessment.mother-heard',
] as const
type Code = (typeof finishGateCodes)[number]

/** A periodic look and a visit to a carer ask the child's wish themselves; neither waits for a talk with everybody. */
const heardTypes: readonly kinds.AssessmentType[] = ['entry', 'birth', 'before-limit', 'separation', 'reunification']

/** The checks on finishing an assessment. */
export function finishChecks(act: Written, world: GateWorld<PolicyPack>): Check[] {
  const parsed = kinds.assessmentFinished.body.safeParse(act.body)
  if (!parsed.success) return []
  const { assessment: id, type, isShort, concerns } = parsed.data
  const before = settledBefore(act, world)
  const state = childAssess(before)
  const birth = childRegister(before).birth.range
  const whole = world.pack.questionnaires.find((each) => each.id === type)
  const assessment = state.assessments.find((each) => each.id === id)
  const isStarted = assessment !== undefined && assessment.sections.some(({ stated }) => stated.body.type === type)
  const since = addDays(assessment?.started ?? world.today, -viewRecencyDays)
  const views =
    isShort || !heardTypes.includes(type)
      ? []
      : [
          need('assessment.child-heard', ['care'], isHeard(state.views, 'child', since)),
          need('assessment.mother-heard', ['care'], isHeard(state.views, 'mother', since)),
        ]
  return [
    need('assessment.started', ['care'], isStarted),
    ...sectionChecks(whole, isShort, assessment),
    ...concernChecks(concerns, assessment === undefined ? [] : concernsToFinish(assessment, whole, birth)),
    ...ownSectionChecks(assessment, whole, birth),
    ...(type === 'separation' ? [need('assessment.decision-to-move', ['identity'], isMoveDecided(state))] : []),
    ...views,
  ]
}

/** One check for each item that the act lists or the answers raise. */
function concernChecks(listed: readonly AnsweredConcern[], raised: readonly RaisedConcern[]): Check[] {
  const items = new Set([...listed, ...raised].map(({ item }) => item))
  return [...items].map((item) => {
    const holds =
      listed.every((each) => each.item !== item || hasAnswer(each)) &&
      raised.every((concern) => concern.item !== item || isDealtWith(concern, listed))
    return need('assessment.concern-has-action', ['care'], holds, { item })
  })
}

/** Sections that deal with their own concerns, the safeguarding class left out. */
function ownSectionChecks(
  assessment: Assessment | undefined,
  whole: Questionnaire | undefined,
  birth: DayRange,
): Check[] {
  return (assessment?.sections ?? [])
    .filter((section) => dealsWithItsOwn(section.class) && section.class !== 'safeguarding')
    .map((section) => {
      const isDone = openConcerns(section, whole, birth).length === 0
      return need('assessment.own-section-concern-has-action', [section.class], isDone, { section: section.id })
    })
}

function isMoveDecided({ decisions }: ChildAssess): boolean {
  return decisions.some(({ outcome }) => outcome === 'leave-to-care')
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

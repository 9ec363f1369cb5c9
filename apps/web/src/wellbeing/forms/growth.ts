// A measurement, what is known of a birth for the child's health, and the first look at a newborn. Nothing typed is mended: an impossible
// measure is kept, and the chart says what the slip may have been.
import {
  birthFactsStated,
  dangerSigns,
  growthMeasured,
  newbornChecked,
  postures,
} from '@komar/domain/wellbeing/growth-kinds'
import { yesNoUnknown } from '@komar/domain/wellbeing/answers'
import { basisFields, occurredField, wordsField } from '../../record/common-fields.ts'
import { factForm, type FormDefinition } from '../../record/definition.ts'
import { words, type FieldKind } from '../../record/field-kinds.ts'
import { decimal, isTicked, said, type Values } from '../../record/values.ts'
import { outside } from './outside.ts'

type DangerSign = (typeof dangerSigns)[number]

/** Signs that only a pregnant woman has. */
const ofPregnancy: readonly DangerSign[] = ['no-movement', 'headache-and-swelling']

/** Signs of danger; of a child, unless it is said whose. */
export function dangerField(
  signs: readonly DangerSign[] = dangerSigns.filter((sign) => !ofPregnancy.includes(sign)),
): FieldKind {
  return {
    type: 'many',
    id: 'dangerSigns',
    label: 'field.dangerSigns',
    help: 'form.danger-signs.help',
    isOptional: true,
    options: words('option.dangerSigns', signs),
  }
}

const measureFields = ['weightKg', 'heightCm', 'headCm', 'muacCm', 'tricepsMm', 'subscapularMm'] as const

export function hasMeasure(values: Values): boolean {
  return measureFields.some((field) => decimal(values, field) !== undefined) || isTicked(values, 'hasOedema')
}

export const growthForm: FormDefinition = factForm({
  name: 'growth',
  subject: 'child',
  title: 'action.growth',
  lead: 'form.growth.lead',
  kind: growthMeasured.name,
  fields: [
    { ...occurredField, label: 'form.growth.occurred' },
    { type: 'decimal', id: 'weightKg', label: 'field.weightKg', isOptional: true },
    { type: 'decimal', id: 'heightCm', label: 'field.heightCm', isOptional: true },
    {
      type: 'choice',
      id: 'posture',
      label: 'field.posture',
      isBeside: true,
      options: words('option.posture', postures),
      when: (values) => said(values, 'heightCm') !== undefined,
    },
    { type: 'decimal', id: 'muacCm', label: 'field.muacCm', isOptional: true },
    { type: 'decimal', id: 'headCm', label: 'field.headCm', isOptional: true },
    { type: 'decimal', id: 'tricepsMm', label: 'field.tricepsMm', isOptional: true },
    { type: 'decimal', id: 'subscapularMm', label: 'field.subscapularMm', isOptional: true },
    { type: 'tick', id: 'hasOedema', label: 'field.hasOedema', help: 'form.growth.oedema-help' },
    { type: 'line', id: 'scaleNote', label: 'field.scaleNote', isOptional: true },
    wordsField,
    ...basisFields,
  ],
  rules: (values) => [{ field: 'weightKg', message: 'form.growth.nothing', isBroken: !hasMeasure(values) }],
  initial: ({ today }) => ({ occurred: today, basis: 'seen' }),
})

export const birthFactsForm: FormDefinition = factForm({
  name: 'birth-facts',
  subject: 'child',
  title: 'action.birth-facts',
  lead: 'form.birth-facts.lead',
  kind: birthFactsStated.name,
  fields: [
    { type: 'count', id: 'gestationWeeks', label: 'field.gestationWeeks', isOptional: true },
    {
      type: 'choice',
      id: 'weeksKnownBy',
      label: 'field.weeksKnownBy',
      isOptional: true,
      options: words('option.weeksKnownBy', ['scan', 'last-period', 'examination', 'guess']),
      when: (values) => said(values, 'gestationWeeks') !== undefined,
    },
    { type: 'count', id: 'birthWeightGrams', label: 'field.birthWeightGrams', isOptional: true },
    occurredField,
    wordsField,
    ...basisFields,
  ],
  rules: (values) => [
    outside(values, 'gestationWeeks', [20, 45], 'form.birth-facts.weeks-range'),
    outside(values, 'birthWeightGrams', [200, 8000], 'form.birth-facts.weight-range'),
  ],
})

export const newbornForm: FormDefinition = factForm({
  name: 'newborn',
  subject: 'child',
  title: 'action.newborn',
  kind: newbornChecked.name,
  fields: [
    occurredField,
    {
      type: 'choice',
      id: 'breastfedFirstHour',
      label: 'field.breastfedFirstHour',
      isBeside: true,
      isOptional: true,
      options: words('option.breastfedFirstHour', yesNoUnknown),
    },
    dangerField(),
    { type: 'day', id: 'seenAgainOn', label: 'field.seenAgainOn', isOptional: true },
    wordsField,
    ...basisFields,
  ],
})

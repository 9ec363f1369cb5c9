// What is acted upon the same day. The forms ask for what was seen, never for causes, and name nobody.
import {
  harmAnswered,
  harmSuspected,
  hospitalStopped,
  hospitalStops,
  injuries,
  injurySeen,
} from '@komar/domain/wellbeing/safety-kinds'
import { formatEdtf } from '../../i18n/format-edtf.ts'
import { basisFields, occurredField, wordsField } from '../../record/common-fields.ts'
import type { RecordContext } from '../../record/context.ts'
import { factForm, type FormDefinition } from '../../record/definition.ts'
import { words } from '../../record/field-kinds.ts'
import type { Option } from '../../ui/choice-field.tsx'

const tail = [wordsField, ...basisFields]

export const injuryForm: FormDefinition = factForm({
  name: 'injury',
  subject: 'child',
  title: 'action.injury',
  lead: 'form.injury.lead',
  kind: injurySeen.name,
  fields: [
    occurredField,
    { type: 'choice', id: 'injury', label: 'field.injury', options: words('option.injury', injuries) },
    {
      type: 'choice',
      id: 'walks',
      label: 'field.walks',
      isBeside: true,
      options: words('option.walks', ['yes', 'not-yet', 'unknown']),
    },
    { type: 'line', id: 'bodyPart', label: 'field.bodyPart', isOptional: true },
    {
      type: 'text',
      id: 'explanation',
      label: 'field.explanation',
      help: 'form.injury.explanation-help',
      isOptional: true,
    },
    { type: 'yes-no', id: 'isTreated', label: 'field.isTreated', isOptional: true },
    ...tail,
  ],
})

export const hospitalForm: FormDefinition = factForm({
  name: 'hospital-stopped',
  subject: 'child',
  title: 'action.hospital-stopped',
  lead: 'form.hospital-stopped.lead',
  kind: hospitalStopped.name,
  fields: [
    occurredField,
    {
      type: 'choice',
      id: 'hospitalStop',
      label: 'field.hospitalStop',
      options: words('option.hospitalStop', hospitalStops),
    },
    {
      type: 'choice',
      id: 'stoppedBy',
      label: 'field.stoppedBy',
      options: words('option.stoppedBy', [
        'prison',
        'hospital',
        'mother',
        'money',
        'transport',
        'treatment-over',
        'unknown',
      ]),
    },
    { type: 'line', id: 'neededFor', label: 'field.neededFor' },
    ...tail,
  ],
})

export const harmForm: FormDefinition = factForm({
  name: 'possible-harm',
  subject: 'child',
  title: 'action.possible-harm',
  lead: 'form.possible-harm.lead',
  kind: harmSuspected.name,
  fields: [
    occurredField,
    { type: 'text', id: 'seenOrSaid', label: 'field.seenOrSaid', help: 'form.possible-harm.seen-help' },
    ...tail,
  ],
})

function openOnes({ child, speech }: RecordContext): Option[] {
  const state = child?.wellbeing
  return (state?.suspicions ?? []).map(({ id, entry }) => ({
    value: id,
    label: formatEdtf(entry.occurred, speech),
  }))
}

export const harmAnswerForm: FormDefinition = factForm({
  name: 'possible-harm-answer',
  subject: 'child',
  title: 'action.possible-harm-answer',
  lead: 'form.possible-harm-answer.lead',
  kind: harmAnswered.name,
  fields: [
    {
      type: 'choice',
      id: 'suspicion',
      label: 'form.possible-harm-answer.which',
      options: openOnes,
      elsewhere: { form: 'possible-harm', label: 'action.possible-harm' },
    },
    {
      type: 'choice',
      id: 'askedSafely',
      label: 'field.askedSafely',
      options: words('option.askedSafely', ['by-specialist', 'referred-first', 'child-does-not-want', 'not-safe-yet']),
    },
    { type: 'line', id: 'referredTo', label: 'field.referredTo' },
    { type: 'text', id: 'planForOthers', label: 'field.planForOthers', help: 'form.possible-harm-answer.plan-help' },
    occurredField,
    ...tail,
  ],
  initial: (context) => ({ occurred: context.today, suspicion: openOnes(context).at(-1)?.value ?? '' }),
})

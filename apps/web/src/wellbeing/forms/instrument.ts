// SDQ and SCAS from the paper form, by item number: digits only, entered twice to check. No wording of an item stands here or anywhere; a
// text pack of a licence-holder may add it to the page (text-pack.ts).
import {
  answeredBy,
  informants,
  instrumentAnswered,
  instrumentForms,
  instruments,
} from '@komar/domain/wellbeing/instrument-kinds'
import { formShape } from '@komar/domain/wellbeing/instruments'
import { isSdqForm, type SdqForm, type SdqInformant } from '@komar/domain/wellbeing/sdq'
import { attachedTo, attachmentField } from '../../record/attachment-slot.tsx'
import { occurredField, wordsField } from '../../record/common-fields.ts'
import { fact, type FormDefinition } from '../../record/definition.ts'
import { words } from '../../record/field-kinds.ts'
import { oneOf, said, type Values } from '../../record/values.ts'
import { AnswersSlot } from './answers-slot.tsx'
import { latelyOf } from './asked-lately-of.ts'
import { AskedLatelySlot } from './asked-lately-slot.tsx'

/** The digits of a field as answers; a dash is an item left empty. */
function digits(values: Values, field: string): (number | null)[] {
  return Array.from(said(values, field) ?? '').map((digit) => (digit === '-' ? null : Number(digit)))
}

function formsOf(instrument: string | undefined): readonly (typeof instrumentForms)[number][] {
  return instrumentForms.filter((form) => formShape(instrument ?? '', form) !== null)
}

export const instrumentForm: FormDefinition = {
  name: 'instrument',
  subject: 'child',
  title: 'action.instrument',
  lead: 'form.instrument.lead',
  kinds: [instrumentAnswered.name],
  fields: [
    {
      type: 'choice',
      id: 'instrument',
      label: 'field.instrument',
      isBeside: true,
      options: words('option.instrument', instruments),
    },
    {
      type: 'choice',
      id: 'form',
      label: 'field.form',
      isBeside: true,
      options: (context, values) => {
        const shown = formsOf(said(values, 'instrument'))
        return words('option.form', instrumentForms)(context, values).filter(({ value }) =>
          shown.some((form) => form === value),
        )
      },
      when: (values) => said(values, 'instrument') !== undefined,
    },
    {
      type: 'choice',
      id: 'informant',
      label: 'field.informant',
      isBeside: true,
      options: words('option.informant', informants),
    },
    { type: 'choice', id: 'answeredBy', label: 'field.answeredBy', options: words('option.answeredBy', answeredBy) },
    { type: 'slot', id: 'lately', Component: AskedLatelySlot },
    {
      type: 'text',
      id: 'repeatReason',
      label: 'field.repeatReason',
      when: (values, context) => latelyOf(values, context) !== null,
    },
    { ...occurredField, label: 'form.instrument.occurred' },
    { type: 'slot', id: 'answers', Component: AnswersSlot },
    attachmentField('pictures', 'form.instrument.picture-rule'),
    wordsField,
  ],
  initial: ({ today }) => ({ occurred: today, basis: 'document', instrument: 'sdq' }),
  rules: (values) => {
    const shape = formShape(said(values, 'instrument') ?? '', said(values, 'form') ?? '')
    const [given, again] = [said(values, 'answers') ?? '', said(values, 'again') ?? '']
    const isOther =
      said(values, 'instrument') === 'sdq' &&
      !isSdqForm(
        oneOf(values, 'informant', informants) ?? ('parent' satisfies SdqInformant),
        oneOf(values, 'form', ['2-4', '4-17', '11-17'] as const) ?? ('11-17' satisfies SdqForm),
      )
    return [
      { field: 'form', message: 'form.instrument.no-such-form', isBroken: isOther },
      {
        field: 'answers',
        message: 'form.instrument.incomplete',
        isBroken: shape !== null && given.length !== shape.items,
      },
      { field: 'answers', message: 'form.instrument.differs', isBroken: again !== '' && again !== given },
    ]
  },
  build: (values, { subject }) => {
    const impact = digits(values, 'impact')
    const attached = attachedTo(values)
    return [
      fact(values, {
        kind: instrumentAnswered.name,
        subject: subject.id,
        body: {
          instrument: said(values, 'instrument'),
          form: said(values, 'form'),
          informant: said(values, 'informant'),
          answeredBy: said(values, 'answeredBy'),
          answers: digits(values, 'answers'),
          impact: impact.length === 0 ? undefined : impact,
          isEnteredTwice: said(values, 'again') === said(values, 'answers'),
          repeatReason: said(values, 'repeatReason'),
          words: said(values, 'words'),
          attachments: attached.length === 0 ? undefined : attached,
        },
      }),
    ]
  },
}

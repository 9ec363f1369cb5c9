// Warning signs of trade in children: a tick list on every form of a visit or a move, a form by itself, and what a supervisor did about
// them (practice.md part 2). A sign ticked on another form becomes an entry of its own, about the child and the person it was seen with.
import { openWarnings } from '@komar/domain/care/place-state'
import { warningFindings, warningSigns, warningSignsAnswered, warningSignsSeen } from '@komar/domain/care/warning-kinds'
import { formatEdtf } from '../../i18n/format-edtf.ts'
import { basisFields, occurredField, wordsField } from '../../record/common-fields.ts'
import type { RecordContext } from '../../record/context.ts'
import { fact, factForm, type FormDefinition } from '../../record/definition.ts'
import { act, noId } from '../../record/drafting.ts'
import { words, type ChoiceKind } from '../../record/field-kinds.ts'
import { many, said, type Values } from '../../record/values.ts'
import type { EntryDraft } from '../../store/new-entry.ts'
import type { Option } from '../../ui/choice-field.tsx'
import { sayOption } from '../../chronicle/field-words.ts'
import { kinOptions } from './kin-choice.ts'

const signsField: ChoiceKind = {
  type: 'many',
  id: 'signs',
  label: 'form.warning-signs.signs',
  help: 'form.warning-signs.signs-help',
  options: words('option.signs', warningSigns),
}

/** A form of a visit or a move, with the tick list below it. */
export function withWarningSigns(form: FormDefinition): FormDefinition {
  return {
    ...form,
    fields: [...form.fields, { ...signsField, isOptional: true }],
    build: (values, context) => {
      const drafts = form.build(values, context)
      // A correction corrects its own entry only.
      return context.query['entry'] === undefined ? [...drafts, ...ticked(values, context, drafts)] : drafts
    },
  }
}

function ticked(values: Values, context: RecordContext, drafts: readonly EntryDraft[]): EntryDraft[] {
  const signs = many(values, 'signs')
  if (signs.length === 0) return []
  const kin = new Set(kinOptions(context).map(({ value }) => value))
  const seenWith = drafts.flatMap(({ subject, also = [] }) => [subject, ...also]).filter((id) => kin.has(id))
  return [fact(values, { kind: warningSignsSeen.name, subject: context.subject.id, also: seenWith, body: { signs } })]
}

export const warningSignsForm = factForm({
  name: 'warning-signs',
  subject: 'child',
  title: 'action.warning-signs',
  lead: 'form.warning-signs.lead',
  kind: warningSignsSeen.name,
  also: (values) => [said(values, 'kin')],
  more: () => ({ kin: undefined }),
  fields: [
    signsField,
    {
      type: 'choice',
      id: 'kin',
      label: 'form.warning-signs.with',
      isOptional: true,
      options: kinOptions,
      when: (_, context) => kinOptions(context).length > 0,
    },
    { ...occurredField, label: 'form.warning-signs.occurred' },
    wordsField,
    ...basisFields,
  ],
  initial: (context) => ({ occurred: context.today, kin: context.query['kin'] ?? '' }),
})

function openOnes({ child, speech }: RecordContext): Option[] {
  return (child === null ? [] : openWarnings(child.places)).map(({ id, entry, body }) => ({
    value: id,
    label: body.signs.map((sign) => sayOption('signs', sign, speech)).join('; '),
    hint: formatEdtf(entry.occurred, speech),
  }))
}

export const warningAnswerForm: FormDefinition = {
  name: 'warning-answer',
  subject: 'child',
  title: 'action.warning-answer',
  lead: 'form.warning-answer.lead',
  kinds: [warningSignsAnswered.name],
  fields: [
    { type: 'choice', id: 'warning', label: 'form.warning-answer.warning', options: openOnes },
    { type: 'text', id: 'whatWasDone', label: 'form.warning-answer.done', help: 'form.warning-answer.done-help' },
    {
      type: 'choice',
      id: 'finding',
      label: 'form.warning-answer.finding',
      help: 'form.warning-answer.finding-help',
      options: words('option.finding', warningFindings),
    },
  ],
  initial: (context) => {
    const [first, ...more] = openOnes(context)
    return { warning: more.length === 0 ? (first?.value ?? '') : '' }
  },
  build: (values, context) => {
    const warning = said(values, 'warning') ?? noId(context)
    // The answer stands wherever the sign does.
    const seen = context.child?.places.warnings.find(({ id }) => id === warning)
    return [
      act(context, {
        kind: warningSignsAnswered.name,
        subject: context.subject.id,
        also: seen?.entry.also ?? [],
        body: {
          warning,
          whatWasDone: said(values, 'whatWasDone') ?? context.placeholder,
          finding: said(values, 'finding') ?? (context.placeholder === undefined ? undefined : 'danger-goes-on'),
        },
      }),
    ]
  },
}

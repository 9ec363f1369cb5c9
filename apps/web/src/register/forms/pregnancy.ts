// A woman in custody is pregnant; and a pregnancy that ended without a child, which is recorded gently and makes no record of a child
// (practice.md part 2, pregnant women).
import { pregnancyEnded, pregnancyRecorded } from '@komar/domain/register/kinds'
import { basisFields, occurredField } from '../../record/common-fields.ts'
import type { RecordContext } from '../../record/context.ts'
import { factForm } from '../../record/definition.ts'
import { words } from '../../record/field-kinds.ts'
import { formatEdtf } from '../../i18n/format-edtf.ts'

export const pregnancyForm = factForm({
  name: 'pregnancy',
  subject: 'carer',
  title: 'action.pregnancy',
  kind: pregnancyRecorded.name,
  fields: [
    { type: 'date', id: 'due', label: 'form.pregnancy.due', help: 'form.pregnancy.due-help', isOptional: true },
    { ...occurredField, label: 'form.pregnancy.known-since' },
    ...basisFields,
  ],
})

/** The pregnancies that nobody said have ended, by the day the child is expected. */
export function openPregnancies({ carer, speech }: RecordContext): { value: string; label: string }[] {
  return (carer?.openPregnancies ?? []).map(({ id, due, from }) => ({
    value: id,
    label:
      due === null
        ? speech.text('form.pregnancy.since', { date: formatEdtf(from, speech) })
        : speech.text('form.pregnancy.expected', { date: formatEdtf(due, speech, 'between') }),
  }))
}

export const pregnancyEndedForm = factForm({
  name: 'pregnancy-ended',
  subject: 'carer',
  title: 'action.pregnancy-ended',
  lead: 'form.pregnancy-ended.lead',
  kind: pregnancyEnded.name,
  fields: [
    { type: 'choice', id: 'pregnancy', label: 'form.birth.pregnancy', options: openPregnancies },
    {
      type: 'choice',
      id: 'outcome',
      label: 'form.pregnancy-ended.outcome',
      options: words('option.outcome', ['loss', 'unknown']),
    },
    occurredField,
    ...basisFields,
  ],
  initial: (context) => ({ occurred: context.today, pregnancy: openPregnancies(context)[0]?.value ?? '' }),
})

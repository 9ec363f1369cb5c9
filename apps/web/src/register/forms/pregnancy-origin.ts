// How a pregnancy began: asked alone, by someone she trusts, and sealed. Prison staff never see it (practice.md B3, part 2).
import { pregnancyOriginStated } from '@komar/domain/register/life-kinds'
import { basisFields, occurredField } from '../../record/common-fields.ts'
import type { RecordContext } from '../../record/context.ts'
import { factForm } from '../../record/definition.ts'
import { words } from '../../record/field-kinds.ts'
import type { Option } from '../../ui/choice-field.tsx'
import { formatEdtf } from '../../i18n/format-edtf.ts'

/** All her pregnancies, ended ones too, by the day since which they were known. */
function pregnancies({ carer, speech }: RecordContext): Option[] {
  return (carer?.register.pregnancies ?? []).map(({ id, from }) => ({
    value: id,
    label: speech.text('form.pregnancy.since', { date: formatEdtf(from, speech) }),
  }))
}

export const pregnancyOriginForm = factForm({
  name: 'pregnancy-origin',
  subject: 'carer',
  title: 'action.pregnancy-origin',
  lead: 'form.pregnancy-origin.lead',
  kind: pregnancyOriginStated.name,
  fields: [
    { type: 'choice', id: 'pregnancy', label: 'form.birth.pregnancy', options: pregnancies },
    {
      type: 'choice',
      id: 'began',
      label: 'form.pregnancy-origin.began',
      options: words('option.began', ['before-custody', 'in-custody', 'unclear', 'not-asked']),
    },
    {
      type: 'choice',
      id: 'wasSafe',
      label: 'form.pregnancy-origin.safe',
      help: 'form.pregnancy-origin.safe-help',
      options: words('option.wasSafe', ['yes', 'no', 'unknown', 'prefers-not-to-say']),
    },
    { type: 'text', id: 'words', label: 'form.words', isOptional: true },
    occurredField,
    ...basisFields,
  ],
  initial: (context) => ({ occurred: context.today, pregnancy: pregnancies(context).at(-1)?.value ?? '' }),
})

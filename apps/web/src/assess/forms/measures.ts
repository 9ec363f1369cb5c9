// Whether a special measure is really in place, and who says so (practice.md part 7).
import { measureConfirmed } from '@komar/domain/assess/kinds'
import { basisFields, occurredField } from '../../record/common-fields.ts'
import type { RecordContext } from '../../record/context.ts'
import { factForm } from '../../record/definition.ts'
import { words } from '../../record/field-kinds.ts'
import { measureText } from '../../record/measure-words.ts'
import { count } from '../../record/values.ts'
import type { Option } from '../../ui/choice-field.tsx'

/** The measures of the last decision. */
export function measureOptions(context: RecordContext): Option[] {
  return (context.child?.lastDecision?.measures ?? []).map(({ measure }) => ({
    value: String(measure),
    label: measureText(measure, context),
  }))
}

export const measureForm = factForm({
  name: 'measure',
  subject: 'child',
  title: 'action.measure',
  lead: 'form.measure.lead',
  kind: measureConfirmed.name,
  more: (values) => ({ measure: count(values, 'measure') }),
  fields: [
    { type: 'select', id: 'measure', label: 'form.measure.which', options: measureOptions },
    { type: 'yes-no', id: 'isInPlace', label: 'form.measure.in-place' },
    {
      type: 'choice',
      id: 'proof',
      label: 'form.measure.proof',
      options: words('option.proof', ['seen-by-monitor', 'mother-says', 'record']),
    },
    { ...occurredField, label: 'form.measure.occurred' },
    ...basisFields,
  ],
  initial: ({ today, query }) => ({ occurred: today, measure: query['measure'] ?? '' }),
})

// Learning and play for children on a prison's site, and who runs it.
import { programmeStated } from '@komar/domain/conditions/kinds'
import { basisFields, occurredField } from '../../record/common-fields.ts'
import { factForm } from '../../record/definition.ts'
import { words } from '../../record/field-kinds.ts'

export const programmeForm = factForm({
  name: 'programme',
  subject: 'facility',
  title: 'action.programme',
  lead: 'form.programme.lead',
  kind: programmeStated.name,
  fields: [
    { ...occurredField, label: 'form.programme.occurred' },
    { type: 'yes-no', id: 'isRunning', label: 'form.programme.is-running' },
    { type: 'yes-no', id: 'isOnSite', label: 'form.programme.is-on-site' },
    {
      type: 'choice',
      id: 'runBy',
      label: 'form.programme.run-by',
      isBeside: true,
      options: words('option.runBy', ['state', 'non-governmental']),
    },
    { type: 'line', id: 'name', label: 'form.programme.name', isOptional: true },
    ...basisFields,
  ],
  more: () => ({ programme: 'learning-or-play' }),
})

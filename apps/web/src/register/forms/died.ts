// A child died. Only that it did, and when: where and of what belongs to those who may read it.
import { died } from '@komar/domain/register/life-kinds'
import { basisFields, occurredField } from '../../record/common-fields.ts'
import { factForm } from '../../record/definition.ts'

export const diedForm = factForm({
  name: 'died',
  subject: 'child',
  title: 'action.died',
  lead: 'form.died.lead',
  kind: died.name,
  fields: [{ ...occurredField, label: 'form.died.occurred' }, ...basisFields],
  initial: ({ today }) => ({ occurred: today }),
})

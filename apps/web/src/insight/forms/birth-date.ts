// When a child was born, as one source says it. Two sources may differ; both stand. What follows from it is shown before it is recorded.
import { birthStated } from '@komar/domain/register/kinds'
import { basisFields } from '../../record/common-fields.ts'
import { factForm } from '../../record/definition.ts'
import { said } from '../../record/values.ts'
import { BirthConsequences } from './birth-consequences.tsx'

export const birthDateForm = factForm({
  name: 'birth-date',
  subject: 'child',
  title: 'action.birth-date',
  lead: 'form.birth-date.lead',
  kind: birthStated.name,
  fields: [
    { type: 'date', id: 'born', label: 'form.birth.born', help: 'form.born-help' },
    ...basisFields,
    {
      type: 'line',
      id: 'document',
      label: 'form.birth-date.document',
      isOptional: true,
      when: (values) => said(values, 'basis') === 'document',
    },
    { type: 'date', id: 'occurred', label: 'form.birth-date.stated' },
    { type: 'slot', id: 'changes', Component: BirthConsequences },
  ],
})

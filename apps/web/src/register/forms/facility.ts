// People counted in a prison. What was not counted stays empty: a zero is a number too.
import { censusTaken } from '@komar/domain/register/kinds'
import { basisFields, occurredField } from '../../record/common-fields.ts'
import { factForm } from '../../record/definition.ts'
import { words } from '../../record/field-kinds.ts'
import { count } from '../../record/values.ts'

const counted = ['children', 'mothersWithChildren', 'pregnantWomen', 'women', 'population'] as const

export const censusForm = factForm({
  name: 'census',
  subject: 'facility',
  title: 'action.census',
  lead: 'form.census.lead',
  kind: censusTaken.name,
  fields: [
    { ...occurredField, label: 'form.census.occurred' },
    {
      type: 'choice',
      id: 'method',
      label: 'form.census.method',
      options: words('option.method', ['visit', 'register-confirmed', 'official-list']),
    },
    { type: 'count', id: 'children', label: 'form.census.children', isOptional: true },
    { type: 'count', id: 'mothersWithChildren', label: 'form.census.mothers', isOptional: true },
    { type: 'count', id: 'pregnantWomen', label: 'form.census.pregnant', isOptional: true },
    { type: 'count', id: 'women', label: 'form.census.women', isOptional: true },
    { type: 'count', id: 'population', label: 'form.census.population', isOptional: true },
    ...basisFields,
  ],
  rules: (values) => [
    {
      field: 'children',
      message: 'form.fault.one-number',
      isBroken: counted.every((field) => count(values, field) === undefined),
    },
  ],
})

// The forms with which single facts are corrected that are otherwise written together with others. None has an address of its own.
import * as kinds from '@komar/domain/register/kinds'
import { basisFields, facilityField, nameFields, occurredField, sexField } from '../../record/common-fields.ts'
import { factForm, type FormDefinition } from '../../record/definition.ts'
import { nameRule } from './arrest.ts'
import { relationField } from './arrival-fields.ts'

const common = { name: 'correct', title: 'form.correct.title' } as const

export const registerCorrections: readonly FormDefinition[] = [
  factForm({
    ...common,
    subject: 'child',
    kind: kinds.childRegistered.name,
    fields: [...nameFields, sexField, occurredField, ...basisFields],
    rules: nameRule,
  }),
  factForm({
    ...common,
    subject: 'carer',
    kind: kinds.carerRegistered.name,
    fields: [
      ...nameFields,
      sexField,
      { type: 'date', id: 'born', label: 'form.arrest.born', isOptional: true },
      { type: 'line', id: 'language', label: 'form.arrest.language', isOptional: true },
      occurredField,
      ...basisFields,
    ],
    rules: nameRule,
  }),
  factForm({
    ...common,
    subject: 'child',
    kind: kinds.relationStated.name,
    fields: [relationField, occurredField, ...basisFields],
  }),
  factForm({
    ...common,
    subject: 'child',
    kind: kinds.residenceBegan.name,
    fields: [facilityField, occurredField, ...basisFields],
  }),
]

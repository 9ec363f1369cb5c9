// Someone outside: registered as kin, and asked whether the child could live with them (practice.md, G-K1: poverty never refuses).
import { optionExplored } from '@komar/domain/care/kinds'
import { kinRegistered } from '@komar/domain/register/kinds'
import { basisFields, nameFields, occurredField } from '../../record/common-fields.ts'
import { factForm } from '../../record/definition.ts'
import { words } from '../../record/field-kinds.ts'
import { said } from '../../record/values.ts'
import { districtOptions, hasDistricts } from './districts.ts'
import { firstKin, kinOptions, kinRelations } from './kin-choice.ts'
import { tierField, tierOf } from './tier.ts'

export const kinForm = factForm({
  name: 'kin',
  subject: 'child',
  title: 'action.kin',
  lead: 'form.kin.lead',
  kind: kinRegistered.name,
  about: (_, { newId }) => newId(),
  also: (_, { subject }) => [subject.id],
  fields: [
    ...nameFields,
    { type: 'choice', id: 'relation', label: 'form.kin.relation', options: words('option.relation', kinRelations) },
    {
      type: 'select',
      id: 'district',
      label: 'form.kin.district',
      isOptional: true,
      options: districtOptions,
      when: hasDistricts,
    },
    { type: 'line', id: 'phone', label: 'form.kin.phone', isOptional: true },
    { ...occurredField, label: 'form.kin.occurred' },
    ...basisFields,
  ],
  rules: (values) => [
    {
      field: 'km',
      message: 'form.fault.name',
      isBroken: said(values, 'km') === undefined && said(values, 'latin') === undefined,
    },
  ],
})

const answers = ['willing', 'not-willing', 'undecided', 'not-reached', 'not-suitable'] as const

export const optionForm = factForm({
  name: 'option',
  subject: 'child',
  title: 'action.option',
  lead: 'form.option.lead',
  kind: optionExplored.name,
  also: (values) => [said(values, 'kin')],
  more: (values) => ({ ...tierOf(values), kin: undefined }),
  fields: [
    tierField,
    {
      type: 'choice',
      id: 'kin',
      label: 'form.kin.who',
      isOptional: true,
      options: kinOptions,
      when: (_, context) => kinOptions(context).length > 0,
    },
    { type: 'line', id: 'who', label: 'form.option.who', help: 'form.option.who-help' },
    { type: 'choice', id: 'answer', label: 'form.option.answer', options: words('option.answer', answers) },
    { type: 'text', id: 'why', label: 'form.option.why', isOptional: true },
    { ...occurredField, label: 'form.option.occurred' },
    ...basisFields,
  ],
  initial: (context) => ({
    occurred: context.today,
    tier: context.query['tier'] ?? '',
    kin: firstKin(context),
  }),
})

// A prison comes into the register: on an empty host nothing else can be recorded before one is there.
import { facilityRegistered } from '@komar/domain/register/kinds'
import places from '../../../../../policies/kh/places.json' with { type: 'json' }
import { basisFields, occurredField } from '../../record/common-fields.ts'
import type { RecordContext } from '../../record/context.ts'
import { fact, type FormDefinition } from '../../record/definition.ts'
import { count, said } from '../../record/values.ts'
import type { Option } from '../../ui/choice-field.tsx'

const code = /^[A-Z0-9-]{2,12}$/

export const prisonForm: FormDefinition = {
  name: 'register-prison',
  subject: 'none',
  title: 'facilities.register',
  lead: 'form.prison.lead',
  kinds: [facilityRegistered.name],
  fields: [
    { type: 'line', id: 'nameKm', label: 'form.prison.name-km' },
    { type: 'line', id: 'nameEn', label: 'form.prison.name-en' },
    { type: 'line', id: 'code', label: 'form.prison.code', help: 'form.prison.code-help' },
    { type: 'select', id: 'province', label: 'form.prison.province', options: provinceOptions },
    { type: 'yes-no', id: 'holdsWomen', label: 'form.prison.holds-women' },
    { type: 'count', id: 'capacity', label: 'form.prison.capacity', isOptional: true },
    { ...occurredField, label: 'form.prison.occurred' },
    ...basisFields,
  ],
  initial: ({ today }) => ({ occurred: today }),
  rules: (values) => {
    const given = said(values, 'code')
    return [{ field: 'code', message: 'form.fault.prison-code', isBroken: given !== undefined && !code.test(given) }]
  },
  build: (values, { newId }) => [
    fact(values, {
      kind: facilityRegistered.name,
      subject: newId(),
      body: {
        code: said(values, 'code'),
        name: { km: said(values, 'nameKm'), en: said(values, 'nameEn') },
        province: said(values, 'province'),
        holdsWomen: said(values, 'holdsWomen') === 'yes',
        capacity: count(values, 'capacity'),
      },
    }),
  ],
  after: () => '/facilities',
}

function provinceOptions({ speech }: RecordContext): Option[] {
  return places.provinces.map((province) => ({ value: province.code, label: province.name[speech.language] }))
}

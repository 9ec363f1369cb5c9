// A prison comes into the register: on an empty host nothing else can be recorded before one is there.
import { facilityRegistered } from '@komar/domain/register/kinds'
import { noProvince } from '@komar/domain/register/places'
import { placesOf } from '../../policy/places-of.ts'
import { basisFields, occurredField } from '../../record/common-fields.ts'
import type { RecordContext } from '../../record/context.ts'
import { fact, type FormDefinition } from '../../record/definition.ts'
import { count, said, type Values } from '../../record/values.ts'
import type { Option } from '../../ui/choice-field.tsx'

const code = /^[A-Z0-9-]{2,12}$/

export const prisonForm: FormDefinition = {
  name: 'register-prison',
  subject: 'none',
  title: 'facilities.register',
  lead: 'form.prison.lead',
  kinds: [facilityRegistered.name],
  fields: [
    { type: 'line', id: 'nameKm', label: 'form.prison.name-km', when: hasKhmerNames },
    { type: 'line', id: 'nameEn', label: 'form.prison.name-en' },
    { type: 'line', id: 'code', label: 'form.prison.code', help: 'form.prison.code-help' },
    { type: 'select', id: 'province', label: 'form.prison.province', options: provinceOptions, when: hasPlaces },
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
  build: (values, context) => [
    fact(values, {
      kind: facilityRegistered.name,
      subject: context.newId(),
      body: {
        code: said(values, 'code'),
        // Where prisons have no Khmer name, they have one.
        name: { km: said(values, hasKhmerNames(values, context) ? 'nameKm' : 'nameEn'), en: said(values, 'nameEn') },
        province: hasPlaces(values, context) ? said(values, 'province') : noProvince,
        holdsWomen: said(values, 'holdsWomen') === 'yes',
        capacity: count(values, 'capacity'),
      },
    }),
  ],
  after: () => '/facilities',
}

function hasKhmerNames(_values: Values, { pack }: RecordContext): boolean {
  return pack.head.languages.includes('km')
}

function hasPlaces(_values: Values, { session }: RecordContext): boolean {
  return placesOf(session.host.country) !== null
}

function provinceOptions({ speech, session }: RecordContext): Option[] {
  const { provinces } = placesOf(session.host.country) ?? { provinces: [] }
  return provinces.map(({ code, name }) => ({ value: code, label: name[speech.language] }))
}

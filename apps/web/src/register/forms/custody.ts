// The carer's own custody: release, and a change of the legal position.
import { custodyBegan, custodyChanged, custodyEnded } from '@komar/domain/register/kinds'
import { basisFields, occurredField } from '../../record/common-fields.ts'
import { factForm } from '../../record/definition.ts'
import { words } from '../../record/field-kinds.ts'
import { placeFields } from './arrest.ts'
import { legalFields } from './legal-fields.ts'

const ends = ['released', 'bail', 'non-custodial', 'pardon', 'escaped', 'died', 'unknown'] as const

export const releaseForm = factForm({
  name: 'release',
  subject: 'carer',
  title: 'action.release',
  lead: 'form.release.lead',
  kind: custodyEnded.name,
  fields: [
    { ...occurredField, label: 'form.release.occurred' },
    { type: 'choice', id: 'how', label: 'form.release.how', options: words('option.how', ends) },
    ...basisFields,
  ],
})

export const custodyForm = factForm({
  name: 'custody',
  subject: 'carer',
  title: 'action.custody',
  kind: custodyChanged.name,
  fields: [{ ...occurredField, label: 'form.custody.occurred' }, ...legalFields, ...basisFields],
  initial: ({ today, carer }) => ({
    occurred: today,
    legalStatus: carer?.register.legal?.legalStatus ?? '',
    charge: carer?.register.legal?.charge ?? '',
  }),
})

/** A carer who is known already is held again, or is brought from the police to a prison. */
export const heldForm = factForm({
  name: 'held',
  subject: 'carer',
  title: 'action.held',
  kind: custodyBegan.name,
  fields: [
    { ...occurredField, label: 'form.arrest.occurred' },
    ...placeFields,
    { type: 'line', id: 'transferReason', label: 'form.transfer.reason', isOptional: true },
    ...legalFields,
    ...basisFields,
  ],
  initial: ({ today, carer }) => ({
    occurred: today,
    place: 'facility',
    cause: 'remand',
    legalStatus: carer?.register.legal?.legalStatus ?? '',
    charge: carer?.register.legal?.charge ?? '',
  }),
})

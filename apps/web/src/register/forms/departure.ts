// A child leaves the prison. It is recorded as it happened, even with no plan: the breach that this shows names the duty, never the officer.
import { departures, residenceEnded } from '@komar/domain/register/kinds'
import { basisFields, facilityField, occurredField } from '../../record/common-fields.ts'
import { factForm } from '../../record/definition.ts'
import { words } from '../../record/field-kinds.ts'

export const departureForm = factForm({
  name: 'departure',
  subject: 'child',
  title: 'action.departure',
  lead: 'form.departure.lead',
  kind: residenceEnded.name,
  fields: [
    { ...facilityField, label: 'form.departure.from', isOptional: true },
    { ...occurredField, label: 'form.departure.occurred' },
    {
      type: 'choice',
      id: 'route',
      label: 'form.departure.route',
      help: 'form.departure.route-help',
      options: words('option.route', departures),
    },
    ...basisFields,
  ],
  initial: ({ today, child, query }) => ({
    occurred: query['occurred'] ?? today,
    ...(query['route'] !== undefined && { route: query['route'], basis: 'told' }),
    facility: child?.whereabouts.is === 'in-facility' ? child.whereabouts.facility : '',
  }),
})

// A note of one's own agency: no other agency reads it, and no grant passes it on.
import { noteWritten } from '@komar/domain/register/kinds'
import { basisFields, occurredField } from '../../record/common-fields.ts'
import { factForm } from '../../record/definition.ts'

export const noteForm = factForm({
  name: 'note',
  subject: 'child',
  title: 'action.note',
  lead: 'form.note.lead',
  kind: noteWritten.name,
  fields: [{ type: 'text', id: 'note', label: 'form.note.note' }, occurredField, ...basisFields],
})

// A spoken note about a child, for one's own agency, as a written one.
import { voiceNoteKept } from '@komar/domain/register/voice-note-kinds'
import { attachmentField, fileForm } from '../../record/attachment-slot.tsx'
import { basisFields, occurredField } from '../../record/common-fields.ts'

export const voiceNoteForm = fileForm({
  name: 'voice-note',
  subject: 'child',
  title: 'action.voice-note',
  kind: voiceNoteKept.name,
  fields: [
    occurredField,
    attachmentField('voice', 'visit.voice-rule'),
    { type: 'line', id: 'caption', label: 'field.caption', isOptional: true },
    ...basisFields,
  ],
})

// A picture for the child's own memory book: the one picture that may show a face, with leave given for it and for nothing else.
import { permissions } from '@komar/domain/assess/drawing-kinds'
import { memoryPictureKept } from '@komar/domain/care/memory-kinds'
import { attachmentField, fileForm } from '../../record/attachment-slot.tsx'
import { basisFields, occurredField } from '../../record/common-fields.ts'
import { words } from '../../record/field-kinds.ts'

export const memoryPictureForm = fileForm({
  name: 'memory-picture',
  subject: 'child',
  title: 'action.memory-picture',
  lead: 'form.memory-picture.lead',
  kind: memoryPictureKept.name,
  fields: [
    { ...occurredField, label: 'form.drawing.occurred' },
    {
      type: 'choice',
      id: 'permission',
      label: 'form.picture.permission',
      help: 'form.picture.permission-help',
      options: words('option.permission', permissions),
    },
    attachmentField('pictures', 'form.memory-picture.rule'),
    { type: 'line', id: 'caption', label: 'field.caption', isOptional: true },
    ...basisFields,
  ],
})

// A child's drawing or life map, in the child's own words and with its permission (practice.md part 1 row 26).
import { drawingKept, drawingTypes, permissions } from '@komar/domain/assess/drawing-kinds'
import { attachmentField, fileForm } from '../../record/attachment-slot.tsx'
import { basisFields, occurredField } from '../../record/common-fields.ts'
import { words } from '../../record/field-kinds.ts'

export const drawingForm = fileForm({
  name: 'drawing',
  subject: 'child',
  title: 'action.drawing',
  lead: 'form.drawing.lead',
  kind: drawingKept.name,
  fields: [
    { ...occurredField, label: 'form.drawing.occurred' },
    {
      type: 'choice',
      id: 'drawingType',
      label: 'field.drawingType',
      options: words('option.drawingType', drawingTypes),
    },
    {
      type: 'choice',
      id: 'permission',
      label: 'form.picture.permission',
      help: 'form.picture.permission-help',
      options: words('option.permission', permissions),
    },
    attachmentField('pictures', 'form.drawing.rule'),
    { type: 'text', id: 'childsWords', label: 'field.childsWords', isOptional: true },
    { type: 'text', id: 'notToTalkAbout', label: 'field.notToTalkAbout', isOptional: true },
    ...basisFields,
  ],
})

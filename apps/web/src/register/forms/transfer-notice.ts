// Notice of a transfer, before it happens or as soon as it is known; a reason, or none known (practice.md, G-T1).
import { transferAnnounced } from '@komar/domain/register/transfer-kinds'
import { basisFields, facilityField, occurredField } from '../../record/common-fields.ts'
import { factForm } from '../../record/definition.ts'

export const transferNoticeForm = factForm({
  name: 'transfer-notice',
  subject: 'carer',
  title: 'action.transfer-notice',
  lead: 'form.transfer-notice.lead',
  kind: transferAnnounced.name,
  fields: [
    { ...occurredField, label: 'form.transfer-notice.heard' },
    { type: 'date', id: 'movesOn', label: 'form.transfer-notice.moves-on' },
    { ...facilityField, id: 'to', label: 'form.transfer.to', isOptional: true },
    {
      type: 'line',
      id: 'transferReason',
      label: 'form.transfer.reason',
      help: 'form.transfer.reason-help',
      isOptional: true,
    },
    ...basisFields,
  ],
})

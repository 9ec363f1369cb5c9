import type { Role } from '@komar/domain/access/roles'
import type { MessageId } from '../i18n/message-id.ts'

export const roleWords = {
  monitor: 'role.monitor',
  'social-worker': 'role.social-worker',
  supervisor: 'role.supervisor',
  'prison-officer': 'role.prison-officer',
  clinician: 'role.clinician',
  specialist: 'role.specialist',
  'legal-officer': 'role.legal-officer',
  carer: 'role.carer',
  analyst: 'role.analyst',
  administrator: 'role.administrator',
} as const satisfies Record<Role, MessageId>

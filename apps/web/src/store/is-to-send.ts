import type { Unsent } from './outbox-row.ts'

/** Whether the host has not answered it yet. */
export function isToSend({ state }: Pick<Unsent, 'state'>): boolean {
  return state === 'waiting' || state === 'sent'
}

import { i18n } from '@lingui/core'
import type { MessageId } from './message-id.ts'

/** The id of a text that is put together from data (a kind, a member of a body), or null when the catalogue has none. */
export function knownMessage(id: string): MessageId | null {
  // A key of the catalogue in use is an id of a text.
  return Object.hasOwn(i18n.messages, id) ? (id as MessageId) : null
}

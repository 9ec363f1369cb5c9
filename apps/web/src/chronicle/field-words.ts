// Words for the members of bodies and for their choices. Every kind's members and choices have them: field-words.test.ts walks the kinds.
import type { MessageId } from '../i18n/message-id.ts'
import type { Speech } from '../i18n/speech.ts'
import { knownMessage } from '../i18n/known-message.ts'

/** The label of a member; null for one that is not shown, or that a newer version of Komar wrote. */
export function fieldLabel(field: string): MessageId | null {
  return knownMessage(`field.${field}`)
}

/** The words of a choice: the choice itself where it has none. */
export function sayOption(field: string, option: string | null, { text }: Pick<Speech, 'text'>): string {
  if (option === null) return ''
  const id = knownMessage(`option.${field}.${option}`)
  return id === null ? option : text(id)
}

/** The words for a tier of care, 0 (out together with the mother) to 4 (a children's home). */
export function sayTier(tier: number, { text }: Pick<Speech, 'text'>): string {
  const id = knownMessage(`tier.${tier}`)
  return id === null ? String(tier) : text(id)
}

/** The words for what an entry says. */
export function kindTitle(kind: string): MessageId {
  return knownMessage(`kind.${kind}`) ?? 'kind.unknown'
}

// A milestone in words: the WHO's motor milestones in both languages, the adapted checklist in the English that it was taken from.
import { checklistWords } from '@komar/domain/wellbeing/tables/cdc-milestones'
import { knownMessage } from '../i18n/known-message.ts'
import type { Speech } from '../i18n/speech.ts'

/** What the milestone is; its code where a newer list named it. */
export function sayMilestone(id: string, { text }: Pick<Speech, 'text'>): string {
  const own = knownMessage(`milestone.${id}`)
  if (own !== null) return text(own)
  return checklistWords[id] ?? id
}

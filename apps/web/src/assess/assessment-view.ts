// An assessment's title, how far it is, and its questions in the reader's language, by the questionnaires of the country.
import { everyItem, type QuestionnaireItem, type Questionnaire } from '@komar/domain/assess/questionnaire'
import type { Assessment, Section } from '@komar/domain/assess/state'
import type { CountryPack } from '@komar/domain/policy'
import { sayOption } from '../chronicle/field-words.ts'
import type { Speech } from '../i18n/speech.ts'

/** The questionnaire of an assessment; undefined for a kind that the pack has none for. */
export function questionnaireOf({ type, sections }: Assessment, pack: CountryPack): Questionnaire | undefined {
  const name = sections[0]?.questionnaire ?? type
  return pack.questionnaires.find(({ id }) => id === name)
}

/** Its title in the reader's language. */
export function titleOf(assessment: Assessment, pack: CountryPack, speech: Speech): string {
  const { title } = questionnaireOf(assessment, pack) ?? {}
  return title === undefined
    ? speech.text('mark.assessment', { type: sayOption('type', assessment.type, speech) })
    : title[speech.language]
}

/** Sections answered, of how many; the total is null where the questionnaire is not known here. */
export function assessmentProgress(assessment: Assessment, pack: CountryPack): { done: number; total: number | null } {
  const questionnaire = questionnaireOf(assessment, pack)
  const done = new Set(assessment.sections.map(({ id }) => id)).size
  return { done, total: questionnaire === undefined ? null : Math.max(done, questionnaire.sections.length) }
}

/** A question's words; null when the pack does not have the item. */
export function itemText(id: string, pack: CountryPack, speech: Speech): string | null {
  return itemOf(id, pack)?.item.text?.[speech.language] ?? null
}

/** A concern in words: why it is one, where the question has one such rule only; else the question. */
export function concernText(item: string, level: 'watch' | 'act' | null, pack: CountryPack, speech: Speech): string {
  const rules = (itemOf(item, pack)?.item.concernWhen ?? []).filter((rule) => level === null || rule.level === level)
  const [only] = rules
  return rules.length === 1 && only !== undefined ? only.why[speech.language] : (itemText(item, pack, speech) ?? item)
}

export type FoundItem = { item: QuestionnaireItem; questionnaire: Questionnaire }

export function itemOf(id: string, pack: CountryPack): FoundItem | null {
  for (const questionnaire of pack.questionnaires) {
    const items = questionnaire.sections.flatMap((section) => everyItem(section.item))
    const item = items.find(({ linkId }) => linkId === id)
    if (item !== undefined) return { item, questionnaire }
  }
  return null
}

/** The title of a section. */
export function sectionTitle({ id, questionnaire: name }: Section, pack: CountryPack, speech: Speech): string {
  const questionnaire = pack.questionnaires.find((each) => each.id === name)
  const section = questionnaire?.sections.find((each) => each.id === id)
  return section === undefined ? id : section.title[speech.language]
}

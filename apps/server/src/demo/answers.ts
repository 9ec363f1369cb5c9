// Plausible answers to the sections of a questionnaire that have questions of their own; much is "not asked", as on real forms.
import type { Questionnaire, QuestionnaireItem, QuestionnaireSection } from '@komar/domain/assess/questionnaire'
import { everyItem, isQuestion, optionsOf } from '@komar/domain/assess/questionnaire'
import type { StoredAnswer } from '@komar/domain/assess/stored-answers'
import type { Random } from './random.ts'

/** Answers to the questions outside repeating groups. In the short form only the ★ items are asked. */
export function answersTo(
  random: Random,
  whole: Questionnaire,
  section: QuestionnaireSection,
  isShort: boolean,
): StoredAnswer[] {
  const repeating = new Set(
    everyItem(section.item)
      .filter(({ repeats, type }) => repeats === true && type === 'group')
      .flatMap(({ item }) => everyItem(item ?? [])),
  )
  const asked = everyItem(section.item).filter(
    (item) => isQuestion(item) && !repeating.has(item) && (!isShort || item.short === true),
  )
  return asked.flatMap((item): StoredAnswer[] => {
    const value = valueOf(random, whole, item)
    if (value === undefined) return item.required === true ? [{ item: item.linkId, missing: 'not-asked' }] : []
    return [{ item: item.linkId, value, toldBy: 'mother', seen: random.chance(0.3) }]
  })
}

function valueOf(random: Random, whole: Questionnaire, item: QuestionnaireItem): StoredAnswer['value'] {
  if (item.required !== true && random.chance(0.5)) return undefined
  switch (item.type) {
    case 'boolean':
      return random.chance(0.7)
    case 'choice':
    case 'open-choice': {
      const options = optionsOf(whole, item)
      return options.length === 0 ? undefined : random.pick(options).code
    }
    case 'text':
      return random.pick(['មិនទាន់ដឹងច្បាស់', 'ម្តាយថានឹងគិតសិន', 'ចង់ឲ្យកូនបានរៀន', 'ត្រូវសួរម្តងទៀត'])
    default:
      return undefined
  }
}

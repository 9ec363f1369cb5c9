// What the shape of a questionnaire cannot say: ids are unique, rules point at questions that exist in the same section
// (each section is an entry of its own, so a rule can never look into another), compared options exist, a repeating
// group holds no second one. Run over every questionnaire of a pack when it is loaded.
import {
  everyItem,
  isQuestion,
  optionsOf,
  type Comparison,
  type Questionnaire,
  type QuestionnaireItem,
} from './questionnaire.ts'

export type QuestionnaireFault = { item: string; fault: string }

/** The faults of a questionnaire; empty when it may be used. */
export function questionnaireFaults(whole: Questionnaire): QuestionnaireFault[] {
  const everything = whole.sections.flatMap((section) => everyItem(section.item))
  return [
    ...repeated(everything.map((item) => item.linkId)),
    ...repeated(whole.sections.map((section) => section.id)),
    ...whole.sections.flatMap((section) => sectionFaults(whole, everyItem(section.item))),
  ]
}

function repeated(ids: readonly string[]): QuestionnaireFault[] {
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index)
  return twice.map((item) => ({ item, fault: 'the id is used twice' }))
}

function sectionFaults(whole: Questionnaire, items: readonly QuestionnaireItem[]): QuestionnaireFault[] {
  return items.flatMap((item) => [...shapeFaults(whole, item), ...ruleFaults(whole, items, item), ...unitFaults(item)])
}

function shapeFaults(whole: Questionnaire, item: QuestionnaireItem): QuestionnaireFault[] {
  const faults: string[] = []
  const isChoice = item.type === 'choice' || item.type === 'open-choice'
  const options = optionsOf(whole, item).map((option) => option.code)
  if (isChoice && options.length === 0) faults.push('a choice needs options')
  if (!isChoice && (item.options ?? item.answerOption) !== undefined) faults.push('only a choice has options')
  if (new Set(options).size !== options.length) faults.push('an option code is used twice')
  if (item.type === 'group' && !item.item) faults.push('a group needs items')
  if (item.type !== 'group' && item.item) faults.push('only a group has items')
  if (!isQuestion(item) && item.required) faults.push('only a question can be required')
  if (item.repeats && !isChoice && item.type !== 'group') faults.push('only a choice or a group repeats')
  if (item.type === 'group' && item.repeats && everyItem(item.item ?? []).some((inner) => inner.type === 'group'))
    faults.push('a repeating group holds questions only')
  for (const inner of item.item ?? [])
    if (!inner.linkId.startsWith(`${item.linkId}.`)) faults.push(`${inner.linkId} does not carry the id of its group`)
  return faults.map((fault) => ({ item: item.linkId, fault }))
}

function unitFaults(item: QuestionnaireItem): QuestionnaireFault[] {
  const needsUnit = item.type === 'quantity'
  return needsUnit === (item.unit !== undefined)
    ? []
    : [{ item: item.linkId, fault: 'a quantity, and only it, has a unit' }]
}

function ruleFaults(
  whole: Questionnaire,
  items: readonly QuestionnaireItem[],
  item: QuestionnaireItem,
): QuestionnaireFault[] {
  const conditions = (item.concernWhen ?? []).flatMap((rule) => rule.when)
  const asked = [...(item.enableWhen ?? []), ...conditions].flatMap((each) => ('question' in each ? [each] : []))
  return asked.flatMap((each) => {
    const target = items.find((other) => other.linkId === each.question)
    if (!target || !isQuestion(target))
      return [{ item: item.linkId, fault: `${each.question} is no question of this section` }]
    return 'operator' in each ? comparisonFaults(whole, item, target, each) : []
  })
}

function comparisonFaults(
  whole: Questionnaire,
  item: QuestionnaireItem,
  target: QuestionnaireItem,
  compared: Comparison,
): QuestionnaireFault[] {
  const fault = (text: string): QuestionnaireFault[] => [{ item: item.linkId, fault: `${target.linkId}: ${text}` }]
  if (compared.operator === 'exists')
    return typeof compared.answer === 'boolean' ? [] : fault('exists needs true or false')
  if (target.type === 'boolean')
    return typeof compared.answer === 'boolean' ? [] : fault('compared with no truth value')
  if (target.type === 'integer' || target.type === 'quantity')
    return typeof compared.answer === 'number' ? [] : fault('compared with no number')
  if (target.type !== 'choice' && target.type !== 'open-choice') return fault('free text cannot be compared')
  const known = optionsOf(whole, target).some((option) => option.code === compared.answer)
  return known ? [] : fault(`${String(compared.answer)} is no option`)
}

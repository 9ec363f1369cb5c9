// What is wrong with a section's answers. An unfinished section is no problem: it is kept, and `sectionProgress` says
// what is open. A problem is a value that could not be understood later: an unknown question, a value of the wrong
// type, a value and a missing code at once. Problems name the question and the fault, never the value.
import { valueFault, type AnswerFault } from './answer-values.ts'
import type { ItemAnswer, PlainAnswer, SectionAnswers } from './answers.ts'
import { everyItem, isQuestion } from './questionnaire.ts'
import type { Questionnaire, QuestionnaireItem, QuestionnaireSection } from './questionnaire.ts'

export type AnswerProblem = {
  code:
    | AnswerFault
    | 'answer.unknown-question'
    | 'answer.not-repeating'
    | 'answer.value-and-missing'
    | 'answer.no-rows-here'
  item: string
  row?: number | undefined
}

/** The problems of a section's answers; empty when they may be recorded. */
export function answerProblems(
  whole: Pick<Questionnaire, 'optionSets'>,
  section: QuestionnaireSection,
  answers: SectionAnswers,
): AnswerProblem[] {
  const all = everyItem(section.item)
  const inRows = new Set(
    all
      .filter(isRepeatingGroup)
      .flatMap((group) => group.item ?? [])
      .map((item) => item.linkId),
  )
  const top = all.filter((item) => !inRows.has(item.linkId))
  return Object.entries(answers).flatMap(([linkId, answer]) => {
    const item = top.find((each) => each.linkId === linkId)
    if (!item) return [{ code: 'answer.unknown-question' as const, item: linkId }]
    return isRepeatingGroup(item) ? rowProblems(whole, item, answer) : oneProblem(whole, item, answer)
  })
}

function isRepeatingGroup(item: QuestionnaireItem): boolean {
  return item.type === 'group' && item.repeats === true
}

function rowProblems(
  whole: Pick<Questionnaire, 'optionSets'>,
  group: QuestionnaireItem,
  answer: ItemAnswer,
): AnswerProblem[] {
  if ((answer.values ?? []).length > 0) return [{ code: 'answer.wrong-type', item: group.linkId }]
  return (answer.rows ?? []).flatMap((cells, row) =>
    Object.entries(cells).flatMap(([linkId, cell]): AnswerProblem[] => {
      const item = group.item?.find((each) => each.linkId === linkId)
      if (!item) return [{ code: 'answer.unknown-question', item: linkId, row }]
      return plainProblems(whole, item, cell).map((problem) => ({ ...problem, row }))
    }),
  )
}

function oneProblem(
  whole: Pick<Questionnaire, 'optionSets'>,
  item: QuestionnaireItem,
  answer: ItemAnswer,
): AnswerProblem[] {
  if (answer.rows !== undefined) return [{ code: 'answer.no-rows-here', item: item.linkId }]
  return plainProblems(whole, item, answer)
}

function plainProblems(
  whole: Pick<Questionnaire, 'optionSets'>,
  item: QuestionnaireItem,
  answer: PlainAnswer,
): AnswerProblem[] {
  const values = answer.values ?? []
  const problem = (code: AnswerProblem['code']): AnswerProblem => ({ code, item: item.linkId })
  if (!isQuestion(item)) return [problem('answer.unknown-question')]
  if (values.length > 0 && answer.missing !== undefined) return [problem('answer.value-and-missing')]
  if (values.length > 1 && item.repeats !== true) return [problem('answer.not-repeating')]
  const faults = values.flatMap((value) => valueFault(whole, item, value) ?? [])
  return [...new Set(faults)].map(problem)
}

// Whether a value fits its question. Numbers may be typed in Khmer digits; dates may be uncertain (EDTF). A fault is a
// code with the ids and bounds that explain it, never the value itself: values are personal.
import { parseEdtf, toLatinDigits } from '../time/edtf.ts'
import type { AnswerValue } from './answers.ts'
import { optionsOf, type Questionnaire, type QuestionnaireItem } from './questionnaire.ts'

export type AnswerFault =
  | 'answer.wrong-type'
  | 'answer.unknown-option'
  | 'answer.not-a-date'
  | 'answer.not-a-number'
  | 'answer.too-small'
  | 'answer.too-large'
  | 'answer.wrong-unit'
  | 'answer.wrong-reference'

/** A number as given or as typed in Latin or Khmer digits, with `.` or `,` before decimals; undefined when it is none. */
export function readNumber(value: AnswerValue | undefined): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value === 'object') return 'value' in value ? readNumber(value.value) : undefined
  if (typeof value !== 'string') return undefined
  const digits = toLatinDigits(value.trim()).replace(',', '.')
  return /^-?\d{1,9}(\.\d{1,6})?$/.test(digits) ? Number(digits) : undefined
}

/** The fault of one value, or undefined when it fits. */
export function valueFault(
  whole: Pick<Questionnaire, 'optionSets'>,
  item: QuestionnaireItem,
  value: AnswerValue,
): AnswerFault | undefined {
  switch (item.type) {
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'answer.wrong-type'
    case 'choice':
    case 'open-choice':
      return choiceFault(whole, item, value)
    case 'string':
    case 'text':
      return typeof value === 'string' ? undefined : 'answer.wrong-type'
    case 'date':
      return dateFault(value)
    case 'integer':
    case 'quantity':
      return numberFault(item, value)
    case 'reference':
      return referenceFault(item, value)
    case 'group':
    case 'display':
      return 'answer.wrong-type'
  }
}

function choiceFault(
  whole: Pick<Questionnaire, 'optionSets'>,
  item: QuestionnaireItem,
  value: AnswerValue,
): AnswerFault | undefined {
  if (typeof value === 'object' && 'text' in value) return item.type === 'open-choice' ? undefined : 'answer.wrong-type'
  if (typeof value !== 'string') return 'answer.wrong-type'
  return optionsOf(whole, item).some((option) => option.code === value) ? undefined : 'answer.unknown-option'
}

function dateFault(value: AnswerValue): AnswerFault | undefined {
  if (typeof value !== 'string') return 'answer.wrong-type'
  return parseEdtf(value).ok ? undefined : 'answer.not-a-date'
}

function numberFault(item: QuestionnaireItem, value: AnswerValue): AnswerFault | undefined {
  const isQuantity = typeof value === 'object'
  if (isQuantity !== (item.type === 'quantity') || typeof value === 'boolean') return 'answer.wrong-type'
  if (isQuantity && !('unit' in value)) return 'answer.wrong-type'
  if (isQuantity && value.unit !== item.unit) return 'answer.wrong-unit'
  const number = readNumber(value)
  if (number === undefined || (item.type === 'integer' && !Number.isInteger(number))) return 'answer.not-a-number'
  if (item.minimum !== undefined && number < item.minimum) return 'answer.too-small'
  if (item.maximum !== undefined && number > item.maximum) return 'answer.too-large'
  return undefined
}

function referenceFault(item: QuestionnaireItem, value: AnswerValue): AnswerFault | undefined {
  if (typeof value !== 'object' || !('id' in value)) return 'answer.wrong-type'
  const allowed: readonly string[] = item.referenceTo ?? []
  return allowed.length === 0 || allowed.includes(value.type) ? undefined : 'answer.wrong-reference'
}

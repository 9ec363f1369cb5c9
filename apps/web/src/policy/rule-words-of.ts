// The plain words of a country's gates and numbers. A country that wrote none has its numbers shown by their names in the file.
import { ruleWordsSchema, type RuleWords } from '@komar/domain/insight/rule-words'
import cambodia from '../../../../policies/kh/rule-words.json' with { type: 'json' }

const written: Readonly<Record<string, unknown>> = { kh: cambodia }

/** @param country by its pack's id */
export function ruleWordsOf(country: string): RuleWords {
  const found = written[country]
  return found === undefined ? { numbers: {}, gates: [] } : ruleWordsSchema.parse(found)
}

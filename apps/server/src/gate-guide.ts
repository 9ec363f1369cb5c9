// The text of docs/gates.md, from the country's rules: the guide cannot tell otherwise than Komar does.
import { ruleNumbers, ruleWordsSchema } from '@komar/domain/insight/rule-words'
import words from '../../../policies/kh/rule-words.json' with { type: 'json' }
import { loadPolicyPack } from './policy-files.ts'

/** The gates in plain words, and what of the rules a ministry has yet to confirm. */
export function gateGuide(): string {
  const { gates, numbers } = ruleWordsSchema.parse(words)
  const all = ruleNumbers(loadPolicyPack('kh').procedures)
  const label = (path: string) => numbers[path]?.en ?? path
  const say = (value: number | boolean, unit: string | null) =>
    typeof value === 'boolean'
      ? value
        ? 'yes'
        : 'no'
      : [value, unit === 'count' ? null : unit].filter((part) => part !== null).join(' ')
  const lines = [
    '# The gates in plain words',
    '',
    'Written from `policies/kh/rule-words.json` and `procedures.json` by `npm run dictionary`. In the app: Rules.',
    '',
    ...gates.flatMap(({ gate, title, words: plain, source }) => [
      `## ${title.en} (${gate})`,
      '',
      plain.en,
      '',
      `Source: ${source}.`,
      '',
    ]),
    '## To be confirmed by the ministry',
    '',
    ...gates.flatMap(({ gate, toConfirm }) => (toConfirm === undefined ? [] : [`- ${gate}: ${toConfirm.en}`])),
    ...all
      .filter(({ status }) => status === 'to-be-confirmed')
      .map(({ path, value, unit }) => `- ${label(path)}: ${say(value, unit)} (to be confirmed)`),
    '',
  ]
  return lines.join('\n')
}

// What one file of a pack says of another: a province that is not in the gazetteer, a rule in words that is no rule, money without a
// currency, a rate that holds twice from one day.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Procedures } from '@komar/domain/assess/procedures'
import type { EntitlementPack } from '@komar/domain/entitlement/rates'
import { ruleNumbers, type RuleWords } from '@komar/domain/insight/rule-words'
import type { PolicyHead } from '@komar/domain/law/policy-pack'
import type { FacilitiesPack } from '@komar/domain/register/facilities-pack'
import type { Places } from '@komar/domain/register/places'
import type { Files } from './check-pack.ts'
import type { Finding } from './finding.ts'

/** References between the files that could be read. */
export function checkReferences(directory: string, files: Files): Finding[] {
  const has = (file: string): boolean => existsSync(join(directory, file))
  // Each was made by its own schema.
  const head = files.get('pack.json') as PolicyHead | undefined
  const rates = files.get('entitlement.json') as EntitlementPack | undefined
  const places = files.get('places.json') as Places | undefined
  const facilities = files.get('facilities.json') as FacilitiesPack | undefined
  const procedures = files.get('procedures.json') as Procedures | undefined
  const words = files.get('rule-words.json') as RuleWords | undefined
  return [
    ...(rates === undefined ? [] : [...money(head), ...twice(rates)]),
    ...(facilities === undefined || (places === undefined && has('places.json')) ? [] : provinces(facilities, places)),
    // A file that has faults of its own says nothing about others.
    ...(words === undefined || (procedures === undefined && has('procedures.json'))
      ? []
      : rulesInWords(words, procedures)),
    ...(procedures !== undefined && !has('rule-words.json') ? [noWords()] : []),
  ]
}

function money(head: PolicyHead | undefined): Finding[] {
  if (head === undefined || head.currency !== undefined) return []
  const write = 'Write the three letters of the currency.'
  const wrong = 'is missing, and entitlement.json names amounts of money'
  return [{ level: 'fault', file: 'pack.json', place: 'currency', wrong, write, example: '"currency": "KHR"' }]
}

function twice({ rates }: EntitlementPack): Finding[] {
  const dated = Map.groupBy(
    rates.filter(({ from }) => from !== null),
    ({ personClass, from }) => `${personClass} from ${String(from)}`,
  )
  return [...dated].flatMap(([which, same]): Finding[] =>
    same.length < 2
      ? []
      : [
          {
            level: 'fault',
            file: 'entitlement.json',
            place: `the rate of ${which}`,
            wrong: 'stands there twice, and only one can hold',
            write: 'Give each rate the day from which it holds; take away what is not a rate of its own.',
            example: '"from": "2014-03"',
          },
        ],
  )
}

function provinces({ facilities }: FacilitiesPack, places: Places | undefined): Finding[] {
  const known = new Set((places?.provinces ?? []).map(({ code }) => code))
  return facilities
    .filter(({ province }) => !known.has(province))
    .map(({ code, province }): Finding => ({
      level: 'fault',
      file: 'facilities.json',
      place: `prison ${code}`,
      wrong: `lies in province "${province}", which places.json does not have`,
      write: 'Mend the code of the province, or add it to places.json.',
      example: '"province": "02"',
    }))
}

function rulesInWords({ numbers }: RuleWords, procedures: Procedures | undefined): Finding[] {
  const known = new Set(procedures === undefined ? [] : ruleNumbers(procedures).map(({ path }) => path))
  const strange = Object.keys(numbers).filter((path) => !known.has(path))
  const silent = [...known].filter((path) => numbers[path] === undefined)
  return [
    ...strange.map((path): Finding => ({
      level: 'fault',
      file: 'rule-words.json',
      place: path,
      wrong: 'puts a rule into words that procedures.json does not have',
      write: 'Take it away, or mend its name.',
      example: '',
    })),
    ...silent.map((path): Finding => ({
      level: 'look',
      file: 'rule-words.json',
      place: path,
      wrong: 'is a rule of procedures.json without words: the page shows its name in the file',
      write: 'Say in English and in Khmer what it means.',
      example: `"${path}": { "en": "…", "km": "…" }`,
    })),
  ]
}

function noWords(): Finding {
  const write = 'Put each number of procedures.json, and each gate, into plain words in English and in Khmer.'
  return {
    level: 'look',
    file: 'rule-words.json',
    place: '',
    wrong: 'is not there: the page Rules shows the names of the file in place of words',
    write,
    example: 'policies/kh/rule-words.json',
  }
}

// A fault that a schema found, said in words: where it is, what is wrong, what to write, and an example.
import type * as z from 'zod'
import type { Finding } from './finding.ts'

type Advice = Pick<Finding, 'write' | 'example'>
type Issue = z.core.$ZodIssue

const statuses = `verified (somebody read the text of the law), sourced (a source cites it), recollection (from memory), unverified, practice (a working default that no law says)`

/** What to write, by the name of the field. */
const adviceOf: Readonly<Record<string, Advice>> = {
  source: {
    write:
      'Write where it comes from: the law and its article, or who cites it and where. Nothing is taken without a source.',
    example: '"source": "Law on Prisons, article 41, in force 5 December 2011"',
  },
  status: { write: `Write how sure it is, one of: ${statuses}.`, example: '"status": "sourced"' },
  months: {
    write: 'Write the age in whole months, 0 to 216; or null and a note, where the law has no fixed limit.',
    example: '"months": 36',
  },
  from: {
    write: 'Write the day, the month or the year from which it holds; null where no source gives it.',
    example: '"from": "2011-12-05", or "2011-12", or "2011", or null',
  },
  note: {
    write: 'Write what the source says, in English and in Khmer.',
    example: '"note": { "en": "No fixed limit.", "km": "គ្មានកម្រិតអាយុជាក់លាក់ទេ។" }',
  },
  unit: {
    write: 'Units are fixed for each figure: keep the one that was there, and reckon the figure over.',
    example: '"unit": "days"',
  },
  value: { write: 'Write a whole number, or true or false where it is a rule.', example: '"value": 14' },
  utcOffset: { write: 'Write the hours from UTC in winter.', example: '"utcOffset": "+07:00"' },
  country: { write: 'Write the name of the folder.', example: '"country": "kh"' },
  id: {
    write: 'Write the name of the folder: two letters of the country, or a part of it.',
    example: '"id": "gb-sct"',
  },
  version: { write: 'Write three numbers; raise one with each change of the pack.', example: '"version": "0.2.0"' },
  days: { write: 'Write a whole number of days.', example: '"days": 30' },
}

const generally: Advice = { write: 'Compare with the same place in policies/kh.', example: '' }

/** The words for each rule that looks at more than one field. */
const rules: Readonly<Record<string, Advice & { wrong: string }>> = {
  'law.no-limit-unexplained': {
    wrong: 'there is no number of months and no word why',
    write: 'Say in a note what the source says in place of a figure.',
    example: '"note": { "en": "No fixed limit.", "km": "គ្មានកម្រិតអាយុជាក់លាក់ទេ។" }',
  },
  'measures.number-twice': {
    wrong: 'two measures have the same number',
    write: 'Give each measure a number of its own, and never use an old one again: decisions name them.',
    example: '"number": 22',
  },
  'immunisation.vaccine-unnamed': {
    wrong: 'a dose is of a vaccine that the list of vaccines does not name',
    write: 'Name the vaccine in "vaccines", or mend its id in "doses".',
    example: '"vaccine": "bcg"',
  },
  'places.province-unknown': {
    wrong: 'a district lies in a province that is not in the list',
    write: 'Add the province, or mend its code.',
    example: '"province": "02"',
  },
  'places.district-outside-province': {
    wrong: "the district's code does not begin with its province's",
    write: 'A district has four digits, the first two of them its province.',
    example: '"code": "0203", "province": "02"',
  },
  'facilities.code-twice': {
    wrong: 'two prisons have one code',
    write: 'Give each a code of its own.',
    example: '"code": "CC2"',
  },
}

/** A fault of the schema as a finding. `said` tells places in words where the path's numbers do not. */
export function explainIssue(file: string, issue: Issue, said: (path: readonly PropertyKey[]) => string): Finding {
  const rule = issue.code === 'custom' ? rules[issue.message] : undefined
  const place = said(issue.path)
  if (rule !== undefined) return { level: 'fault', file, place, ...rule }
  const field = String(issue.path.findLast((part) => typeof part === 'string') ?? '')
  return {
    level: 'fault',
    file,
    place,
    wrong: wrongOf(issue),
    ...(adviceOf[field] ?? generally),
    ...adviceOfIssue(issue),
  }
}

function wrongOf(issue: Issue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `has a field that Komar does not know: ${issue.keys.join(', ')}`
    case 'invalid_type':
      return issue.input === undefined
        ? 'is missing'
        : `is not what is written here: Komar takes ${kindOf(issue.expected)}`
    case 'invalid_value':
      return issue.input === undefined
        ? 'is missing'
        : `is none of the words that stand here: ${issue.values.join(', ')}`
    case 'too_small':
      return `is too small or too short (at least ${String(issue.minimum)})`
    case 'too_big':
      return `is too large (at most ${String(issue.maximum)})`
    case 'invalid_format':
      return 'is not written in the form that Komar reads'
    default:
      return issue.message === '' ? 'does not fit' : `cannot be read (${issue.message})`
  }
}

function adviceOfIssue(issue: Issue): Partial<Advice> {
  if (issue.code === 'unrecognized_keys') return { write: 'Take it away, or mend its spelling.', example: '' }
  return {}
}

function kindOf(expected: string): string {
  const words: Readonly<Record<string, string>> = {
    string: 'a text in quotation marks',
    number: 'a number without quotation marks',
    int: 'a whole number without quotation marks',
    boolean: 'true or false',
    array: 'a list in [ ]',
    object: 'fields in { }',
  }
  return words[expected] ?? expected
}

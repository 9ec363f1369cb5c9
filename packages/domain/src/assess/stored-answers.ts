// How the answers of a section travel in the body of an entry: a flat list, one element for each question, so that a
// reader of the body needs no questionnaire to walk it. An answer inside a repeating group carries `group` and `row`
// (from 0). A text outside the options stands under `other`, a unit under `unit`, the type of a referenced subject under
// `refersTo`, what was seen (apart from what was said) under `seenWords`. Reading back gives what was written.
import * as z from 'zod'
import { informant, type AnswerValue, type ItemAnswer, type PlainAnswer, type SectionAnswers } from './answers.ts'
import { storedAnswerSchema } from './kinds.ts'

/** One element of a section body's `answers`. */
export const sectionAnswerSchema = storedAnswerSchema.extend({
  group: z.string().max(60).optional(),
  row: z.int().nonnegative().max(29).optional(),
  other: z.string().max(400).optional(),
  unit: z.string().max(20).optional(),
  refersTo: z.string().max(20).optional(),
  seenWords: z.string().max(2000).optional(),
})
export type StoredAnswer = z.infer<typeof sectionAnswerSchema>

/** The answers as the list that a body holds. Answers that say nothing, and rows that hold none, are left out. */
export function toStoredAnswers(answers: SectionAnswers): StoredAnswer[] {
  return Object.entries(answers).flatMap(([item, answer]) => [
    ...storedAnswer(item, answer),
    ...(answer.rows ?? [])
      .map((row) => Object.entries(row).flatMap(([inner, cell]) => storedAnswer(inner, cell)))
      .filter((cells) => cells.length > 0)
      .flatMap((cells, row) => cells.map((cell) => ({ ...cell, group: item, row }))),
  ])
}

function storedAnswer(item: string, answer: PlainAnswer): StoredAnswer[] {
  const said = { ...storedValues(answer.values ?? []), ...(answer.missing && { missing: answer.missing }) }
  const how = {
    ...(answer.toldBy && { toldBy: answer.toldBy }),
    ...(answer.seen !== undefined && { seen: answer.seen }),
    ...(answer.seenWords && { seenWords: answer.seenWords }),
  }
  const isEmpty = Object.keys(said).length + Object.keys(how).length === 0
  return isEmpty ? [] : [{ item, ...said, ...how }]
}

function storedValues(values: readonly AnswerValue[]): Partial<StoredAnswer> {
  const other = values.find((value) => typeof value === 'object' && 'text' in value)
  const rest = values.filter((value) => value !== other)
  const first = rest[0]
  const strings = rest.filter((value) => typeof value === 'string')
  return {
    ...(typeof other === 'object' && 'text' in other && { other: other.text }),
    ...(strings.length > 1 ? { value: strings } : first !== undefined && storedValue(first)),
  }
}

function storedValue(value: AnswerValue): Partial<StoredAnswer> {
  if (typeof value !== 'object') return { value }
  if ('id' in value) return { value: value.id, refersTo: value.type }
  return 'unit' in value ? { value: value.value, unit: value.unit } : {}
}

/** The answers of a body's list, by link id. A later element of the same question replaces an earlier one. */
export function fromStoredAnswers(stored: readonly StoredAnswer[]): SectionAnswers {
  const answers: Record<string, ItemAnswer> = {}
  for (const each of stored) {
    if (each.group === undefined || each.row === undefined) answers[each.item] = readAnswer(each)
    else {
      const group = (answers[each.group] ??= {})
      const rows = (group.rows ??= [])
      while (rows.length <= each.row) rows.push({})
      rows[each.row] = { ...rows[each.row], [each.item]: readAnswer(each) }
    }
  }
  return answers
}

function readAnswer(stored: StoredAnswer): PlainAnswer {
  const values = readValues(stored)
  // Bodies written elsewhere may name an informant in free words: those stay in the body and are not forced into the list.
  const toldBy = informant.safeParse(stored.toldBy)
  return {
    ...(values.length > 0 && { values }),
    ...(stored.missing && { missing: stored.missing }),
    ...(toldBy.success && { toldBy: toldBy.data }),
    ...(stored.seen !== undefined && { seen: stored.seen }),
    ...(stored.seenWords && { seenWords: stored.seenWords }),
  }
}

function readValues({ value, other, unit, refersTo }: StoredAnswer): AnswerValue[] {
  const text: AnswerValue[] = other === undefined ? [] : [{ text: other }]
  if (value === undefined) return text
  if (Array.isArray(value)) return [...value, ...text]
  if (unit !== undefined && typeof value !== 'boolean') return [{ value, unit }]
  if (refersTo !== undefined) return [{ type: refersTo, id: String(value) }]
  return [value, ...text]
}

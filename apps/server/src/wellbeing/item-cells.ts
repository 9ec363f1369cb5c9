// Answers of a questionnaire by item number: one digit a cell, or empty. Never a word of the questionnaire.
import { OperatorProblem } from '../operator-problem.ts'
import { numberFault, readNumber, UNREADABLE } from './cell-values.ts'
import type { CsvRecord } from './csv-records.ts'

/** The places of i1 to i`count`. Throws OperatorProblem when one is missing. */
export function placeItems(header: readonly string[], count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `i${index + 1}`
    const place = header.indexOf(name)
    if (place === -1) throw new OperatorProblem(`The table has no column "${name}"; it needs i1 to i${count}.`)
    return place
  })
}

/**
 * One of the answers allowed, null when left empty, or what is wrong with the cell.
 * @param allowed 0, 1, 2 and so on, in this order
 */
export function readItem<Answer extends number>(
  record: CsvRecord,
  place: number,
  allowed: readonly Answer[],
): Answer | null | string {
  const value = readNumber(record, place)
  if (Number.isNaN(value)) return null
  if (value === UNREADABLE) return numberFault(record.text(place))
  return allowed[value] ?? `is not a whole number from 0 to ${allowed.length - 1}`
}

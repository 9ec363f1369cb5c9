// What a cell says, read from its bytes. Nothing is repaired: a cell that is not plainly a number is named, with the likely cause.
import type { CsvRecord } from './csv-records.ts'

/** A cell that was left empty, or holds the NA of statistical programs. */
export const MISSING = Number.NaN
/** Not a plain number, zero or above: `numberFault` says why. */
export const UNREADABLE = Number.NEGATIVE_INFINITY

const SPACE = 0x20
const POINT = 0x2e
const DIGITS = 15
const powers = Array.from({ length: DIGITS + 1 }, (_, exponent) => 10 ** exponent)

/**
 * A plain decimal number of at most fifteen digits, 0 or above, exactly as a program would read it; MISSING or UNREADABLE otherwise.
 * A cell that the record does not have is MISSING.
 */
export function readNumber(record: CsvRecord, cell: number): number {
  if (cell < 0 || cell >= record.count) return MISSING
  const { bytes } = record
  let at = record.starts[cell] ?? 0
  let end = record.ends[cell] ?? 0
  while (at < end && bytes[at] === SPACE) at += 1
  while (at < end && bytes[end - 1] === SPACE) end -= 1
  if (at === end) return MISSING
  if (end - at === 2 && bytes[at] === 0x4e && bytes[at + 1] === 0x41) return MISSING
  let digits = 0
  let value = 0
  let decimals = -1
  for (; at < end; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte === POINT && decimals === -1) {
      decimals = 0
      continue
    }
    const digit = byte - 0x30
    if (digit < 0 || digit > 9) return UNREADABLE
    digits += 1
    value = value * 10 + digit
    if (decimals >= 0) decimals += 1
  }
  if (digits === 0 || digits > DIGITS) return UNREADABLE
  return decimals > 0 ? value / (powers[decimals] ?? 1) : value
}

/** Why a cell is no number, and how to mend it; never the cell itself, which may be anything. */
export function numberFault(text: string): string {
  const cell = text.trim()
  if (/[០-៩]/u.test(cell)) return 'is written in Khmer digits; write 0 to 9'
  if (/^[-−–]\s*\d/u.test(cell)) return 'is negative'
  if (/^\d+,\d+$/u.test(cell)) return 'has a decimal comma; write a decimal point'
  if (/^\d[\d., ]*,[\d., ]*$/u.test(cell))
    return 'has commas or spaces between its digits; write digits and a decimal point only'
  if (/^\d[\d.]*\s*\p{L}+\.?$/u.test(cell)) return 'has a unit behind the number; write the number alone'
  if (/^\p{L}/u.test(cell)) return 'has words where a number belongs; are two columns swapped?'
  return 'is not a number; write digits and a decimal point, or leave it empty'
}

/** The text of a cell without spaces around it, in small letters. */
export function readWord(record: CsvRecord, cell: number): string {
  return record.text(cell).trim().toLowerCase()
}

/** Whether a cell is exactly this word in ASCII; a cell that the record does not have is ''. Makes no string. */
export function isWord(record: CsvRecord, cell: number, word: string): boolean {
  if (cell < 0 || cell >= record.count) return word === ''
  const start = record.starts[cell] ?? 0
  if ((record.ends[cell] ?? 0) - start !== word.length) return false
  for (let index = 0; index < word.length; index += 1) {
    if (record.bytes[start + index] !== word.charCodeAt(index)) return false
  }
  return true
}

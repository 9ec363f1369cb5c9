// The readable code of a child: said on the telephone, written on a round sheet. It says the year in which it was given and nothing else.
// Its last letter or figure checks the others: ISO/IEC 7064:2003, hybrid system MOD 37,36, which finds every single wrong character and
// nearly every swap of two neighbours. Written as 14-ABCD-EFK. Letters and figures that are misread for one another (0 O, 1 I, B 8, S 5)
// are not used. Codes given before there was a check character (14-ABCDEF) stay valid for ever, and cannot be checked.
import { toLatinDigits } from '../time/edtf.ts'

const figuresAndLetters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const modulus = figuresAndLetters.length
const usedInCodes = '23456789ACDEFGHJKLMNPQRTUVWXYZ'
const length = 6

/** The check character of figures and capital letters, by ISO/IEC 7064 MOD 37,36. */
export function checkCharacter(text: string): string {
  let product = modulus
  for (const character of text) {
    const sum = (product + figuresAndLetters.indexOf(character)) % modulus
    product = ((sum === 0 ? modulus : sum) * 2) % (modulus + 1)
  }
  return figuresAndLetters[(modulus + 1 - product) % modulus] ?? ''
}

/** A code from a new child's id and the day on which it is given. */
export function childCode(id: string, today: string): string {
  const year = today.slice(2, 4)
  const number = Number.parseInt(id.slice(-12), 16)
  // About one number in six has a check character that could be misread: the next number is taken then.
  for (let offset = 0; ; offset += 1) {
    const characters = inCharacters(number + offset)
    const check = checkCharacter(year + characters)
    if (usedInCodes.includes(check)) return written(year + characters + check)
  }
}

function inCharacters(number: number): string {
  let rest = number
  let characters = ''
  for (let index = 0; index < length; index += 1) {
    characters += usedInCodes[rest % usedInCodes.length] ?? ''
    rest = Math.floor(rest / usedInCodes.length)
  }
  return characters
}

function written(plain: string): string {
  return `${plain.slice(0, 2)}-${plain.slice(2, 6)}-${plain.slice(6)}`
}

export type ReadCode =
  /** A code, in the form in which it is stored. */
  | { is: 'code'; code: string }
  /** It has the form of a code with a check character, and one character at least is wrong. */
  | { is: 'mistyped' }
  | { is: 'no-code' }

const withCheck = /^\d{2}[0-9A-Z]{7}$/
const withoutCheck = /^\d{2}[0-9A-Z]{6}$/

/** What someone typed, as a code: small letters, Khmer figures, spaces and missing dashes are taken as meant. */
export function readCode(typed: string): ReadCode {
  const plain = toLatinDigits(typed)
    .replace(/[\s\u200B\p{Pd}.·]/gu, '')
    .toUpperCase()
  if (withoutCheck.test(plain)) return { is: 'code', code: `${plain.slice(0, 2)}-${plain.slice(2)}` }
  if (!withCheck.test(plain)) return { is: 'no-code' }
  return checkCharacter(plain.slice(0, -1)) === plain.at(-1) ? { is: 'code', code: written(plain) } : { is: 'mistyped' }
}

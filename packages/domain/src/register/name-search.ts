// Finding a person by a name in either script, with one letter wrong, or romanised another way.
// Khmer names have no single romanisation, and vowels differ most between spellings: so beside its plain form a name has a *skeleton*,
// its consonants reduced to those that romanisations confuse least (k/kh/g, t/th/d, p/ph/b, ch/j, v/w). [P], to be reviewed by a native reader.
// Khmer consonants stand in two series with one sound; both fall on one letter here. Subscripts, vowels and marks are dropped.
import type { Names } from './names.ts'

const khmerLetters: Readonly<Record<string, string>> = {
  ក: 'k', ខ: 'k', គ: 'k', ឃ: 'k', ង: 'n',
  ច: 'c', ឆ: 'c', ជ: 'c', ឈ: 'c', ញ: 'n',
  ដ: 't', ឋ: 't', ឌ: 't', ឍ: 't', ណ: 'n',
  ត: 't', ថ: 't', ទ: 't', ធ: 't', ន: 'n',
  ប: 'p', ផ: 'p', ព: 'p', ភ: 'p', ម: 'm',
  យ: 'y', រ: 'r', ល: 'l', វ: 'v', ស: 's', ហ: 'h', ឡ: 'l', អ: '',
} // prettier-ignore

const latinClusters: readonly (readonly [RegExp, string])[] = [
  [/ng|nh|gn/g, 'n'],
  [/ch|j/g, 'c'],
  [/kh|g|q|x/g, 'k'],
  [/th|d/g, 't'],
  [/ph|b/g, 'p'],
  [/w/g, 'v'],
  [/z/g, 's'],
]

// All format characters (zero width, soft hyphen, bidi overrides), the joiner and the two Khmer vowels that have no form: else one of
// them inside a name would hide a child from whoever types it.
const invisible = /[\p{Cf}\u034F\u17B4\u17B5]/gu

/** A name as it is compared: composed, lower case, without accents on Latin letters, without zero-width marks, single spaces. */
export function plainName(text: string): string {
  return text
    .normalize('NFD')
    .replace(/(?<=[a-z])[\u0300-\u036f]+/gi, '')
    .normalize('NFC')
    .replace(invisible, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
}

/** The consonants of one word, in either script; words that sound alike have the same or nearly the same. */
export function skeleton(word: string): string {
  const plain = plainName(word)
  const isKhmer = /[\u1780-\u17FF]/.test(plain)
  const letters = isKhmer ? khmerSkeleton(plain) : latinSkeleton(plain)
  return letters.replace(/(.)\1+/g, '$1')
}

function khmerSkeleton(word: string): string {
  return Array.from(word, (letter) => khmerLetters[letter] ?? '').join('')
}

function latinSkeleton(word: string): string {
  // A final h or r is written by some and not by others; y before a consonant or at the end is a vowel.
  const heard = word.replace(/(?<=.)[hr]$/, '').replace(/(?<=.)y(?![aeiou])/g, '')
  const clustered = latinClusters.reduce((text, [pattern, sound]) => text.replace(pattern, sound), heard)
  return clustered.replace(/[^a-z]|[aeiou]/g, '')
}

/** What is stored for the search: plain names in both scripts and the called name, then the skeletons between bars. */
export function searchText(names: Names): string {
  const words = [names.km, names.latin, names.called].filter((name) => name !== undefined).map(plainName)
  const skeletons = words.flatMap((name) => name.split(' ').map(skeleton)).filter((bones) => bones.length > 1)
  return [...new Set(words), ...new Set(skeletons.map((bones) => `|${bones}|`))].join(' ')
}

/** The same of what someone typed: the plain words, and their skeletons. */
export function searchTerms(typed: string): { words: string[]; skeletons: string[] } {
  const words = plainName(typed)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, 6)
  return { words, skeletons: words.map(skeleton).filter((bones) => bones.length > 1) }
}

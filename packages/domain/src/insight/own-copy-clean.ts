// Text that others wrote, made fit for the copy. What turns text round or cannot be seen is taken out, so that a name or a sentence cannot
// make the paper say another thing than it holds; and names of others that the record itself knows are taken out of free words. Only whole
// names, and Latin given names at the borders of a word: Khmer has no such borders, and a given name is often a word of its own (សុខ stands
// in "health"). So no machine finds every name: whoever hands the copy over reads it first (docs/decisions/0023-the-own-copy.md).
import { complaintAnswered } from '../assess/complaint-kinds.ts'
import type { Recorded } from '../chronicle/entry.ts'

const unseen = /[\p{Cc}\u00ad\u061c\u180e\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/gu

/** One paragraph of plain text; lines become spaces. Zero-width spaces stay: Khmer breaks its lines at them. */
export function plainText(text: string): string {
  return text
    .replaceAll(/[\r\n\t\u2028\u2029]+/gu, ' ')
    .replaceAll(unseen, '')
    .trim()
}

const shortestLatin = 3
const shortestKhmer = 4

/** Names that stand in a record, by the members in which names are kept; those of `keep` are no others. */
export function namesOfOthers(entries: readonly Recorded[], keep: readonly string[]): string[] {
  const kept = new Set(keep.flatMap((name) => [plainText(name), ...partsOf(name)]))
  const found = entries.flatMap(({ kind, body }) => [
    ...namesIn(body),
    ...(kind === complaintAnswered.name && typeof body['answeredBy'] === 'string' ? [body['answeredBy']] : []),
  ])
  return [...new Set(found)]
    .filter((name) => !kept.has(name) && name.length >= (isLatin(name) ? shortestLatin : shortestKhmer))
    .toSorted((one, other) => other.length - one.length)
}

/** Free words without the names of others. */
export function withoutNames(text: string, others: readonly string[], instead: string): string {
  return others.reduce((left, name) => left.replaceAll(patternOf(name), () => instead), plainText(text))
}

function patternOf(name: string): RegExp {
  const loose = name.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`).replaceAll(/\s+/gu, String.raw`[\s\u200b]*`)
  return new RegExp(isLatin(name) ? String.raw`(?<![\p{L}\p{M}])${loose}(?![\p{L}\p{M}])` : loose, 'gu')
}

const isLatin = (name: string): boolean => /^[\p{Script=Latin}\p{P}\s]+$/u.test(name)

/** The parts of a Latin name: by them people are called too. */
function partsOf(name: string): string[] {
  const whole = plainText(name)
  return isLatin(whole) ? whole.split(/\s+/u) : []
}

const ofPeople: ReadonlySet<string> = new Set(['km', 'latin', 'called'])
/** As they were written down, an office perhaps: only as a whole. */
const asWritten: ReadonlySet<string> = new Set(['name', 'witness', 'againstOthers'])

function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([member, held]: [string, unknown]) => {
    if (typeof held !== 'string') return namesIn(held)
    if (ofPeople.has(member)) return [plainText(held), ...partsOf(held)]
    return asWritten.has(member) ? [plainText(held)] : []
  })
}

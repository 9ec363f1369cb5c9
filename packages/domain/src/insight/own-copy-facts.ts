// What the parts of the own copy are made of, and the few ways in which they say it.
import type { AccessClass } from '../access/classes.ts'
import type { Role } from '../access/roles.ts'
import type { AgencyId, Recorded, SubjectId } from '../chronicle/entry.ts'
import { compareText } from '../chronicle/order.ts'
import type { CountryPack } from '../policy.ts'
import type { Names } from '../register/names.ts'
import { edtfBounds, type Edtf } from '../time/edtf.ts'
import type { PlainDate } from '../time/plain-date.ts'
import type { ChildFile } from './child-file.ts'
import type { WeightTables } from './own-copy-chart.ts'
import { plainText, withoutNames } from './own-copy-clean.ts'
import type { CopyLanguage, CopyWords } from './own-copy-words.ts'

type InBoth = { en: string; km: string }

/** Who opened the record, added up: what they worked as, for whom, how often. Never a name. */
export type CopyReaders = { agency: AgencyId; roles: readonly Role[]; times: number }

export type CopyFacts = {
  child: SubjectId
  /** The chronicle as whoever makes the copy may read it, with the entries of carers that name them. */
  entries: readonly Recorded[]
  carers: ReadonlyMap<SubjectId, Names>
  facilities: ReadonlyMap<SubjectId, InBoth>
  agencies: ReadonlyMap<AgencyId, InBoth>
  readers: readonly CopyReaders[]
  /** Classes that whoever makes the copy does not read: what they hold is said to be elsewhere. */
  unread: readonly AccessClass[]
  /** The agency that makes it. */
  agency: AgencyId
  pack: CountryPack
  /** The WHO's figures, for the lines of the chart. */
  tables: WeightTables
  madeOn: PlainDate
  isDemonstration: boolean
}

export type CopyLine = { when: string; words: string; quote: string }

/** What each part is given. */
export type Composing = {
  file: ChildFile
  facts: CopyFacts
  words: CopyWords
  language: CopyLanguage
  /** Names of others that free words must not hold. */
  others: readonly string[]
}

/** A line; `quote` is what somebody wrote in their own words. */
export function line(when: string, words: string, quote = ''): CopyLine {
  return { when, words, quote }
}

/** When something happened: a day, the two ends between which it lies, or that nobody knows. */
export function whenOf(occurred: Edtf, words: CopyWords): string {
  const { earliest, latest } = edtfBounds(occurred)
  return rangeOf({ earliest, latest }, words)
}

/** The same of a range of days. */
export function rangeOf(
  { earliest, latest }: { earliest: PlainDate | null; latest: PlainDate | null },
  words: CopyWords,
): string {
  if (earliest === null || latest === null) return words.dayNotKnown
  return earliest === latest ? words.day(earliest) : words.between(words.day(earliest), words.day(latest))
}

/** A person's names in both scripts. */
export function nameOf(names: Names | null | undefined, words: CopyWords): string {
  const known = [names?.km, names?.latin].filter((name) => name !== undefined)
  return known.length === 0 ? words.nameNotKnown : plainText(known.join(' · '))
}

/** What somebody wrote, as it may stand in the copy. */
export function freely(text: string | undefined, { others, words }: Composing): string {
  return text === undefined ? '' : withoutNames(text, others, words.nameLeftOut)
}

/** The name of an agency in the language of the copy. */
export function agencyName(id: AgencyId, { facts, language, words }: Composing): string {
  return facts.agencies.get(id)?.[language] ?? words.nameNotKnown
}

export type Dated = { occurred: Edtf; lines: CopyLine[] }

/** One line of something that happened. */
export function dated(occurred: Edtf, { words }: Pick<Composing, 'words'>, said: string, quote = ''): Dated {
  return { occurred, lines: [line(whenOf(occurred, words), said, quote)] }
}

/** In the order in which it happened; what is dated alike keeps its order. */
export function inOrder(all: readonly Dated[]): CopyLine[] {
  const first = ({ occurred }: Dated): string => edtfBounds(occurred).earliest ?? '9999'
  return all.toSorted((one, other) => compareText(first(one), first(other))).flatMap(({ lines }) => lines)
}

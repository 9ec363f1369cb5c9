// A chronicle as the page shows it: what stands, with what it corrected; what was withdrawn, struck through and still there.
import type { Author } from '@komar/contract/register'
import type { Recorded } from '@komar/domain/chronicle/entry'
import type { Standing } from '@komar/domain/chronicle/fold'
import { kindNamed } from '@komar/domain/kinds'
import { settled as settle } from '@komar/domain/settled'
import { edtfBounds } from '@komar/domain/time/edtf'
import { plainDate } from '@komar/domain/time/plain-date'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { dayInZone } from '../i18n/format-instant.ts'
import type { Speech } from '../i18n/speech.ts'
import type { ChronicleItem } from '../ui/chronicle-entry.tsx'
import { factsOf, sliceOf, type Fact, type Namer } from './describe-entry.ts'
import { kindTitle } from './field-words.ts'

export type Telling = {
  speech: Speech
  timeZone: string
  authors: readonly Author[]
  namer: Namer
  agencyName: (id: string) => string
}

/** A retraction or replacement is told with what it changes; an entry that keeps its item under its own id. */
export function chronicleItems(entries: readonly Recorded[], telling: Telling): ChronicleItem[] {
  const { facts, acts, retracted } = settle(entries)
  const standing = [...facts, ...acts].map((each) => standingItem(each, telling))
  const withdrawn = retracted.map((entry) => withdrawnItem(entry, entries, telling))
  const unknown = entries
    .filter(({ kind, replaces, retracts }) => kindNamed(kind) === undefined && !replaces && !retracts)
    .map((entry) => itemOf(entry, telling))
  const order = new Map(entries.map(({ id, seq }) => [id as string, seq ?? Number.POSITIVE_INFINITY]))
  return [...standing, ...withdrawn, ...unknown].toSorted(
    (left, right) => (order.get(right.id) ?? 0) - (order.get(left.id) ?? 0),
  )
}

function itemOf(entry: Recorded, telling: Telling): ChronicleItem {
  const { speech, authors, agencyName, namer, timeZone } = telling
  const author = authors.find(({ id }) => id === entry.author)
  const known = entry.received ?? entry.written
  return {
    id: entry.id,
    day: edtfBounds(entry.occurred).latest ?? plainDate(dayInZone(known, timeZone)),
    slice: sliceOf(entry.kind),
    what: speech.text(kindTitle(entry.kind)),
    facts: factsOf(entry, speech, namer).map(({ label, value }) => ({ label, value })),
    author: author?.displayName ?? speech.text('entry.someone'),
    agency: agencyName(entry.agency),
    basis: entry.basis,
    occurred: entry.occurred,
    received: entry.received ?? null,
  }
}

function standingItem({ entry, former }: Standing, telling: Telling): ChronicleItem {
  const item = itemOf(entry, telling)
  const before = former.at(-1)
  if (before === undefined) return item
  return { ...item, correction: { reason: reasonOf(entry, telling), changes: changesBetween(before, entry, telling) } }
}

function withdrawnItem(entry: Recorded, entries: readonly Recorded[], telling: Telling): ChronicleItem {
  const item = itemOf(entry, telling)
  const retraction = entries.find(({ retracts }) => retracts === entry.id)
  if (retraction === undefined) return item
  return { ...item, retraction: { reason: reasonOf(retraction, telling), by: itemOf(retraction, telling).author } }
}

function reasonOf({ body }: Recorded, { speech }: Telling): string {
  const { reason } = body
  return typeof reason === 'string' ? reason : speech.text('entry.no-reason')
}

type Change = { label: string; before: string; after: string }

/** What a correction changed: the day it happened, and each member that is said differently. */
export function changesBetween(
  before: Recorded,
  after: Recorded,
  telling: Pick<Telling, 'speech' | 'namer'>,
): Change[] {
  const { speech, namer } = telling
  const happened = speech.text('chronicle.happened', { date: '' }).trim()
  const occurred: Change[] =
    before.occurred === after.occurred
      ? []
      : [{ label: happened, before: formatEdtf(before.occurred, speech), after: formatEdtf(after.occurred, speech) }]
  const then = byField(factsOf(before, speech, namer))
  const now = byField(factsOf(after, speech, namer))
  const fields = [...new Set([...then.keys(), ...now.keys()])]
  const members = fields.flatMap((field): Change[] => {
    const [was, is] = [then.get(field), now.get(field)]
    if (was?.value === is?.value) return []
    return [{ label: (is ?? was)?.label ?? '', before: was?.value ?? '–', after: is?.value ?? '–' }]
  })
  return [...occurred, ...members]
}

function byField(facts: readonly Fact[]): Map<string, Fact> {
  return new Map(facts.map((fact) => [fact.field, fact]))
}

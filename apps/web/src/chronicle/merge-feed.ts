// A chronicle that a page holds, kept current by the feed. Entries are a set by id, so that hearing of one twice changes nothing.
// A "forget" line takes away what was held of this subject in those classes; what may still be seen is sent again behind it.
// Source: docs/decisions/0004-the-feed.md.
import { feedLineSchema } from '@komar/contract/chronicle'
import { writtenSchema, type Entry, type Recorded } from '@komar/domain/chronicle/entry'
import { instantSchema } from '@komar/domain/time/instant'
import { classOf } from '@komar/domain/kinds'
import * as z from 'zod'

const entrySchema = writtenSchema.extend({
  seq: z.number().int(),
  received: instantSchema,
  content: z.string().optional(),
  chain: z.string().optional(),
})

/** An entry from the wire, or null when it is not one that this version can read. */
export function readEntry(value: unknown): Entry | null {
  const parsed = entrySchema.safeParse(value)
  if (!parsed.success) return null
  const { content, chain, ...entry } = parsed.data
  return { ...entry, ...(content === undefined ? {} : { content }), ...(chain === undefined ? {} : { chain }) }
}

export type FeedPage = {
  forget: readonly { subject: string; classes: readonly string[] }[]
  entries: readonly Entry[]
  cursor: string
  more: boolean
}

const endSchema = z.object({ cursor: z.string(), more: z.boolean() })
const forgetSchema = z.object({ forget: z.object({ subject: z.string(), classes: z.array(z.string()) }) })

/** The lines of one answer of the feed; null when it breaks off before its end. */
export function readFeed(ndjson: string): FeedPage | null {
  const lines = ndjson
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => feedLineSchema.parse(JSON.parse(line)))
  const end = endSchema.safeParse(lines.at(-1))
  if (!end.success) return null
  return {
    forget: lines.flatMap((line) => {
      const read = forgetSchema.safeParse(line)
      return read.success ? [read.data.forget] : []
    }),
    entries: lines.flatMap((line) => readEntry(line) ?? []),
    ...end.data,
  }
}

/** What a page on one subject holds after a page of the feed. */
export function mergeFeed(subject: string, held: readonly Entry[], page: FeedPage): Entry[] {
  const lost = new Set(page.forget.filter((each) => each.subject === subject).flatMap(({ classes }) => classes))
  const kept = held.filter((entry) => !lost.has(classOf(entry.kind)))
  const news = page.entries.filter((entry) => names(entry, subject))
  const byId = new Map([...kept, ...news].map((entry) => [entry.id, entry]))
  return [...byId.values()].toSorted((left, right) => left.seq - right.seq)
}

/** Whether an entry stands in this subject's chronicle. */
export function names(entry: Recorded, subject: string): boolean {
  return entry.subject === subject || entry.also.some((other) => other === subject)
}

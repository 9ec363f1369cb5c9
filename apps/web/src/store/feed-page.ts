// One page of the feed as a device keeps it: each entry's line whole and as it came, whatever version of Komar wrote it, beside the few
// members by which it is found again. What this version cannot read is kept too (docs/decisions/0004-the-feed.md, 0014-the-device.md).
import { statusSchema, type StatusLine } from '@komar/contract/chronicle'
import { signedHeadSchema, type SignedHead } from '@komar/contract/heads'
import * as z from 'zod'

/** An entry's line. `subjects`: whose chronicles it stands in. */
export type HeldLine = { id: string; seq: number; chain: string; kind: string; subjects: string[]; text: string }

/** `erased`: entries that are gone for good, wherever they are kept here. */
export type Forget = { subject: string; classes: readonly string[]; erased?: readonly string[] | undefined }
export type HeadSeen = { seq: number; chain: string }

export type DevicePage = {
  forget: readonly Forget[]
  lines: readonly HeldLine[]
  status: readonly StatusLine[]
  cursor: string
  more: boolean
  head: HeadSeen
  backedUpTo: number
  /** About how many entries there are in all, where the host says so on the first page. */
  expected?: number | undefined
  /** What the host signed last, where it said so in a form that this version reads. */
  signed?: SignedHead | undefined
}

const endSchema = z.object({
  cursor: z.string(),
  more: z.boolean(),
  head: z.object({ seq: z.int(), chain: z.string() }),
  backedUpTo: z.int(),
  expected: z.int().optional(),
  signed: signedHeadSchema.optional().catch(undefined),
})
// Classes as text: a newer host may name one that this version does not know.
const forgetSchema = z.object({
  forget: z.object({
    subject: z.string(),
    classes: z.array(z.string()),
    erased: z.array(z.string()).optional(),
  }),
})
const statusLineSchema = z.object({ status: statusSchema })
const lineSchema = z.object({
  id: z.string(),
  seq: z.int(),
  kind: z.string(),
  subject: z.string(),
  also: z.array(z.string()).default([]),
  chain: z.string().default(''),
})

/** The page in an answer of the feed; null when it breaks off before its end or is no feed. */
export function readDevicePage(ndjson: string): DevicePage | null {
  const texts = ndjson.split('\n').filter((line) => line !== '')
  const values = texts.map(parsed)
  const end = endSchema.safeParse(values.at(-1))
  if (!end.success) return null
  const page = {
    forget: [] as Forget[],
    lines: [] as HeldLine[],
    status: [] as StatusLine[],
    ...end.data,
  }
  for (const [place, value] of values.slice(0, -1).entries()) {
    const line = heldLine(value, texts[place] ?? '')
    const forget = line === null ? forgetSchema.safeParse(value) : null
    const status = line === null ? statusLineSchema.safeParse(value) : null
    if (line !== null) page.lines.push(line)
    else if (forget?.success === true) page.forget.push(forget.data.forget)
    else if (status?.success === true) page.status.push(status.data.status)
    else if (value === undefined) return null
  }
  return page
}

/** An entry's line by the members that place it; null when it is none. */
export function heldLine(value: unknown, text: string): HeldLine | null {
  const read = lineSchema.safeParse(value)
  if (!read.success) return null
  const { id, seq, chain, kind, subject, also } = read.data
  return { id, seq, chain, kind, subjects: [...new Set([subject, ...also])], text }
}

/** A line that was kept by this very file. */
export function lineOfText(text: string): HeldLine {
  const line = heldLine(parsed(text), text)
  if (line === null) throw new SyntaxError('a kept line cannot be read')
  return line
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

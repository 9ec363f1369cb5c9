// The chronicle from outside: hand entries in, pull what one may see, read one's refusals.
import { accessClasses } from '@komar/domain/access/classes'
import { maxEntriesPerCall, writtenSchema } from '@komar/domain/chronicle/entry'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { signedHeadSchema } from './heads.ts'
import { domainProblemSchema } from './problem.ts'

const exampleId = '0190a000-0000-7000-8000-000000000001'

/** 500 entries of 32 kB each, and their envelopes. */
const appendLimitBytes = 20 * 1024 * 1024

export const appendResultSchema = z.object({
  id: z.string().describe('As it was sent; empty when there was none'),
  status: z.enum(['accepted', 'duplicate', 'refused']),
  seq: z.int().optional().describe('Place in the chain; of a duplicate, that of the first'),
  problem: domainProblemSchema.optional().describe('Of a duplicate: the reason for which the first was refused'),
})
export type AppendResult = z.infer<typeof appendResultSchema>

export const appendEntries = endpoint({
  id: 'entries.append',
  method: 'POST',
  path: '/v1/entries',
  summary:
    'Hand in entries, at most 500. One result each, in order; sending the same twice is harmless. `together` names groups of ids that are accepted all or not at all',
  allow: 'signed-in',
  bodyLimitBytes: appendLimitBytes,
  input: {
    body: z.object({
      entries: z
        .array(z.unknown())
        .min(1)
        .max(maxEntriesPerCall)
        .describe(
          'Entries as their authors wrote them; each is judged by itself, so that one that is malformed spoils no other',
        ),
      together: z.array(z.array(z.string()).min(2).max(maxEntriesPerCall)).max(maxEntriesPerCall).default([]),
    }),
  },
  output: z.object({ results: z.array(appendResultSchema) }),
  example: { body: { entries: [{ id: exampleId }] } },
})

/** An accepted entry as the feed sends it: what the author wrote and what the host gave it. Hashes in hex. */
export const feedEntrySchema = z.looseObject({
  ...writtenSchema.shape,
  seq: z.int(),
  received: z.string(),
  content: z.string(),
  chain: z.string(),
})

/** Dates of a child that every role sees alike, and nothing that tells why; and what the reader may read of it. */
export const statusSchema = z.object({
  child: z.uuid(),
  isInside: z.boolean(),
  isClosed: z.boolean().optional().describe('Work with the child has ended'),
  pastFromEarliest: z.string().nullable(),
  pastFromLatest: z.string().nullable(),
  approachFrom: z.string().nullable(),
  decisionType: z.string().nullable(),
  decisionUntil: z.string().nullable(),
  nextDue: z.string().nullable(),
  sight: z.int().optional().describe('Classes that the reader reads of the child today, as a mask'),
})
export type StatusLine = z.infer<typeof statusSchema>

export const feedLineSchema = z.union([
  z.object({
    forget: z.object({
      subject: z.uuid(),
      classes: z.array(z.enum(accessClasses)),
      erased: z.array(z.uuid()).optional().describe('Entries that were erased: drop them wherever you keep them'),
    }),
  }),
  z.object({ status: statusSchema }),
  z.object({
    cursor: z.string(),
    more: z.boolean(),
    head: z.object({ seq: z.int(), chain: z.string() }),
    backedUpTo: z.int(),
    signed: signedHeadSchema
      .optional()
      .describe('The last head that the host signed: keep it, so that you can show what it said'),
    expected: z
      .int()
      .optional()
      .describe('On the first page: about how many entries there are in all. An estimate, for a progress bar'),
  }),
  feedEntrySchema,
])
export type FeedLine = z.infer<typeof feedLineSchema>

export const pullFeed = endpoint({
  id: 'feed.pull',
  method: 'GET',
  path: '/v1/feed',
  summary:
    'Entries that I may see after a cursor, one a line; `forget` lines first: drop what you hold about the subject in these classes, what may stay is sent again; `status` lines; last the new cursor',
  produces: 'ndjson',
  allow: 'signed-in',
  input: {
    query: z.object({
      after: z.string().max(1000).optional().describe('The cursor of the last pull; none at the beginning'),
      limit: z.coerce.number().int().min(1).max(5000).default(1000).describe('Entries at most'),
    }),
  },
  output: feedLineSchema,
  example: { query: {} },
})

export const refusalSchema = z.object({
  id: z.uuid(),
  kind: z.string().nullable(),
  subject: z.uuid().nullable(),
  received: z.string(),
  problem: domainProblemSchema,
  isAnswered: z.boolean().describe('An accepted entry of mine answers it, or a supervisor settled it while I was gone'),
})

export const listRefusals = endpoint({
  id: 'refusals.list',
  method: 'GET',
  path: '/v1/refusals',
  summary: 'My entries that were refused, with the reasons, newest first',
  allow: 'signed-in',
  input: { query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(100) }) },
  output: z.object({ refusals: z.array(refusalSchema) }),
  example: { query: {} },
})

// Opening a record that one cannot see, in need: for a reason in writing, for four hours, told to the responsible agency's supervisors, who
// judge it. And what will be sealed soon. Source: docs/decisions/0019-erasure.md.
import { letterLanguages } from '@komar/domain/assess/letter-kinds'
import { ownCopyAskingSchema } from '@komar/domain/sharing/own-copy-kinds'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { childRowSchema, wireEntrySchema } from './register.ts'

const id = z.uuid()
const exampleGlass = '01940000-0000-7000-8000-00000000000d'
/** Roles that may; whoever is a prison officer, analyst, administrator or carer besides may not. */
export const mayBreakGlass = ['social-worker', 'supervisor', 'clinician', 'specialist', 'legal-officer'] as const

export const glassFindings = ['justified', 'not-justified'] as const

export const glassSchema = z.object({
  id,
  openedBy: z.string().describe('Name of the person'),
  agency: id,
  openedAt: z.string(),
  until: z.string(),
  isOpen: z.boolean(),
  isMine: z.boolean(),
  code: z.string().nullable().describe('Of the record: as it stands on the papers. No name'),
  reason: z.string(),
  finding: z.enum(glassFindings).nullable(),
  foundBy: z.string().nullable(),
  foundWords: z.string().nullable(),
  copies: z
    .array(z.object({ at: z.string(), said: ownCopyAskingSchema }))
    .describe('Own copies that were made through it, and what was said of who asked'),
})
export type BrokenGlass = z.infer<typeof glassSchema>

export const breakGlass = endpoint({
  id: 'broken-glass.open',
  method: 'POST',
  path: '/v1/broken-glass',
  summary:
    "Open the record with this code for four hours, for a reason in writing. The responsible agency's supervisors are told at once",
  allow: { roles: mayBreakGlass },
  fresh: true,
  callsPerMinute: 30,
  input: {
    body: z.object({ code: z.string().trim().min(1).max(40), reason: z.string().trim().min(20).max(500) }),
  },
  output: z.object({ id: id.nullable().describe('Null: there is no such code. It was logged all the same') }),
  example: { body: { code: 'X-0000', reason: 'A made-up reason of enough letters.' } },
})

export const readBrokenGlass = endpoint({
  id: 'broken-glass.read',
  method: 'GET',
  path: '/v1/broken-glass/:id/chronicle',
  summary:
    'The entries of the opened record, of the classes that the role reads, while it is open; and what may be written to it',
  allow: { roles: mayBreakGlass },
  input: { params: z.object({ id }) },
  output: z.object({
    entries: z.array(wireEntrySchema),
    authors: z.array(z.object({ id, displayName: z.string(), agency: id })),
    until: z.string(),
    child: id,
    mayWrite: z
      .array(z.string())
      .describe(
        'Kinds of entries that the reader may write to the sealed record while it is open; none where it is not sealed',
      ),
    mayCopy: z.boolean().describe("Whether the reader may make the person's own copy through this opening"),
  }),
  example: { params: { id: exampleGlass } },
})

export const copyThroughGlass = endpoint({
  id: 'broken-glass.own-copy',
  method: 'POST',
  path: '/v1/broken-glass/:id/own-copy',
  summary:
    "A person's own copy of their sealed record, by a supervisor of the responsible agency who opened it: PDF, or a page for a telephone. Refused with what is missing; what was said of who asked stands in the read log. The host keeps nothing else of it",
  allow: { roles: ['supervisor'] },
  fresh: true,
  produces: 'file',
  input: {
    params: z.object({ id }),
    body: ownCopyAskingSchema.extend({ lang: z.enum(letterLanguages), as: z.enum(['pdf', 'html']) }),
  },
  output: z.unknown(),
  example: {
    params: { id: exampleGlass },
    body: {
      identityShownBy: ['paper-with-picture'],
      wasAskedAlone: true,
      freely: 'yes',
      company: 'declined',
      lang: 'km',
      as: 'html',
    },
  },
})

export const listBrokenGlass = endpoint({
  id: 'broken-glass.list',
  method: 'GET',
  path: '/v1/broken-glass',
  summary: "Records that were opened in need: one's own; for a supervisor also those of children of the own agency",
  allow: { roles: mayBreakGlass },
  audit: { what: 'glass.listed' },
  input: {},
  output: z.object({ opened: z.array(glassSchema) }),
  example: {},
})

export const reviewBrokenGlass = endpoint({
  id: 'broken-glass.review',
  method: 'PUT',
  path: '/v1/broken-glass/:id/review',
  summary: 'Say whether it was justified: once, by a supervisor of the responsible agency, never of oneself',
  allow: { roles: ['supervisor'] },
  fresh: true,
  audit: { what: 'glass.reviewed' },
  input: {
    params: z.object({ id }),
    body: z.object({ finding: z.enum(glassFindings), words: z.string().trim().max(500).optional() }),
  },
  output: z.object({}),
  example: { params: { id: exampleGlass }, body: { finding: 'justified' } },
})

export const listRetention = endpoint({
  id: 'retention.list',
  method: 'GET',
  path: '/v1/retention',
  summary:
    'Children of the own agency whose records will be sealed within a year, how many are sealed, and the codes of those kept long enough. Komar destroys nothing by itself',
  allow: { roles: ['supervisor'] },
  audit: { what: 'retention.listed' },
  input: {},
  output: z.object({
    ahead: z.array(z.object({ child: childRowSchema, sealsOn: z.iso.date(), because: z.enum(['age', 'closure']) })),
    sealed: z.int(),
    keptLongEnough: z.int().describe('Sealed for as long as the rules ask that a record be kept'),
    keptCodes: z.array(z.string()).describe('The codes of these, at most 500'),
  }),
  example: {},
})

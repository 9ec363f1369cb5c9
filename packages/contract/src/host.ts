// The host itself, for whoever administers it. Nothing here is about anybody.
import { z } from 'zod'
import { administrator, endpoint } from './endpoint.ts'

export const backupStates = ['off', 'none', 'late', 'good'] as const

export const backupRunSchema = z.object({
  isScheduled: z.boolean().describe('By the host itself; else by the command'),
  began: z.iso.datetime(),
  ended: z.iso.datetime().nullable(),
  state: z.enum(['good', 'failed', 'unfinished']),
  entries: z.int().nullable(),
  bytes: z.int().nullable(),
  file: z.string().describe('Its name; where it lies is not told'),
  fault: z.string().nullable(),
})
export type BackupRun = z.infer<typeof backupRunSchema>

export const showBackups = endpoint({
  id: 'host.show-backups',
  method: 'GET',
  path: '/v1/host/backups',
  summary: 'When the host was backed up, and whether the last good backup is older than it should be',
  allow: administrator,
  input: {},
  output: z.object({
    state: z.enum(backupStates).describe('off: the host makes none by itself; none: no good one yet'),
    everyHours: z.int().nullable().describe('How often the host makes one by itself; null: never'),
    keep: z.object({ days: z.int(), weeks: z.int(), months: z.int() }).nullable(),
    lastGood: z.iso.datetime().nullable(),
    entriesSince: z.int().describe('Entries accepted that no good backup holds'),
    runs: z.array(backupRunSchema).describe('The newest first, at most 30'),
  }),
  example: {},
})
export type Backups = z.infer<typeof showBackups.output>

export const exportAudit = endpoint({
  id: 'host.export-audit',
  method: 'GET',
  path: '/v1/host/audit',
  summary:
    'Lists for an auditor as a ZIP: who saw, who wrote, what was refused; no content, no names. Signed with the host key; "komar audit check" tells whether it was changed',
  produces: 'file',
  allow: administrator,
  fresh: true,
  audit: { what: 'audit.exported' },
  callsPerMinute: 30,
  input: {
    query: z.object({
      since: z.iso.datetime().describe('First instant'),
      until: z.iso.datetime().describe('The instant after the last'),
    }),
  },
  output: z.unknown(),
  example: { query: { since: '2026-01-01T00:00:00.000Z', until: '2026-02-01T00:00:00.000Z' } },
})

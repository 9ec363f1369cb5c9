// The form of a backup inside its encryption: lines of JSON, compressed. First what it is, then each row with its table, last how many.
// It says nothing of how the database lays out its files, so that any engine and any later version of Komar can load it.
import { z } from 'zod'
import { OperatorProblem } from '../operator-problem.ts'
import { secretsSchema } from '../keys/host-keys.ts'
import { keptTables } from './tables.ts'

export const backupVersion = 1

export const manifestSchema = z.object({
  format: z.literal('komar-backup'),
  version: z.int().min(1),
  madeAt: z.string().describe("Instant in UTC by the host's machine"),
  migrations: z.array(z.string()).describe('Names of the migrations that its database had'),
  host: z.object({ epoch: z.uuid(), stamp: z.enum(['real', 'demonstration']), country: z.string() }),
  keys: secretsSchema.describe('Without them nobody reads attachments and what was handed in'),
  head: z.object({ seq: z.int().min(0), chain: z.string() }).describe('The end of the chain: the last entry in it'),
})
export type Manifest = z.infer<typeof manifestSchema>

const rowSchema = z.object({ t: z.enum(keptTables), r: z.record(z.string(), z.unknown()) })
export type BackupRow = z.infer<typeof rowSchema>

const endSchema = z.object({ end: z.literal(true), rows: z.record(z.string(), z.int().min(0)) })
export type End = z.infer<typeof endSchema>

/** Rows of each table by name. */
export type Counts = Record<string, number>

/** A row as it comes from the database: already JSON, so it is not read and written again. */
export function rowLine(table: string, json: string): string {
  return `{"t":"${table}","r":${json}}\n`
}

/** Reads the first line. @throws OperatorProblem when the file is something else, or made by a newer Komar. */
export function readManifest(line: string): Manifest {
  const parsed = manifestSchema.safeParse(parse(line))
  if (!parsed.success) throw new OperatorProblem('This file is not a backup of Komar.')
  if (parsed.data.version > backupVersion) {
    throw new OperatorProblem('This backup was made by a newer Komar: restore it with that version.')
  }
  return parsed.data
}

/** Reads any line behind the first. @throws OperatorProblem when it is damaged. */
export function readLine(line: string, number: number): BackupRow | End {
  const value = parse(line)
  const row = rowSchema.safeParse(value)
  if (row.success) return row.data
  const end = endSchema.safeParse(value)
  if (end.success) return end.data
  throw new OperatorProblem(`This backup is damaged at line ${number}: use another one.`)
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

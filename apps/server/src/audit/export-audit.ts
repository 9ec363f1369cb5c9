// Makes the auditor's export of a period, at one moment.
import { z } from 'zod'
import { oneRow, type Database } from '../db/query.ts'
import type { SigningPair } from '../keys/signing.ts'
import { signHead } from '../chronicle/signed-heads.ts'
import { auditTables, type Period } from './audit-rows.ts'
import { writeAudit, type AuditManifest } from './audit-file.ts'

type Exporting = {
  period: Period
  signing: SigningPair
  hasLogins: boolean
  write: (bytes: Uint8Array) => Promise<void>
  mostRows?: number
}

const hostRow = z.object({ host: z.uuid(), epoch: z.uuid(), madeAt: z.date() })

/** Exports, and signs a head with it: so the export says how far the history went. */
export async function exportAudit(
  db: Database,
  { period, signing, hasLogins, write, mostRows }: Exporting,
): Promise<AuditManifest> {
  const head = await signHead(db, signing)
  const { madeAt, ...host } = await oneRow(
    db,
    hostRow,
    'select identity as host, epoch, now() as "madeAt" from komar.host',
  )
  const tables = await auditTables(db, period, hasLogins)
  const said = { ...host, madeAt: madeAt.toISOString(), head, ...period }
  return writeAudit(tables, { head: said, signing, write, ...(mostRows === undefined ? {} : { mostRows }) })
}

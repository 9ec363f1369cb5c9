// The auditor's export over HTTP, for the administrator who hands it on.
import * as contract from '@komar/contract/host'
import { refuse } from '../http/problems.ts'
import { fileRoute, type Context, type ServedFile } from '../http/route.ts'
import { TooManyRows } from './audit-file.ts'
import { exportAudit } from './export-audit.ts'

/** What a page may ask for at once; more is for the command line. */
const mostRows = 300_000

async function serveAudit(
  { db, caller }: Context,
  { since, until }: { since: string; until: string },
): Promise<ServedFile> {
  if (since >= until) refuse('request.malformed', { fields: [{ path: '/query/until', code: 'not-after' }] })
  const parts: Uint8Array[] = []
  const write = (bytes: Uint8Array): Promise<void> => Promise.resolve(void parts.push(bytes))
  const { signing } = caller.keys
  await exportAudit(db, { period: { since, until }, signing, hasLogins: false, write, mostRows }).catch(
    (error: unknown) => {
      if (error instanceof TooManyRows) refuse('request.too-large', { params: { limit: mostRows } })
      throw error
    },
  )
  return { bytes: Buffer.concat(parts), type: 'application/zip' }
}

export const auditRoutes = [
  {
    ...fileRoute(contract.exportAudit, (context, { query }) => serveAudit(context, query)),
    // Else a line that comes between two tables would be in one of them alone, or beyond the head that is signed with them.
    isOneMoment: true,
  },
]

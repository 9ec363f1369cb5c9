// The situation report over HTTP. It counts over whole chronicles, as the keeper, and gives aggregates; children past the limit are
// listed by code only to those who see children, and only those children whom row-level security shows them.
import { showSituation } from '@komar/contract/insight'
import type { Role } from '@komar/domain/access/roles'
import { situationText } from '@komar/domain/insight/situation-text'
import { plainDate, plainDateSchema } from '@komar/domain/time/plain-date'
import { z } from 'zod'
import { rows, type Database } from '../db/query.ts'
import { route } from '../http/route.ts'
import { readSituation } from './situation-report.ts'

const situation = route(showSituation, async ({ db, actor, logRead }, { query }) => {
  const seen = await seenChildren(db, actor.roles)
  await db.query('set local role komar_keeper')
  const report = await readSituation(db, {
    asOf: query.asOf === undefined ? plainDate(actor.today) : plainDateSchema.parse(query.asOf),
    knownAt: query.knownAt === undefined ? undefined : plainDateSchema.parse(query.knownAt),
    mayList: seen === null ? null : (child) => seen.has(child),
  })
  await db.query('set local role none')
  for (const { id } of report.pastLimit.children ?? []) logRead({ what: 'report.listed', subject: id })
  return { ...report, text: situationText(report, query.lang ?? actor.language) }
})

/** Children whom the actor sees today; null for who only counts. */
async function seenChildren(db: Database, roles: readonly Role[]): Promise<Set<string> | null> {
  if (roles.includes('analyst')) return null
  const found = await rows(db, z.object({ subject: z.uuid() }), 'select subject from komar.child_identity')
  return new Set(found.map(({ subject }) => subject))
}

export const situationRoutes = [situation]

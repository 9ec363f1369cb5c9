// The situation report over HTTP. It counts over whole chronicles, as the keeper, and gives aggregates; children past the limit are
// listed by code only to those who see children, and only those children whom row-level security shows them.
import { printSituation, showSituation } from '@komar/contract/insight'
import type { SituationReport } from '@komar/domain/insight/situation-report'
import { situationText } from '@komar/domain/insight/situation-text'
import { plainDate, plainDateSchema } from '@komar/domain/time/plain-date'
import { z } from 'zod'
import { rows, type Database } from '../db/query.ts'
import { findAgency } from '../access/agencies.ts'
import { pdfRoute, route } from '../http/route.ts'
import { situationPdf } from './situation-pdf.ts'
import { readSituation } from './situation-report.ts'

const situation = route(showSituation, async ({ db, actor, logRead }, { query }) => {
  await db.query('set local role komar_keeper')
  const whole = await readSituation(db, {
    ...daysOf(actor.today, query),
    mayList: actor.roles.includes('analyst') ? null : () => true,
  })
  await db.query('set local role none')
  const report = await withoutUnseen(db, whole)
  for (const { id } of report.pastLimit.children ?? []) logRead({ what: 'report.listed', subject: id })
  return { ...report, text: situationText(report, query.lang ?? actor.language) }
})

/** The report as the actor may see it: row-level security says which of the listed children stay. */
async function withoutUnseen(db: Database, report: SituationReport): Promise<SituationReport> {
  const { children } = report.pastLimit
  if (children === null) return report
  const ids = children.map(({ id }) => id)
  const text = 'select child from komar.child_identity where child = any ($1::uuid[])'
  const seen = new Set((await rows(db, z.object({ child: z.string() }), text, [ids])).map(({ child }) => child))
  return { ...report, pastLimit: { ...report.pastLimit, children: children.filter(({ id }) => seen.has(id)) } }
}

/** A file lists nobody: whoever opens it later may not be the one who may see the child. */
const print = pdfRoute(printSituation, async ({ db, actor }, { query }) => {
  await db.query('set local role komar_keeper')
  const report = await readSituation(db, { ...daysOf(actor.today, query), mayList: null })
  await db.query('set local role none')
  const language = query.lang ?? actor.language
  const { nameEn, nameKm } = await findAgency(db, actor.agency)
  return situationPdf(report, language === 'km' ? nameKm : nameEn, language)
})

function daysOf(today: string, { asOf, knownAt }: { asOf?: string | undefined; knownAt?: string | undefined }) {
  return {
    asOf: asOf === undefined ? plainDate(today) : plainDateSchema.parse(asOf),
    knownAt: knownAt === undefined ? undefined : plainDateSchema.parse(knownAt),
  }
}

export const situationRoutes = [situation, print]

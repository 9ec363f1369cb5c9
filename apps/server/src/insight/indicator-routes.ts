// The indicators over HTTP. They count over whole chronicles, as the keeper, and give aggregates; whom a figure is about is listed only to
// those who read the classes of that figure of that very person.
import { showIndicators, type IndicatorRow } from '@komar/contract/indicators'
import { maskOf } from '@komar/domain/access/classes'
import { listClasses } from '@komar/domain/insight/indicator-classes'
import type { IndicatorFigure, IndicatorReport } from '@komar/domain/insight/indicators'
import { smallestDenominator } from '@komar/domain/insight/share'
import { plainDate } from '@komar/domain/time/plain-date'
import { z } from 'zod'
import { readHost } from '../access/host.ts'
import { rows, type Database } from '../db/query.ts'
import { route } from '../http/route.ts'
import { monthOf, readIndicators } from './indicator-report.ts'

const indicators = route(showIndicators, async ({ db, actor, logRead }, { query }) => {
  const today = plainDate(actor.today)
  const month = monthOf(query.month, today)
  const isCounting = actor.roles.includes('analyst')
  await db.query('set local role komar_keeper')
  const { asKnown, restated, knownBy } = await readIndicators(db, {
    month,
    today,
    mayList: isCounting ? null : () => true,
  })
  const host = await readHost(db)
  await db.query('set local role none')
  const seen = isCounting ? new Map<string, Seen>() : await seenOf(db, asKnown)
  if (seen.size > 0) logRead({ what: 'indicators.listed' })
  return {
    month: month.first.slice(0, 7),
    knownBy,
    isClosed: restated !== null,
    isDemonstration: host.stamp === 'demonstration',
    indicators: rowsOf(isCounting ? asKnown : withoutFewComplaints(asKnown), isCounting ? null : seen),
    restated: restated === null ? null : rowsOf(isCounting ? restated : withoutFewComplaints(restated), null),
    notReporting: [...asKnown.notReporting],
  }
})

/**
 * One complaint in a month, and whether it was answered, tells those complained of that there is one: who works with children reads this
 * figure only where it is of many (docs/decisions/0011-complaints-and-withholding.md).
 */
function withoutFewComplaints(report: IndicatorReport): IndicatorReport {
  const isTelling = ({ part, denominator }: IndicatorFigure) =>
    part === 'complaint-answered' && denominator.possible < smallestDenominator
  return {
    ...report,
    indicators: report.indicators.map(({ number, figures }) => ({
      number,
      figures: figures.filter((figure) => !isTelling(figure)),
    })),
  }
}

const seenRow = z.object({
  id: z.string(),
  type: z.enum(['child', 'carer']),
  code: z.string().nullable(),
  sight: z.int(),
})
type Seen = z.infer<typeof seenRow>

/** Those on any list whom the actor may see, with the classes that they read of each. */
async function seenOf(db: Database, { indicators: all }: IndicatorReport): Promise<Map<string, Seen>> {
  const ids = new Set(
    all.flatMap(({ figures }) => figures.flatMap(({ listed }) => (listed ?? []).map(({ subject }) => subject))),
  )
  const text = `select w.id, case when c.carer is null then 'child' else 'carer' end as type, i.code, komar.sight_of(w.id) as sight
    from unnest($1::uuid[]) as w (id)
    left join komar.child_identity i on i.child = w.id left join komar.carer_identity c on c.carer = w.id
    where i.child is not null or c.carer is not null`
  return new Map((await rows(db, seenRow, text, [[...ids]])).map((row) => [row.id, row]))
}

function rowsOf(report: IndicatorReport, seen: ReadonlyMap<string, Seen> | null): IndicatorRow[] {
  return report.indicators.map(({ number, figures }) => ({
    number,
    figures: figures.map((figure) => ({
      part: figure.part,
      numerator: figure.numerator,
      denominator: figure.denominator,
      percent: figure.share.percent,
      days: figure.days,
      listed: seen === null ? null : listedOf(figure, seen),
    })),
  }))
}

function listedOf({ part, listed }: IndicatorFigure, seen: ReadonlyMap<string, Seen>) {
  const classes = listClasses(part)
  if (classes === null) return null
  const mask = maskOf(classes)
  return (listed ?? []).flatMap(({ subject, isMet }) => {
    const row = seen.get(subject)
    return row === undefined || (row.sight & mask) !== mask ? [] : [{ subject, type: row.type, code: row.code, isMet }]
  })
}

export const indicatorRoutes = [indicators]

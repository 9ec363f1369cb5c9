// The indicators of a month on this host: reads whole chronicles, one subject after the other, and folds them twice: as known ten days
// after the month, and as known now.
import type { SubjectId, SubjectType } from '@komar/domain/chronicle/entry'
import {
  addIndicatorCarer,
  addIndicatorChild,
  addIndicatorFacility,
  finishIndicators,
  knownBy,
  startIndicators,
  type IndicatorReport,
  type Indicators,
} from '@komar/domain/insight/indicators'
import type { Month } from '@komar/domain/insight/indicator-lines'
import { kinds } from '@komar/domain/kinds'
import { isWhole } from '@komar/domain/policy'
import { endOfDay } from '@komar/domain/time/instant'
import { addDays, addMonths, dateOf, partsOf, type PlainDate } from '@komar/domain/time/plain-date'
import { readHost } from '../access/host.ts'
import type { Database } from '../db/query.ts'
import { worldOf } from '../world.ts'
import { wholeChronicles } from './whole-chronicles.ts'

export type IndicatorQuestion = { month: Month; today: PlainDate; mayList: ((subject: SubjectId) => boolean) | null }
export type MonthReports = { asKnown: IndicatorReport; restated: IndicatorReport | null; knownBy: PlainDate }

/** A month by its text ('2014-11'); the last whole month before `today` when left out. */
export function monthOf(text: string | undefined, today: PlainDate): Month {
  const { year, month } =
    text === undefined ? partsOf(addMonths(dateOf(partsOf(today).year, partsOf(today).month, 1), -1)) : read(text)
  const first = dateOf(year, month, 1)
  return { first, last: addDays(addMonths(first, 1), -1) }
}

function read(text: string): { year: number; month: number } {
  const [year, month] = text.split('-').map(Number)
  return { year: year ?? 0, month: month ?? 1 }
}

/** Makes both reports in one reading; without indicators where the country's pack holds no rules of the work. `db` is in a transaction, as the keeper or the owner: it reads everything and gives aggregates. */
export async function readIndicators(
  db: Database,
  { month, today, mayList }: IndicatorQuestion,
): Promise<MonthReports> {
  const { country } = await readHost(db)
  const { pack } = worldOf(country)
  const until = knownBy(month)
  const isClosed = today > until
  if (!isWhole(pack)) {
    const none: IndicatorReport = { month, indicators: [], notReporting: [] }
    return { asKnown: none, restated: isClosed ? none : null, knownBy: until }
  }
  const start = (knownUntil: PlainDate | null) =>
    startIndicators({
      month,
      pack,
      mayList,
      knownUntil: knownUntil === null ? null : endOfDay(knownUntil, pack.head.timeZone.utcOffset),
    })
  const asKnown = start(isClosed ? until : null)
  const now = isClosed ? start(null) : null
  await addAll(db, now === null ? [asKnown] : [asKnown, now])
  return { asKnown: finishIndicators(asKnown), restated: now === null ? null : finishIndicators(now), knownBy: until }
}

const steps = [
  ['carer', addIndicatorCarer],
  ['child', addIndicatorChild],
  ['facility', addIndicatorFacility],
] as const satisfies readonly (readonly [SubjectType, typeof addIndicatorChild])[]

async function addAll(db: Database, months: readonly Indicators[]): Promise<void> {
  const all = kinds.map(({ name }) => name)
  for (const [type, add] of steps) {
    for await (const [subject, entries] of wholeChronicles(db, type, all)) {
      for (const month of months) add(month, subject, entries)
    }
  }
}

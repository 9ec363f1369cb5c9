// What the first day leaves out of lists: what was missed for children whom nobody has in a plan or on a case-load yet.
// The rule is packages/domain/src/insight/first-day.ts; here it is put to the projections, under the caller's own eyes.
import type { StartUp } from '@komar/contract/today'
import { putOffCodes } from '@komar/domain/assess/start-up'
import {
  isStartUp,
  oldNewsCodes,
  oldNewsDays,
  plannedAssessmentCodes,
  type Untaken,
} from '@komar/domain/insight/first-day'
import { z } from 'zod'
import { rows, type Database } from '../db/query.ts'
import { nothingLeftOut, type LeftOut } from '../register/children.ts'

export type FirstDay = Untaken & { children: readonly string[] }

/** True of what stands as history; $1 holds the children, $2 and $3 the codes. */
const condition = `(d.subject = any ($1) and
  ((d.code = any ($2) and d.due < (select komar.today_host()))
   or (d.code = any ($3) and d.due < (select komar.today_host()) - ${oldNewsDays})))`

/** What lists leave out; nothing on any other day. */
export function history(firstDay: FirstDay | null): LeftOut {
  return firstDay === null ? nothingLeftOut : { condition, values: [firstDay.children, putOffCodes, oldNewsCodes] }
}

const most = 1000

/** The children whom nobody has taken in hand; null where they are few, and each is shown by itself. */
export async function readFirstDay(db: Database): Promise<FirstDay | null> {
  const found = await rows(
    db,
    z.object({ subject: z.uuid(), unplanned: z.boolean(), unallocated: z.boolean() }),
    `select d.subject, bool_or(s.is_inside and d.code = any ($1)) as unplanned,
       bool_or(d.code = 'access.agency-missing') as unallocated
     from komar.deadline d join komar.child_status s on s.child = d.subject
     where (d.code = 'access.agency-missing' or (s.is_inside and d.code = any ($1)))
       and d.due < (select komar.today_host()) and not d.params ? 'wave'
     group by d.subject limit $2`,
    [plannedAssessmentCodes, most],
  )
  const untaken = {
    unplanned: found.filter(({ unplanned }) => unplanned).length,
    unallocated: found.filter(({ unallocated }) => unallocated).length,
  }
  return isStartUp(untaken) ? { ...untaken, children: found.map(({ subject }) => subject) } : null
}

/** What a page says of the first day: who waits, and how many missed duties it leaves out. */
export async function startUpOf(db: Database, firstDay: FirstDay | null): Promise<StartUp> {
  if (firstDay === null) return null
  const [found] = await rows(
    db,
    z.object({ count: z.coerce.number() }),
    `select count(*) as count from (select from komar.deadline d where ${condition} limit ${most + 1}) counted`,
    [...history(firstDay).values],
  )
  const { unplanned, unallocated } = firstDay
  return { unplanned, unallocated, history: found?.count ?? 0 }
}

// The work of an agency, read from projections under the caller's own eyes: visits by place, case-loads, the backlog of the start-up.
import type { ChildRow, ShownDeadline } from '@komar/contract/register'
import type { Colleague, DueVisitRow, WaitingRow, WorkerLoad } from '@komar/contract/work'
import { visitCodes } from '@komar/domain/insight/visit-codes'
import { z } from 'zod'
import { rows, type Database } from '../db/query.ts'
import { childRowsOf } from '../register/child-rows.ts'
import { deadlineColumns, deadlineRow, shownDeadline, type LeftOut } from '../register/children.ts'

const mostVisits = 1000

const visitRow = deadlineRow.extend({ facility: z.uuid().nullable(), district: z.string().nullable() })

export type VisitQuestion = {
  whose: 'mine' | 'all'
  days: number
  worker: string
  today: string
  leftOut: LeftOut
}

/** Visits due within so many days on children whom the caller may see; of children who have no worker, or whose worker left, all see them. */
export async function dueVisits(db: Database, question: VisitQuestion): Promise<DueVisitRow[]> {
  const { whose, days, worker, today, leftOut } = question
  const first = leftOut.values.length + 1
  const found = await rows(
    db,
    visitRow,
    `select ${deadlineColumns}, case when s.is_inside then c.facility end as facility, p.district
     from komar.deadline d join komar.child_status s on s.child = d.subject
     left join komar.child_identity c on c.child = d.subject left join komar.child_district p on p.child = d.subject
     left join komar.child_worker w on w.child = d.subject
     where d.code = any ($${first}) and d.opens <= (select komar.today_host())
       and d.due <= (select komar.today_host()) + $${first + 1}::int
       and ($${first + 2} or w.worker = $${first + 3} or w.worker is null or not komar.works_here(w.worker, w.agency)) and not ${leftOut.condition}
     order by d.due, d.harm, d.subject, d.code limit $${first + 4}`,
    [...leftOut.values, visitCodes, days, whose === 'all', worker, mostVisits],
  )
  const children = await childrenOf(db, found)
  return found.flatMap((row): DueVisitRow[] => {
    const child = children.get(row.subject)
    return child === undefined ? [] : [{ child, place: placeOf(row), deadline: shownDeadline(row, today) }]
  })
}

function placeOf({ facility, district }: z.infer<typeof visitRow>): DueVisitRow['place'] {
  if (facility !== null) return { type: 'facility', id: facility }
  return district === null ? null : { type: 'district', id: district }
}

async function childrenOf(db: Database, found: readonly Pick<ShownDeadline, 'subject'>[]) {
  const children = await childRowsOf(db, [...new Set(found.map(({ subject }) => subject))])
  return new Map<string, ChildRow>(children.map((child) => [child.id, child]))
}

/** The people of the caller's agency to whom a child can be given. */
export async function colleagues(db: Database): Promise<Colleague[]> {
  const colleagueRow = z.object({ id: z.uuid(), displayName: z.string() })
  return rows(db, colleagueRow, `select id, display_name as "displayName" from komar.colleagues()`)
}

/** What of a child's deadlines (d) is late, and what comes within a week. */
export const loadColumns = `count(*) filter (where d.due < (select komar.today_host())) as overdue,
       count(*) filter (where d.due between (select komar.today_host()) and (select komar.today_host()) + 7) as "dueSoon"`

export const loadRow = z.object({ subject: z.uuid(), overdue: z.coerce.number(), dueSoon: z.coerce.number() })

const workedRow = loadRow.extend({ worker: z.uuid().nullable() })

/** Every child of the agency under its worker; last, under nobody, those who have none, of this agency or of any. */
export async function caseLoad(db: Database, agency: string): Promise<WorkerLoad[]> {
  const found = await rows(
    db,
    workedRow,
    `with own as (
       select w.child, w.worker from komar.child_worker w where w.agency = $1
       union select d.subject, null from komar.deadline d where d.code = 'access.agency-missing')
     select own.child as subject, own.worker,
       ${loadColumns}
     from own left join komar.deadline d on d.subject = own.child and d.opens <= (select komar.today_host())
     group by own.child, own.worker`,
    [agency],
  )
  const children = await childrenOf(db, found)
  const people = [...(await colleagues(db)), { id: null, displayName: null }]
  const known = new Set(people.map(({ id }) => id))
  return people.map(({ id, displayName }) => {
    const own = found.filter(({ worker }) => (worker !== null && known.has(worker) ? worker : null) === id)
    const shown = own.flatMap(({ subject, overdue, dueSoon }) => {
      const child = children.get(subject)
      return child === undefined ? [] : [{ child, overdue, dueSoon }]
    })
    return { id, displayName, children: shown }
  })
}

const waitingRow = z.object({
  subject: z.uuid(),
  owedSince: z.iso.date(),
  bornLatest: z.iso.date().nullable(),
  wave: z.coerce.number().nullable(),
  by: z.iso.date(),
})

/** Children inside whose full assessment was missed: those planned in a wave, and those who are not. */
export async function backlog(db: Database): Promise<WaitingRow[]> {
  const found = await rows(
    db,
    waitingRow,
    `select d.subject, coalesce(d.params ->> 'owedSince', d.due::text) as "owedSince", d.due as by,
       (d.params ->> 'wave')::int as wave, c.born_latest as "bornLatest"
     from komar.deadline d join komar.child_status s on s.child = d.subject
     left join komar.child_identity c on c.child = d.subject
     where s.is_inside and d.code in ('assess.full-assessment', 'assess.birth-assessment')
       and (d.due < (select komar.today_host()) or d.params ? 'wave')
     order by d.due, d.subject limit $1`,
    [mostVisits],
  )
  const children = await childrenOf(db, found)
  return found.flatMap(({ subject, owedSince, bornLatest, wave, by }): WaitingRow[] => {
    const child = children.get(subject)
    if (child === undefined) return []
    return [{ child, bornLatest, owedSince, wave: wave === null ? null : { number: wave, by } }]
  })
}

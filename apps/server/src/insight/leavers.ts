// What stands in the name of those who left an agency, for its supervisors to give to others. The wall decides of which children they see
// more than the number.
import type { Leaver } from '@komar/contract/work'
import { z } from 'zod'
import { rows, type Database } from '../db/query.ts'
import { childRowsOf } from '../register/child-rows.ts'
import { loadColumns, loadRow } from './work.ts'

/** Days ahead in which somebody who leaves is shown: time to hand over while they can still be asked. */
const daysAhead = 28

const leaverRow = z.object({
  account: z.uuid(),
  displayName: z.string(),
  lastDay: z.iso.date().nullable(),
  hasLeft: z.boolean(),
  children: z.array(z.uuid()),
  pinned: z.array(z.uuid()),
  refusals: z.int(),
  handIns: z.int(),
  answers: z.int(),
})

/** Those of the actor's agency who left, or soon will, and hold something still. */
export async function listLeavers(db: Database): Promise<Leaver[]> {
  const found = await rows(
    db,
    leaverRow,
    `select account, display_name as "displayName", last_day::text as "lastDay", has_left as "hasLeft", children, pinned, refusals,
       hand_ins as "handIns", answers from komar.leavers($1)`,
    [daysAhead],
  )
  const held = found.filter(
    ({ children, pinned, refusals, handIns, answers }) =>
      children.length + pinned.length + refusals + handIns + answers > 0,
  )
  const ids = [...new Set(held.flatMap(({ children, pinned }) => [...children, ...pinned]))]
  const known = new Map((await childRowsOf(db, ids)).map((child) => [child.id as string, child]))
  const loads = new Map((await loadsOf(db, ids)).map(({ subject, ...load }) => [subject, load]))
  return held.map(({ children, pinned, ...leaver }) => {
    const shown = children.flatMap((id) => known.get(id) ?? [])
    return {
      ...leaver,
      children: shown.map((child) => ({ child, ...(loads.get(child.id) ?? { overdue: 0, dueSoon: 0 }) })),
      unseen: children.length - shown.length,
      pinned: pinned.flatMap((id) => (children.includes(id) ? [] : (known.get(id) ?? []))),
    }
  })
}

async function loadsOf(db: Database, children: readonly string[]) {
  return rows(
    db,
    loadRow,
    `select d.subject, ${loadColumns}
     from komar.deadline d where d.subject = any ($1) and d.opens <= (select komar.today_host()) group by d.subject`,
    [children],
  )
}

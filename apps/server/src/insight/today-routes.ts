// Today: what is due on the caller's children. At most five that cannot wait, one for each child, then the rest.
import { showToday } from '@komar/contract/today'
import type { ShownDeadline } from '@komar/contract/register'
import { erasureDeadlineCodes } from '@komar/domain/access/erasure-signals'
import { cannotWait } from '@komar/domain/insight/cannot-wait'
import { route } from '../http/route.ts'
import { childRowsOf } from '../register/child-rows.ts'
import { countOpenDeadlines, deadlinesNamed, deadlinesOfToday, openDeadlines } from '../register/children.ts'
import { countGlassToJudge } from './broken-glass.ts'
import { history, readFirstDay, startUpOf } from './first-day.ts'

const most = 5
const mostAwaited = 20

const today = route(showToday, async ({ db, actor }, { query }) => {
  const firstDay = await readFirstDay(db)
  const leftOut = history(firstDay)
  // What is for this very day comes before what has been overdue for years, and is not lost behind it.
  const ofToday = await deadlinesOfToday(db, actor.today, most)
  const open = await openDeadlines(db, { today: actor.today, limit: query.limit, leftOut })
  // What another agency waits for is among the rest, however much else is due.
  const awaited = await deadlinesNamed(db, { today: actor.today, codes: erasureDeadlineCodes, limit: mostAwaited })
  const due = [...new Map([...ofToday, ...open, ...awaited].map((each) => [keyOf(each), each])).values()]
  const children = await childRowsOf(db, [...new Set(due.map(({ subject }) => subject))])
  const rows = new Map(children.map((child) => [child.id, child]))
  const items = due.map((deadline) => ({ deadline, child: rows.get(deadline.subject) ?? null }))
  const first = cannotWait(items)
  return {
    first,
    rest: items.filter((item) => !first.includes(item)),
    total: await countOpenDeadlines(db, leftOut),
    startUp: await startUpOf(db, firstDay),
    glassToJudge: await countGlassToJudge(db, actor),
    today: actor.today,
  }
})

function keyOf({ subject, code, key }: ShownDeadline): string {
  return `${subject} ${code} ${key}`
}

export const todayRoutes = [today]

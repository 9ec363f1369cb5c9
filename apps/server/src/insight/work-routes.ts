// The work over HTTP: visits, colleagues, case-loads, the backlog.
import * as contract from '@komar/contract/work'
import { route, type Route } from '../http/route.ts'
import { history, readFirstDay, startUpOf } from './first-day.ts'
import { leaverRefusalRoutes } from './leaver-refusals.ts'
import { listLeavers } from './leavers.ts'
import { backlog, caseLoad, colleagues, dueVisits } from './work.ts'

const visits = route(contract.listVisits, async ({ db, actor }, { query }) => {
  const firstDay = await readFirstDay(db)
  return {
    visits: await dueVisits(db, { ...query, worker: actor.account, today: actor.today, leftOut: history(firstDay) }),
    startUp: await startUpOf(db, firstDay),
    today: actor.today,
  }
})

const people = route(contract.listColleagues, async ({ db }) => ({ colleagues: await colleagues(db) }))

const load = route(contract.showCaseLoad, async ({ db, actor }) => ({
  workers: await caseLoad(db, actor.agency),
  today: actor.today,
}))

const leavers = route(contract.listLeavers, async ({ db, actor }) => ({
  leavers: await listLeavers(db),
  today: actor.today,
}))

const waiting = route(contract.listBacklog, async ({ db, actor }) => ({
  waiting: await backlog(db),
  today: actor.today,
}))

export const workRoutes: readonly Route[] = [visits, people, load, leavers, ...leaverRefusalRoutes, waiting]

// Hand-ins over HTTP: anyone brings, the author decides.
import * as contract from '@komar/contract/hand-ins'
import { publicRoute, route, type Route } from '../http/route.ts'
import { receiveHandIns } from './receive-hand-ins.ts'
import { listHandIns, settleHandIns } from './hand-ins.ts'

const add = publicRoute(contract.handIn, async ({ pool, keys }, { body }) =>
  receiveHandIns(pool, keys.handIn.identity, body),
)

const list = route(contract.listHandIns, async ({ db, caller, logRead }, { query }) => {
  const page = await listHandIns(db, caller.keys.handIn.identity, query)
  if (page.boxes.length > 0) logRead({ what: 'hand-ins.opened' })
  return page
})

const settle = route(contract.settleHandIns, async ({ db }, { body }) => ({
  settled: await settleHandIns(db, body.ids),
}))

export const handInRoutes: readonly Route[] = [add, list, settle]

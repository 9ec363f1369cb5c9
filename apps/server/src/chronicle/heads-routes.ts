// Signed heads over HTTP, for agencies, auditors and whoever else keeps them.
import * as contract from '@komar/contract/heads'
import { asNobody } from '../db/as-actor.ts'
import { publicRoute } from '../http/route.ts'
import { listHeads } from './signed-heads.ts'

export const headRoutes = [
  publicRoute(contract.listHeads, ({ pool }, { query }) => asNobody(pool, (db) => listHeads(db, query))),
]

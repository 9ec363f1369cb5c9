// Agencies: everyone sees which there are, an administrator adds one.
import * as contract from '@komar/contract/accounts'
import { randomUUID } from 'node:crypto'
import { route } from '../http/route.ts'
import { createAgency, listAgencies } from './agencies.ts'

const list = route(contract.listAgencies, async ({ db }) => ({ agencies: await listAgencies(db) }))

const create = route(contract.createAgency, async ({ db }, { body }) => {
  const agency = { id: randomUUID(), ...body }
  await createAgency(db, agency)
  return { agency }
})

export const agencyRoutes = [list, create]

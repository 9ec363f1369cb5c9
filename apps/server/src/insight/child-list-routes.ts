// The list of children: of today from its rows, of a past day by a refold of several slices, hence here.
import { searchChildren as contract } from '@komar/contract/register'
import type { CountryPack } from '@komar/domain/policy'
import { readHost } from '../access/host.ts'
import { route, type Route } from '../http/route.ts'
import { searchChildren } from '../register/children.ts'
import { childrenAsOf } from './children-as-of.ts'

/** The route, given the rules of each country. */
export function childListRoutes(packOf: (country: string) => CountryPack): Route[] {
  return [
    route(contract, async ({ db, actor }, { body: { asOf, ...body } }) => {
      if (asOf === undefined) return { ...(await searchChildren(db, body)), today: actor.today }
      const { country } = await readHost(db)
      return { ...(await childrenAsOf(db, body, asOf, packOf(country))), today: actor.today }
    }),
  ]
}

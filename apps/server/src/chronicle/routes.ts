// The chronicle over HTTP: entries in, the feed out, refusals.
import * as contract from '@komar/contract/chronicle'
import { changeKeeping as changeKeepingEndpoint, showKeeping } from '@komar/contract/devices'
import type { Route } from '../http/route.ts'
import { linesRoute, route } from '../http/route.ts'
import { readHost } from '../access/host.ts'
import { endTransaction } from '../db/as-actor.ts'
import { appendEntries } from './append.ts'
import { pullFeed } from './feed.ts'
import { changeKeeping, readKeeping } from './keeping.ts'
import { listRefusals } from './refusals.ts'
import type { World } from './world.ts'

/** The routes, given the rules of each country. */
export function chronicleRoutes(worldOf: (country: string) => World): Route[] {
  return [
    route(contract.appendEntries, async ({ db, actor }, { body }) => {
      const { country } = await readHost(db)
      const end = (text: string) => endTransaction(db, text)
      const options = { world: worldOf(country), together: body.together, isProved: actor.isFresh, end }
      return { results: await appendEntries(db, body.entries, options) }
    }),
    linesRoute(contract.pullFeed, async ({ db, actor, logRead }, { query }) => {
      const { lines, delivered } = await pullFeed(db, actor, query)
      for (const { subject, classes } of delivered) logRead({ what: 'delivered', subject, classes })
      return lines.join('')
    }),
    route(showKeeping, async ({ db }) => (await readKeeping(db)).keeping),
    route(changeKeepingEndpoint, async ({ db }, { body }) => {
      await changeKeeping(db, body)
      return (await readKeeping(db)).keeping
    }),
    route(contract.listRefusals, async ({ db, actor }, { query }) => ({
      refusals: await listRefusals(db, actor.account, query.limit),
    })),
  ]
}

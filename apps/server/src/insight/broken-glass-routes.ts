// Records opened in need, and what will be sealed, over HTTP.
import * as contract from '@komar/contract/broken-glass'
import type { CountryPack } from '@komar/domain/policy'
import { readHost } from '../access/host.ts'
import { refuse } from '../http/problems.ts'
import { route, type Route } from '../http/route.ts'
import { childRowsOf } from '../register/child-rows.ts'
import { authorsOf, readChronicle } from '../register/chronicles.ts'
import { glassCopyRoute, mayCopy } from './glass-copy.ts'
import { judgeGlass, listGlass, lookThrough, openGlass, readRetention, writtenThrough } from './broken-glass.ts'

/** The routes, given each country's rules. */
export function brokenGlassRoutes(packOf: (country: string) => CountryPack): Route[] {
  return [open, read, glassCopyRoute(packOf), list, review, retentionOf(packOf)]
}

// An asking that found nothing is logged too, so its transaction must stand: it answers with no id, and the page says so.
const open = route(contract.breakGlass, async ({ db }, { body }) => ({
  id: await openGlass(db, body.code, body.reason),
}))

const read = route(contract.readBrokenGlass, async ({ db, actor, logRead }, { params }) => {
  const seen = await lookThrough(db, params.id)
  if (seen === null) return refuse('request.not-found')
  const entries = await readChronicle(db, seen.child)
  logRead({ what: 'glass.read', subject: seen.child, classes: actor.reads })
  const authors = entries.map((entry) => ('author' in entry ? String(entry.author) : entry.id))
  const { until, child } = seen
  const may = { mayCopy: mayCopy(seen, actor), mayWrite: writtenThrough(seen, actor) }
  return { entries, authors: await authorsOf(db, authors), until, child, ...may }
})

const list = route(contract.listBrokenGlass, async ({ db }) => ({ opened: await listGlass(db) }))

const review = route(contract.reviewBrokenGlass, async ({ db }, { params, body }) => {
  if (!(await judgeGlass(db, params.id, body.finding, body.words))) refuse('request.not-found')
  return {}
})

function retentionOf(packOf: (country: string) => CountryPack): Route {
  return route(contract.listRetention, async ({ db }) => {
    const { country } = await readHost(db)
    const { ahead, ...counts } = await readRetention(
      db,
      packOf(country).procedures?.retention.keptAfterSealing.value ?? null,
    )
    const children = new Map(
      (
        await childRowsOf(
          db,
          ahead.map(({ child }) => child),
        )
      ).map((row) => [row.id, row]),
    )
    const shown = ahead.flatMap(({ child, ...seal }) => {
      const row = children.get(child)
      return row === undefined ? [] : [{ child: row, ...seal }]
    })
    return { ahead: shown, ...counts }
  })
}

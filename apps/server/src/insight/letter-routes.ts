// Letters over HTTP: the list, and one of them as PDF. Every print stands in the read log of the child.
import { maskOf } from '@komar/domain/access/classes'
import * as contract from '@komar/contract/letters'
import type { CountryPack } from '@komar/domain/policy'
import { pdfRoute, route, type Route } from '../http/route.ts'
import { makePdf } from '../print/pdf.ts'
import { listLetters } from './letter-list.ts'
import { readLetter } from './letter-pdf.ts'

/** The routes, given the rules of each country. */
export function letterRoutes(packOf: (country: string) => CountryPack): Route[] {
  return [
    route(contract.listLetters, async ({ db, actor }, { query }) => ({
      ...(await listLetters(db, query.only)),
      today: actor.today,
    })),
    pdfRoute(contract.printLetter, async ({ db, actor, logRead }, { params, query }) => {
      const letter = await readLetter(db, params.entry, { packOf, today: actor.today, lang: query.lang })
      const classes = maskOf([letter.isCare ? 'care' : 'identity'])
      logRead({ what: 'letter.printed', subject: letter.child, classes })
      return makePdf('letter', { sheets: letter.sheets })
    }),
  ]
}

// sharing over HTTP: the ledger of recommendations, as a list and as a PDF.
import * as contract from '@komar/contract/advice'
import { ledgerText } from '@komar/domain/sharing/ledger-text'
import { plainDate } from '@komar/domain/time/plain-date'
import { findAgency } from '../access/agencies.ts'
import { readHost } from '../access/host.ts'
import { pdfRoute, route, type Route } from '../http/route.ts'
import { makePdf } from '../print/pdf.ts'
import { readLedger } from './ledger.ts'

const list = route(contract.listAdvice, async ({ db, actor }) => ({
  advice: await readLedger(db, actor.today, null),
  today: actor.today,
}))

const print = pdfRoute(contract.printAdvice, async ({ db, actor }, { query }) => {
  const { stamp } = await readHost(db)
  const { nameEn, nameKm } = await findAgency(db, actor.agency)
  const advice = await readLedger(db, actor.today, query.facility ?? null)
  const about = {
    asOf: plainDate(actor.today),
    agency: { en: nameEn, km: nameKm },
    isDemonstration: stamp === 'demonstration',
  }
  return makePdf('ledger', ledgerText(advice, about, query.lang ?? actor.language))
})

export const sharingRoutes: readonly Route[] = [list, print]

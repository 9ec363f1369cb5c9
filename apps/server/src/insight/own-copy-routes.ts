// A person's own copy over HTTP: as PDF, and as a page for a telephone. Both stand in the read log of the child and of every other record
// that went into them. Neither is written to a file here, and the press forgets it at once (print/typst.ts).
import * as contract from '@komar/contract/own-copy'
import type { OwnCopy } from '@komar/domain/insight/own-copy'
import type { CopyLanguage } from '@komar/domain/insight/own-copy-words'
import type { CountryPack } from '@komar/domain/policy'
import { fileRoute, pdfRoute, type Context, type Route } from '../http/route.ts'
import { asPage, asPdf } from './own-copy-files.ts'
import { copiedClasses, readOwnCopy } from './own-copy.ts'

type Asked = { params: { id: string }; query: { lang: CopyLanguage } }

/** The routes, given the rules of each country. */
export function ownCopyRoutes(packOf: (country: string) => CountryPack): Route[] {
  const read = async ({ db, actor, logRead }: Context, { params, query }: Asked): Promise<OwnCopy> => {
    const { copy, others } = await readOwnCopy(db, params.id, { packOf, actor, lang: query.lang })
    for (const subject of others) logRead({ what: 'own-copy.made', subject, classes: copiedClasses })
    return copy
  }
  return [
    {
      ...pdfRoute(contract.printOwnCopy, async (context, asked) => asPdf(await read(context, asked))),
      isOneMoment: true,
    },
    {
      ...fileRoute(contract.saveOwnCopy, async (context, asked) => asPage(await read(context, asked))),
      isOneMoment: true,
    },
  ]
}

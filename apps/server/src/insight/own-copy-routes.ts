// A person's own copy over HTTP: as PDF, and as a page for a telephone. Both stand in the read log of the child and of every other record
// that went into them. Neither is written to a file here, and the press forgets it at once (print/typst.ts).
import * as contract from '@komar/contract/own-copy'
import { accessClasses, maskOf } from '@komar/domain/access/classes'
import { ownCopyPage } from '@komar/domain/insight/own-copy-page'
import type { OwnCopy } from '@komar/domain/insight/own-copy'
import type { CopyLanguage } from '@komar/domain/insight/own-copy-words'
import type { CountryPack } from '@komar/domain/policy'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileRoute, pdfRoute, type Context, type Route } from '../http/route.ts'
import { makePdf } from '../print/pdf.ts'
import { readOwnCopy } from './own-copy.ts'

let font: string | null = null

/** In base64, read once. */
function khmerFont(): string {
  font ??= readFileSync(join(import.meta.dirname, '../print/fonts/NotoSansKhmer-Regular.ttf')).toString('base64')
  return font
}

type Asked = { params: { id: string }; query: { lang: CopyLanguage } }

/** The routes, given the rules of each country. */
export function ownCopyRoutes(packOf: (country: string) => CountryPack): Route[] {
  const read = async ({ db, actor, logRead }: Context, { params, query }: Asked): Promise<OwnCopy> => {
    const { copy, others } = await readOwnCopy(db, params.id, { packOf, actor, lang: query.lang })
    for (const subject of others) logRead({ what: 'own-copy.made', subject, classes: maskOf(accessClasses) })
    return copy
  }
  return [
    {
      ...pdfRoute(contract.printOwnCopy, async (context, asked) => makePdf('own-copy', await read(context, asked))),
      isOneMoment: true,
    },
    {
      ...fileRoute(contract.saveOwnCopy, async (context, asked) => ({
        bytes: Buffer.from(ownCopyPage(await read(context, asked), khmerFont()), 'utf8'),
        type: 'text/html; charset=utf-8',
      })),
      isOneMoment: true,
    },
  ]
}

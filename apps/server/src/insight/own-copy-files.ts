// The two files of a person's own copy, made in memory.
import type { OwnCopy } from '@komar/domain/insight/own-copy'
import { ownCopyPage } from '@komar/domain/insight/own-copy-page'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ServedFile } from '../http/route.ts'
import { makePdf } from '../print/pdf.ts'

let font: string | null = null

/** In base64, read once. */
function khmerFont(): string {
  font ??= readFileSync(join(import.meta.dirname, '../print/fonts/NotoSansKhmer-Regular.ttf')).toString('base64')
  return font
}

export function asPdf(copy: OwnCopy): Promise<Uint8Array> {
  return makePdf('own-copy', copy)
}

/** One page for a telephone, which fetches nothing and runs nothing. */
export function asPage(copy: OwnCopy): ServedFile {
  return { bytes: Buffer.from(ownCopyPage(copy, khmerFont()), 'utf8'), type: 'text/html; charset=utf-8' }
}

// From data to pages, by Typst: no other program is needed, and Khmer is shaped correctly. What is printed comes in as JSON and is set
// as text (common.typ), so no name can be read as a command. The templates and fonts beside this file are all that it may open.
// Typst is native code, and some texts end the whole process that runs it: only the press (press.ts) and tests import this.
// Known fault: the text layer of Khmer is not searchable and does not copy cleanly, though the page looks right (docs/print.md).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { OperatorProblem } from '../operator-problem.ts'

export const templates = ['letter', 'report', 'ledger', 'own-copy'] as const
/** A template beside this file; each says in its first line which data it takes. */
export type Template = (typeof templates)[number]

const fonts = ['NotoSansKhmer-Regular.ttf', 'NotoSansKhmer-Bold.ttf']

let compiler: Promise<NodeCompiler> | null = null

/**
 * Makes a PDF.
 * @param data what the template prints; goes in as JSON
 * @throws OperatorProblem where this platform has no Typst, Error where the template does not take the data
 */
export async function setPdf(template: Template, data: unknown): Promise<Buffer> {
  return withDocument(template, data, (typst, document) => typst.pdf(document, { creationTimestamp: 0 }))
}

/** The same pages as pictures, one after the other in one SVG, and how many they are: for tests. */
export async function drawPages(template: Template, data: unknown): Promise<{ pages: number; svg: string }> {
  return withDocument(template, data, (typst, document) => ({
    pages: document.numOfPages,
    svg: typst.plainSvg(document),
  }))
}

type Document = NonNullable<ReturnType<NodeCompiler['compile']>['result']>

async function withDocument<T>(
  template: Template,
  data: unknown,
  use: (typst: NodeCompiler, document: Document) => T,
): Promise<T> {
  compiler ??= startCompiler()
  const typst = await compiler
  const compiled = typst.compile({ mainFilePath: join(import.meta.dirname, `${template}.typ`), inputs: inputsOf(data) })
  const { result } = compiled
  try {
    // The diagnostics may quote the data: they stay here.
    if (result === null) throw new Error(`the template ${template} does not fit its data`)
    return use(typst, result)
  } finally {
    typst.evictCache(template === 'own-copy' ? 0 : keptCompilations)
  }
}

/** What Typst remembers of a compilation holds names; it forgets what was not used in the last few, and a whole life at once. */
const keptCompilations = 2

/**
 * A Khmer full stop stays with its word: Typst breaks Khmer by a dictionary that does not know the stop. No script of Komar is written
 * from right to left: what would turn text round is left out, since it could make a sheet say another thing than it holds, and Typst
 * 0.14 cannot cut a line of it.
 */
function inputsOf(data: unknown): Record<string, string> {
  const text = JSON.stringify(data, (_key, value: unknown) =>
    typeof value === 'string' ? value.replaceAll(turning, '') : value,
  )
  return { data: text.replaceAll(/(?=[។៖])/gu, wordJoiner) }
}
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu
const wordJoiner = '\u2060'

async function startCompiler(): Promise<NodeCompiler> {
  const typst = await import('@myriaddreamin/typst-ts-node-compiler').catch(() => {
    throw new OperatorProblem(
      'There is no Typst for this platform, so no PDF can be made here. Print the page instead.',
    )
  })
  return typst.NodeCompiler.create({
    workspace: import.meta.dirname,
    fontArgs: [{ fontBlobs: fonts.map((name) => readFileSync(join(import.meta.dirname, 'fonts', name))) }],
  })
}

// How Komar grows with the number of children: the same work on hosts of several sizes, one after the other. Writes bench/SIZES.md.
// `node scripts/on-node.mjs bench/sizes.ts --sizes 1000,10000,100000`; a size that was measured before stays in the table.
import { execFileSync } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { describeMachine } from './machine.ts'
import { measureSize, type SizeFigures } from './size.ts'
import { sizesText } from './sizes-text.ts'

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,10000,100000' },
    out: { type: 'string', default: join(import.meta.dirname, 'SIZES.md') },
    figures: { type: 'string', default: join(import.meta.dirname, '../reports/sizes.json') },
  },
})
const prettier = join(import.meta.dirname, '../node_modules/prettier/bin/prettier.cjs')
// Written by this very program.
const earlier = JSON.parse(await readFile(values.figures, 'utf8').catch(() => '[]')) as SizeFigures[]
const bySize = new Map(earlier.map((figures) => [figures.children, figures]))

for (const size of values.sizes.split(',').map(Number)) {
  const figures = await measureSize(size, (figure) => process.stderr.write(`${JSON.stringify(figure)}\n`))
  bySize.set(figures.children, figures)
  const all = [...bySize.values()].toSorted((left, right) => left.children - right.children)
  await mkdir(dirname(values.figures), { recursive: true })
  await writeFile(values.figures, `${JSON.stringify(all, null, 2)}\n`)
  const machine = [
    ...describeMachine(figures.version),
    `- load average when it ended: ${loadavg()[0]?.toFixed(1) ?? '?'}`,
  ]
  await writeFile(values.out, sizesText(all, machine))
  execFileSync(process.execPath, [prettier, '--write', values.out], { stdio: 'ignore' })
}

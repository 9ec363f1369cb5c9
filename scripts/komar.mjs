// npx komar …: the command line on a Node that can run it.
import { join } from 'node:path'
import { ensureNode } from './node.mjs'
import { ROOT } from './places.mjs'
import { exitWith } from './progress.mjs'
import { run } from './run.mjs'

await exitWith(async () => {
  const node = await ensureNode()
  const { code } = await run(node, [join(ROOT, 'apps/server/src/cli.ts'), ...process.argv.slice(2)])
  return code
})

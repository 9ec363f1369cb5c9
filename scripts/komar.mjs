// npx komar …: the command line on a Node that can run it.
import { join } from 'node:path'
import { ensureNode } from './node.mjs'
import { ROOT } from './places.mjs'
import { exitWith } from './progress.mjs'
import { run } from './run.mjs'
import { ensureWebApp } from './web-build.mjs'

await exitWith(async () => {
  const node = await ensureNode()
  if (process.argv[2] === 'start') await ensureWebApp(node)
  const { code } = await run(node, [join(ROOT, 'apps/server/src/cli.ts'), ...process.argv.slice(2)])
  return code
})

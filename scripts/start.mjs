// npm start: from a fresh clone to a running Komar. What is already there is not done again.
import { join } from 'node:path'
import { ensureDependencies } from './dependencies.mjs'
import { ensureNode } from './node.mjs'
import { ROOT } from './places.mjs'
import { exitWith } from './progress.mjs'
import { run } from './run.mjs'
import { ensureWebApp } from './web-build.mjs'

await exitWith(async () => {
  const node = await ensureNode()
  await ensureDependencies(node)
  await ensureWebApp(node)
  const { code } = await run(node, [join(ROOT, 'apps/server/src/main.ts'), ...process.argv.slice(2)])
  return code
})

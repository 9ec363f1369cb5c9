// Runs a program of node_modules on a Node that is new enough for it: node scripts/on-node.mjs node_modules/… [arguments]
import { ensureDependencies } from './dependencies.mjs'
import { ensureNode } from './node.mjs'
import { ROOT } from './places.mjs'
import { exitWith } from './progress.mjs'
import { run } from './run.mjs'

await exitWith(async () => {
  const node = await ensureNode()
  await ensureDependencies(node)
  const { code } = await run(node, process.argv.slice(2), { cwd: ROOT })
  return code
})

// npm run fuzz [-- --runs N --worlds N --seed N]: the drawn attacks at length. Entries, importers and what a device reads (--runs cases
// each), hostile values at every place of every route, every route in every relation, and the domain's policy against row-level security
// in --worlds worlds (40 people ask for 80 entries in each, and 160 wishes are tried). What fails prints its seed; it then gets a name
// among the tests. About an hour on a quiet machine.
import { parseArgs } from 'node:util'
import { ensureDependencies } from './dependencies.mjs'
import { ensureNode } from './node.mjs'
import { inModules, ROOT } from './places.mjs'
import { exitWith, say } from './progress.mjs'
import { run } from './run.mjs'

const FILES = ['fuzz', 'abuse-', 'sight.db', 'access.rls']

await exitWith(async () => {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '5000' },
      worlds: { type: 'string', default: '400' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    },
  })
  const node = await ensureNode()
  await ensureDependencies(node)
  say(`Seed ${values.seed}; the same again: npm run fuzz -- --seed ${values.seed} --runs ${values.runs}`)
  const env = {
    KOMAR_FUZZ_RUNS: values.runs,
    KOMAR_WORLDS: values.worlds,
    KOMAR_SEED: values.seed,
    VITE_FUZZ_RUNS: values.runs,
    VITE_FUZZ_SEED: values.seed,
  }
  const args = [inModules('vitest/vitest.mjs'), 'run', '--no-file-parallelism', ...FILES]
  const { code } = await run(node, args, { cwd: ROOT, env })
  return code
})

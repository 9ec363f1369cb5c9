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
// Not on PostgreSQL 15: what is drawn does not depend on the engine, and it need not be here.
const PROJECTS = ['unit', 'web', 'db'].flatMap((project) => ['--project', project])

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
  const { seed, runs, worlds } = values
  say(`Seed ${seed}; the same again: npm run fuzz -- --seed ${seed} --runs ${runs} --worlds ${worlds}`)
  const env = {
    KOMAR_FUZZ_RUNS: runs,
    KOMAR_WORLDS: worlds,
    KOMAR_SEED: seed,
    VITE_FUZZ_RUNS: runs,
    VITE_FUZZ_SEED: seed,
  }
  const args = [inModules('vitest/vitest.mjs'), 'run', ...PROJECTS, '--no-file-parallelism', ...FILES]
  const { code } = await run(node, args, { cwd: ROOT, env })
  return code
})

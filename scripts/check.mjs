// npm run check: everything that can be found without running Komar. Two checks at a time; what a failing one said is shown whole.
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { ensureDependencies } from './dependencies.mjs'
import { ensureNode } from './node.mjs'
import { inModules, ROOT } from './places.mjs'
import { exitWith, say } from './progress.mjs'
import { run } from './run.mjs'

const TSC = inModules('typescript/bin/tsc')

const TYPES = {
  'types of the domain': 'packages/domain/tsconfig.json',
  "types of the domain's tests": 'packages/domain/tsconfig.test.json',
  'types of the contract': 'packages/contract/tsconfig.json',
  'types of the server': 'apps/server/tsconfig.json',
  'types of the web app': 'apps/web/tsconfig.json',
  'types of the service worker': 'apps/web/src/service-worker/tsconfig.json',
  'types of the policies': 'policies/tsconfig.json',
  'types of the journeys': 'e2e/tsconfig.json',
  'types of the measurements': 'bench/tsconfig.json',
}

/**
 * Runs all checks.
 * @param {string} node
 * @returns {Promise<{ passed: number, failed: string[] }>} how many passed, and the names of those that did not
 */
export async function runChecks(node) {
  const waiting = await listChecks()
  let passed = 0
  const failed = []
  const work = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const began = performance.now()
      const { code, output } = await run(node, check.args, { cwd: ROOT, capture: true })
      say(`${code === 0 ? '✓' : '✗'} ${check.name} (${((performance.now() - began) / 1000).toFixed(1)} s)`)
      if (code !== 0) say(output.trimEnd())
      if (code === 0) passed += 1
      else failed.push(check.name)
    }
  }
  await Promise.all(Array.from({ length: Math.max(2, Math.min(4, availableParallelism())) }, work))
  return { passed, failed }
}

async function listChecks() {
  const types = []
  for (const [name, config] of Object.entries(TYPES)) {
    if (await hasSources(config)) types.push({ name, args: [TSC, '-p', config, '--pretty', 'false'] })
  }
  return [
    { name: 'lint', args: [inModules('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings'] },
    ...types,
    { name: 'data dictionary', args: [join(ROOT, 'apps/server/src/dictionary.ts'), '--check'] },
    { name: 'boundaries', args: [join(ROOT, 'scripts/boundaries.mjs')] },
    { name: 'licences and sources of dependencies', args: [join(ROOT, 'scripts/supply.mjs')] },
    { name: 'unused code', args: [inModules('knip/bin/knip.js'), '--no-progress'] },
    {
      name: 'format',
      args: [inModules('prettier/bin/prettier.cjs'), '--check', '--cache', '--log-level', 'warn', '.'],
    },
  ]
}

// tsc calls a package without files an error.
async function hasSources(config) {
  const directory = join(ROOT, config, '..')
  if (!existsSync(join(ROOT, config))) return false
  const files = await readdir(directory, { recursive: true })
  return files.some((file) => /\.tsx?$/.test(file) && !file.includes('node_modules'))
}

if (process.argv[1] === import.meta.filename) {
  await exitWith(async () => {
    const node = await ensureNode()
    await ensureDependencies(node)
    const { failed } = await runChecks(node)
    return failed.length === 0 ? 0 : 1
  })
}

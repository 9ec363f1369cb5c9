// npm test: everything, to the end, whatever fails on the way. The last line is "N passed, N failed".
// npm test -- check | unit | db | browser: one part of it.
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runChecks } from './check.mjs'
import { ensureChromium, ensureHeadlessShell } from './chromium.mjs'
import { loadDemonstration } from './demonstration.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { ensureNode } from './node.mjs'
import { inModules, ROOT } from './places.mjs'
import { exitWith, Problem, say } from './progress.mjs'
import { run } from './run.mjs'
import { ensureWebApp } from './web-build.mjs'

const REPORTS = join(ROOT, 'reports')

const PARTS = {
  check: (node) => runChecks(node),
  unit: (node) => runVitest(node, ['unit', 'web']),
  db: (node) => runVitest(node, ['db']),
  browser: (node) => runBrowser(node),
}

await exitWith(async () => {
  const asked = process.argv.slice(2)
  const unknown = asked.find((name) => !(name in PARTS))
  if (unknown !== undefined)
    throw new Problem(`npm test knows no part "${unknown}": it is one of ${Object.keys(PARTS).join(', ')}.`)
  const node = await ensureNode()
  await ensureDependencies(node)
  await mkdir(REPORTS, { recursive: true })
  let passed = 0
  let failed = 0
  for (const name of asked.length > 0 ? asked : Object.keys(PARTS)) {
    const began = performance.now()
    say(`\n── ${name}`)
    const result = await PARTS[name](node).catch(asFailure)
    passed += result.passed
    failed += result.failed
    say(
      `── ${name}: ${result.passed} passed, ${result.failed} failed in ${((performance.now() - began) / 1000).toFixed(0)} s`,
    )
  }
  process.stdout.write(`${passed} passed, ${failed} failed\n`)
  return failed === 0 ? 0 : 1
})

function asFailure(error) {
  say(error instanceof Problem ? error.message : String(error?.stack ?? error))
  return { passed: 0, failed: 1 }
}

async function runVitest(node, projects) {
  const report = join(REPORTS, `vitest-${projects.join('-')}.json`)
  await rm(report, { force: true })
  const chosen = projects.flatMap((project) => ['--project', project])
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { code } = await run(node, [inModules('vitest/vitest.mjs'), 'run', ...chosen, ...reporters], { cwd: ROOT })
  const {
    numPassedTests: passed = 0,
    numFailedTests: failed = 0,
    numPendingTests: skipped = 0,
  } = await readReport(report)
  return atLeastOneFailure(code, { passed, failed: failed + skipped })
}

async function runBrowser(node) {
  await ensureWebApp(node)
  const journeys = await readdir(join(ROOT, 'e2e'), { recursive: true })
  if (!journeys.some((name) => name.endsWith('.journey.ts') && !name.includes('node_modules')))
    return { passed: 0, failed: 0 }
  const chromium = await ensureChromium()
  const report = join(REPORTS, 'playwright.json')
  await rm(report, { force: true })
  const demonstration = await mkdtemp(join(tmpdir(), 'komar-journeys-'))
  const env = {
    KOMAR_CHROMIUM: chromium,
    KOMAR_HEADLESS_SHELL: await ensureHeadlessShell(chromium),
    KOMAR_DEMONSTRATION: demonstration,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  }
  try {
    await loadDemonstration(node, { directory: demonstration, port: await findFreePort() })
    const { code } = await run(node, [inModules('@playwright/test/cli.js'), 'test', '--reporter=list,json'], {
      cwd: join(ROOT, 'e2e'),
      env,
    })
    const { stats } = await readReport(report)
    const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = stats ?? {}
    return atLeastOneFailure(code, { passed: expected, failed: unexpected + flaky + skipped })
  } finally {
    await rm(demonstration, { recursive: true, force: true })
  }
}

async function readReport(path) {
  return JSON.parse(await readFile(path, 'utf8').catch(() => '{}'))
}

// A runner can fail beside its tests: a file that does not load, an error that nobody awaited, no report at all.
function atLeastOneFailure(code, { passed, failed }) {
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed }
}

function findFreePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

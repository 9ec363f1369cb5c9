// npm test: everything, to the end, whatever fails on the way. The last line is "N passed, N failed".
// npm test -- check | unit | db | browser: one part of it. npm test -- engines: all database tests on PostgreSQL 15 as well.
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runChecks } from './check.mjs'
import { ensureChromium, ensureHeadlessShell } from './chromium.mjs'
import { loadDemonstration } from './demonstration.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { failuresOfPlaywright, failuresOfVitest } from './failures.mjs'
import { ensureNode } from './node.mjs'
import { ensurePostgres15 } from './postgres-15.mjs'
import { inModules, ROOT } from './places.mjs'
import { exitWith, Problem, say } from './progress.mjs'
import { run } from './run.mjs'
import { ensureWebApp } from './web-build.mjs'

const REPORTS = join(ROOT, 'reports')

const PARTS = {
  check: (node) => checkAll(node),
  unit: (node) => runVitest(node, ['unit', 'web']),
  db: (node) => runDatabaseTests(node, 'some'),
  browser: (node) => runBrowser(node),
}
const ON_REQUEST = { engines: (node) => runDatabaseTests(node, 'all') }
const KNOWN = { ...PARTS, ...ON_REQUEST }

/** What could not be run on this machine, with the reason: no pass, and no failure of Komar's. */
const notRun = []

/** Said once more at the end, where people look first. */
const failures = []

await exitWith(async () => {
  const asked = process.argv.slice(2)
  const unknown = asked.find((name) => !(name in KNOWN))
  if (unknown !== undefined)
    throw new Problem(`npm test knows no part "${unknown}": it is one of ${Object.keys(KNOWN).join(', ')}.`)
  const node = await ensureNode()
  await ensureDependencies(node)
  await mkdir(REPORTS, { recursive: true })
  let passed = 0
  let failed = 0
  for (const name of asked.length > 0 ? asked : Object.keys(PARTS)) {
    const began = performance.now()
    say(`\n── ${name}`)
    const result = await KNOWN[name](node).catch(asFailure)
    passed += result.passed
    failed += result.failed
    say(
      `── ${name}: ${result.passed} passed, ${result.failed} failed in ${((performance.now() - began) / 1000).toFixed(0)} s`,
    )
  }
  for (const failure of failures) say(`FAILED: ${failure}`)
  for (const line of notRun) say(`NOT RUN: ${line}`)
  if (notRun.length > 0) say(`${notRun.length} part${notRun.length === 1 ? '' : 's'} not run`)
  process.stdout.write(`${passed} passed, ${failed} failed\n`)
  return failed === 0 ? 0 : 1
})

function asFailure(error) {
  const told = error instanceof Problem ? error.message : String(error?.stack ?? error)
  say(told)
  failures.push(told)
  return { passed: 0, failed: 1 }
}

async function checkAll(node) {
  const { passed, failed } = await runChecks(node)
  failures.push(...failed.map((name) => `check: ${name}`))
  return { passed, failed: failed.length }
}

/** On the embedded engine, and what depends on the engine (or all) on the oldest that Komar works with. */
async function runDatabaseTests(node, onOldest) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    notRun.push('full and failing disks: only root on Linux may mount one (apps/server/src/faults/disk.db.test.ts)')
  const oldest = await ensurePostgres15()
  if ('missing' in oldest) {
    const missed = `database tests on PostgreSQL 15: ${oldest.missing}`
    // Whoever asked for all of them by name must not read that all is well.
    if (onOldest === 'all') throw new Problem(missed)
    notRun.push(missed)
    return runVitest(node, ['db'])
  }
  const env = { KOMAR_POSTGRES_15: oldest.directory, KOMAR_TESTS_ON_15: onOldest }
  return runVitest(node, ['db', 'db-15'], env)
}

async function runVitest(node, projects, env = {}) {
  const report = join(REPORTS, `vitest-${projects.join('-')}.json`)
  await rm(report, { force: true })
  const chosen = projects.flatMap((project) => ['--project', project])
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { code } = await run(node, [inModules('vitest/vitest.mjs'), 'run', ...chosen, ...reporters], { cwd: ROOT, env })
  const found = await readReport(report)
  const { numPassedTests: passed = 0, numFailedTests: failed = 0, numPendingTests: skipped = 0 } = found
  failures.push(...failuresOfVitest(found))
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
    const found = await readReport(report)
    failures.push(...failuresOfPlaywright(found))
    const { stats } = found
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

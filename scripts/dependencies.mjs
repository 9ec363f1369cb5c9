// Installs the dependencies when they are missing or no longer what package-lock.json says. npm writes what it has installed into
// node_modules/.package-lock.json, last of all; so an interrupted installation counts as missing.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from './places.mjs'
import { Problem, step } from './progress.mjs'
import { explainNpm, runNpm } from './run.mjs'

/** @param {string} node runs npm: some packages warn about an older one */
export async function ensureDependencies(node) {
  if (await areInstalled()) return
  await step('Installing dependencies (some minutes the first time)', async () => {
    const { code, output } = await runNpm(node, ['ci', '--no-audit', '--no-fund'], ROOT)
    if (code !== 0)
      throw new Problem(`${explainNpm(output)}\nThe dependencies could not be installed: see npm's words above.`)
  })
}

async function areInstalled() {
  const wanted = await readPackages(join(ROOT, 'package-lock.json'))
  const found = await readPackages(join(ROOT, 'node_modules', '.package-lock.json')).catch(() => null)
  if (found === null) return false
  return Object.entries(wanted).every(([path, { version, optional, peer, link }]) => {
    if (!path.startsWith('node_modules/') || link) return true
    const installed = found[path]
    if (installed === undefined) return optional === true || peer === true
    return installed.version === version
  })
}

async function readPackages(path) {
  return JSON.parse(await readFile(path, 'utf8')).packages
}

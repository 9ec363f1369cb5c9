// Builds the web app when something that goes into it has changed since the last build.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inModules, ROOT } from './places.mjs'
import { Problem, step } from './progress.mjs'
import { run } from './run.mjs'

const SOURCES = ['apps/web', 'packages/domain', 'packages/contract', 'policies', 'package-lock.json']
const NOT_SOURCES = new Set(['node_modules', 'dist', 'coverage'])

/** @param {string} node program that runs the build */
export async function ensureWebApp(node) {
  const web = join(ROOT, 'apps/web')
  if (!existsSync(join(web, 'index.html'))) return
  const stamp = join(web, 'dist', '.built-from')
  const hash = createHash('sha256')
  for (const source of SOURCES) await addToHash(hash, join(ROOT, source))
  const wanted = hash.digest('hex')
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return
  await step('Building the web app', async () => {
    const { code, output } = await run(node, [inModules('vite/bin/vite.js'), 'build'], { cwd: web, capture: true })
    if (code !== 0) throw new Problem(`${output.trim()}\nThe web app could not be built: see vite's words above.`)
    await writeFile(stamp, wanted)
  })
}

async function addToHash(hash, path) {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => null)
  if (entries === null) {
    if (existsSync(path)) hash.update(await readFile(path))
    return
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (NOT_SOURCES.has(entry.name) || /\.test\.tsx?$/.test(entry.name)) continue
    hash.update(entry.name)
    await addToHash(hash, join(path, entry.name))
  }
}

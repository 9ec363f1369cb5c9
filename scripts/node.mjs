// Komar's server is TypeScript that Node runs as it is, from 22.18 on. On an older Node, the newer one comes from the npm registry,
// where a package per platform holds nothing but the program.
import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, delimiter, join } from 'node:path'
import { ROOT } from './places.mjs'
import { Problem, step } from './progress.mjs'
import { explainNpm, run, runNpm } from './run.mjs'

const VERSION = '24.21.0'

/** Finds, or fetches, a Node that can run Komar, and puts it first on the PATH of what this script starts. */
export async function ensureNode() {
  if (isNewEnough(process.versions.node)) return process.execPath
  const directory = join(ROOT, '.node24', VERSION)
  const program = join(
    directory,
    'node_modules',
    packageName(),
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  )
  if (!existsSync(program))
    await step(`Fetching Node ${VERSION}, because this is ${process.versions.node}`, () => fetchNode(directory))
  process.env.PATH = `${dirname(program)}${delimiter}${process.env.PATH}`
  return program
}

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number)
  return major >= 24 || (major === 22 && minor >= 18)
}

function packageName() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  return `node-${platform === 'darwin' && process.arch === 'arm64' ? 'bin-darwin' : platform}-${process.arch}`
}

async function fetchNode(directory) {
  // Made beside and renamed: an interrupted download must not look finished, and two may run at once.
  const unfinished = `${directory}.${process.pid}`
  await mkdir(unfinished, { recursive: true })
  await writeFile(join(unfinished, 'package.json'), '{ "private": true }\n')
  const options = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund']
  const args = ['install', ...options, '--prefix', unfinished, `${packageName()}@${VERSION}`]
  const { code, output } = await runNpm(process.execPath, args, unfinished)
  const program = join(
    unfinished,
    'node_modules',
    packageName(),
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  )
  const works =
    code === 0 && (await run(program, ['--version'], { capture: true }).catch(() => ({ code: 1 }))).code === 0
  if (!works) {
    await rm(unfinished, { recursive: true, force: true })
    throw new Problem(
      `${explainNpm(output)}\nNode ${VERSION} could not be fetched from the npm registry: install Node 24 yourself and start again.`,
    )
  }
  await rename(unfinished, directory).catch(() => rm(unfinished, { recursive: true, force: true }))
}

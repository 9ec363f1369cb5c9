import { existsSync } from 'node:fs'
import { Problem } from './progress.mjs'
import { run } from './run.mjs'

/** Whether this process may install packages of its distribution. */
export function mayInstall() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version')
}

/**
 * Installs packages of Debian or Ubuntu; settings that are there already stay as they are.
 * @param {string[]} names
 * @param {string} advice what to do when that fails
 */
export async function installPackages(names, advice) {
  // An old list of packages may still do.
  await aptGet(['update'])
  const keep = ['-o', 'Dpkg::Options::=--force-confold']
  const { code, output } = await aptGet(['install', '-y', '--no-install-recommends', ...keep, ...names])
  if (code !== 0) throw new Problem(`${output.trim()}\n${advice}`)
}

async function aptGet(args) {
  const options = { env: { DEBIAN_FRONTEND: 'noninteractive' }, capture: true }
  return run('apt-get', args, options).catch((error) => ({ code: 1, output: String(error) }))
}

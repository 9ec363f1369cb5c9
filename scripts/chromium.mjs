// Finds a Chromium for the browser tests: the one named, the system's, or the distribution's package when that may be installed.
import { existsSync } from 'node:fs'
import { basename, delimiter, join } from 'node:path'
import { installPackages, mayInstall } from './packages.mjs'
import { Problem, step } from './progress.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const ELSEWHERE = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]
const SHELL = '/usr/bin/chromium-headless-shell'
const ADVICE =
  'The browser tests need a Chromium: install it (on Debian "apt-get install chromium" as root) or name one, for example KOMAR_CHROMIUM=/usr/bin/chromium npm test.'

/** @returns {Promise<string>} the path of the whole browser, for what a person's own browser does: profiles, installed apps, workers */
export async function ensureChromium() {
  const named = process.env.KOMAR_CHROMIUM
  if (named) {
    if (existsSync(named)) return named
    throw new Problem(
      `KOMAR_CHROMIUM names ${named}, which does not exist; for example KOMAR_CHROMIUM=/usr/bin/chromium.`,
    )
  }
  const found = findInstalled()
  if (found !== undefined) return found
  if (!mayInstall()) throw new Problem(ADVICE)
  await step('Installing Chromium from the distribution', () => installPackages(['chromium'], ADVICE))
  const installed = findInstalled()
  if (installed === undefined) throw new Problem(ADVICE)
  return installed
}

function findInstalled() {
  const directories = (process.env.PATH ?? '').split(delimiter)
  const candidates = [...NAMES.flatMap((name) => directories.map((directory) => join(directory, name))), ...ELSEWHERE]
  return candidates.find((path) => existsSync(path))
}

/**
 * The same browser without its own windows, where the distribution has it: a page opens in a fifth of the processor time.
 * @param {string} chromium stands in where there is none
 * @returns {Promise<string>} the program's path
 */
export async function ensureHeadlessShell(chromium) {
  if (process.env.KOMAR_CHROMIUM || chromium !== '/usr/bin/chromium') return chromium
  if (existsSync(SHELL)) return SHELL
  if (!mayInstall()) return chromium
  await step('Installing the browser without windows', () => installPackages([basename(SHELL)], ADVICE)).catch(() => {})
  return existsSync(SHELL) ? SHELL : chromium
}

// Checks what Komar is made of, without a network: licences of all that runs in production, where each package comes from and that its
// content is fixed by a hash, and which of them run a program when they are installed. The peers that are measured beside Komar are looked
// at too: nobody is given them, so their licences are not asked for, but whoever measures installs and runs them. Prints each fault; see
// licences.json.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from './places.mjs'

// What npm itself writes; without the line a package comes from the registry that npm is set to.
const REGISTRY = 'https://registry.npmjs.org/'
const PEERS = 'bench/peers'
const INTEGRITY = /^sha512-[A-Za-z0-9+/]{86}==$/

/**
 * Faults of a checkout's dependencies, and how many packages were looked at.
 * @param {string} directory with package.json, package-lock.json and node_modules
 * @param {{ allowed: string[], singly: Record<string, { licence: string, why: string }>, installScripts: Record<string, string> }} rules
 * @param {{ isShipped?: boolean }} options isShipped: whether others are given what is in production
 * @returns {Promise<{ packages: number, production: number, faults: string[] }>}
 */
export async function findSupplyFaults(directory, rules, { isShipped = true } = {}) {
  const lock = await readJson(join(directory, 'package-lock.json'))
  const entries = Object.entries(lock.packages)
  const own = entries.filter(([path]) => !path.includes('node_modules/'))
  const foreign = entries.filter(([path, { link }]) => path.includes('node_modules/') && link !== true)
  const faults = [
    ...(lock.lockfileVersion >= 3 ? [] : ['package-lock.json is of an old version: npm install writes it anew']),
    ...own.flatMap(([path, manifest]) => rangeFaults(path, manifest)),
    ...foreign.flatMap(([path, entry]) => [...sourceFaults(path, entry), ...scriptFaults(path, entry, rules)]),
  ]
  // What npm calls devOptional is installed in production too, unless somebody leaves out what is optional.
  const production = foreign.filter(([, { dev }]) => isShipped && dev !== true)
  for (const [path, entry] of production) faults.push(...(await licenceFaults(directory, path, entry, rules)))
  return { packages: foreign.length, production: production.length, faults }
}

/** What we ask for ourselves is one version each, of the registry. */
function rangeFaults(path, { dependencies = {}, devDependencies = {}, optionalDependencies = {} }) {
  return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
    .filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))
    .map(([name, version]) => `${path || 'package.json'}: ${name} is "${version}", not one exact version`)
}

function sourceFaults(path, { resolved, integrity, inBundle }) {
  const faults = []
  if (inBundle !== true && !INTEGRITY.test(integrity ?? '')) faults.push(`${path}: no SHA-512 of its content`)
  if (resolved !== undefined && !resolved.startsWith(REGISTRY)) faults.push(`${path}: comes from ${resolved}`)
  return faults
}

function scriptFaults(path, { hasInstallScript }, { installScripts }) {
  if (hasInstallScript !== true) return []
  const name = nameOf(path)
  const isKnown = Object.keys(installScripts).some((known) =>
    known.endsWith('/*') ? name.startsWith(known.slice(0, -1)) : known === name,
  )
  return isKnown ? [] : [`${path}: runs a program when it is installed, and is not among the known ones`]
}

async function licenceFaults(directory, path, entry, { allowed, singly }) {
  const name = nameOf(path)
  const manifest = join(directory, path, 'package.json')
  // Packages for other machines are not here; then the lock's word stands.
  const found = existsSync(manifest) ? licenceOf(await readJson(manifest)) : entry.license
  const isFine = isAllowed(found, allowed) || (found !== undefined && singly[name]?.licence === found)
  return isFine ? [] : [`${path}: its licence is ${found ?? 'not said'}, which is not among the allowed ones`]
}

function licenceOf({ license, licenses }) {
  if (typeof license === 'string') return license
  return license?.type ?? licenses?.map(({ type }) => type).join(' AND ')
}

/** An expression of SPDX: of "or" one is enough, of "and" each is needed. One with both is for a person to read, and to name singly. */
function isAllowed(expression, allowed) {
  if (typeof expression !== 'string' || (/ OR /i.test(expression) && / AND /i.test(expression))) return false
  const bare = expression.replaceAll(/[()]/g, '')
  return bare.split(/ OR /i).some((choice) => choice.split(/ AND /i).every((one) => allowed.includes(one.trim())))
}

function nameOf(path) {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
}

async function readJson(path) {
  return JSON.parse(await readFile(path, 'utf8'))
}

if (process.argv[1] === import.meta.filename) {
  const rules = await readJson(join(ROOT, 'scripts/licences.json'))
  const { packages, production, faults } = await findSupplyFaults(ROOT, rules)
  const peers = await findSupplyFaults(join(ROOT, PEERS), rules.peers, { isShipped: false })
  faults.push(...peers.faults.map((fault) => `${PEERS}/${fault}`))
  const counted = `${packages} packages, ${production} of them in production; ${peers.packages} of peers; ${faults.length} faults`
  process.stdout.write([...faults, counted].join('\n') + '\n')
  process.exitCode = packages > 0 && production > 0 && peers.packages > 0 && faults.length === 0 ? 0 : 1
}

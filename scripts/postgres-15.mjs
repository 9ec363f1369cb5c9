// The oldest PostgreSQL that Komar promises to work with, for the tests: the one named, the system's, or Debian's package when that may
// be installed. Where there is none, the tests on it are not run, and that is said and counted.
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { installPackages, mayInstall } from './packages.mjs'
import { Problem, step } from './progress.mjs'

const DEBIAN = '/usr/lib/postgresql/15/bin'
const ADVICE =
  'the programs of PostgreSQL 15 are not here: install them (on Debian 12 "apt-get install postgresql-15" as root), or name their directory, for example KOMAR_POSTGRES_15=/usr/lib/postgresql/15/bin npm test'

/** @returns {Promise<{ directory: string } | { missing: string }>} where the programs are, or why they are not */
export async function ensurePostgres15() {
  const named = process.env.KOMAR_POSTGRES_15
  if (named) {
    if (hasPrograms(named)) return { directory: named }
    throw new Problem(`KOMAR_POSTGRES_15 names ${named}, which has no initdb and postgres; for example ${DEBIAN}.`)
  }
  if (hasPrograms(DEBIAN)) return { directory: DEBIAN }
  if (!mayInstall()) return { missing: ADVICE }
  try {
    await step('Installing PostgreSQL 15 from the distribution', install)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { missing: error.message }
  }
  return hasPrograms(DEBIAN) ? { directory: DEBIAN } : { missing: ADVICE }
}

async function install() {
  const settings = '/etc/postgresql-common/createcluster.conf'
  // The package would make a database of its own and start it at every boot; the tests make theirs.
  if (!existsSync(settings)) {
    await mkdir('/etc/postgresql-common', { recursive: true })
    await writeFile(settings, 'create_main_cluster = false\n')
  }
  await installPackages(['postgresql-15'], ADVICE)
}

function hasPrograms(directory) {
  return ['initdb', 'postgres'].every((name) => existsSync(join(directory, name)))
}

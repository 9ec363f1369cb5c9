// PostgreSQL 15, the oldest that Komar promises to work with, for database tests. It is made as an administrator would who knows nothing
// of the embedded one: another locale, the roles that the README asks for, and no setting of ours beyond what a test may forget.
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { chooseAccount } from './embedded-account.ts'
import { APP, DATABASE, ensureRolesAndDatabase, OWNER } from './embedded-roles.ts'
import type { TestServer } from './test-database.ts'

const run = promisify(execFile)
const PASSWORD = 'of a test'
const SUPERUSER = 'postgres'
const PATIENCE_MS = 30_000

/** Makes and starts it on a socket of its own, unprivileged. `programs`: the directory of initdb and postgres. */
export async function openPostgres15(
  programs: string,
  settings: Record<string, string>,
): Promise<TestServer & { stop: () => Promise<void> }> {
  const account = await chooseAccount()
  const as = account === null ? {} : { uid: account.uid, gid: account.gid }
  const directory = await mkdtemp(join(tmpdir(), 'komar-test-15-'))
  await chmod(directory, 0o700)
  if (account !== null) await chown(directory, account.uid, account.gid)
  const cluster = join(directory, 'cluster')
  const locale = ['--encoding=UTF8', '--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=en-US']
  const passwordFile = join(directory, 'password')
  await writeFile(passwordFile, PASSWORD)
  if (account !== null) await chown(passwordFile, account.uid, account.gid)
  const access = ['-U', SUPERUSER, '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  await run(join(programs, 'initdb'), ['-D', cluster, ...access, ...locale], { cwd: directory, ...as })
  const options = Object.entries({ listen_addresses: '', unix_socket_directories: directory, ...settings })
  const server = spawn(
    join(programs, 'postgres'),
    ['-D', cluster, ...options.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { cwd: directory, stdio: 'ignore', detached: true, ...as },
  )
  const url = (role: string, database: string) =>
    `postgresql://${role}:${encodeURIComponent(PASSWORD)}@localhost:5432/${database}?host=${encodeURIComponent(directory)}`
  const administratorUrl = url(SUPERUSER, 'postgres')
  await makeRoles(administratorUrl)
  const stop = async () => {
    const ended = once(server, 'exit')
    server.kill('SIGQUIT')
    await ended
    await rm(directory, { recursive: true, force: true })
  }
  return { ownerUrl: url(OWNER, DATABASE), appUrl: url(APP, DATABASE), administratorUrl, stop }
}

async function makeRoles(administratorUrl: string): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MS
  for (;;) {
    const administrator = new pg.Client({ connectionString: administratorUrl })
    try {
      await administrator.connect()
      await ensureRolesAndDatabase(administrator, { administrator: PASSWORD, owner: PASSWORD, app: PASSWORD })
      // Only the tests themselves look as a superuser; Komar's own sessions are as its pool makes them.
      await administrator.query(`alter role ${SUPERUSER} set jit = off`)
      return
    } catch (error) {
      if (performance.now() > giveUpAt) throw error
      await pause(50)
    } finally {
      await administrator.end().catch(() => undefined)
    }
  }
}

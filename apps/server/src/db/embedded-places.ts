// Where the embedded engine keeps its files. Normally all of them are in the data directory; two things can force one elsewhere:
// a socket's path is limited to about 100 bytes, and the unprivileged account may not be able to enter a directory such as /root.
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, chown, link, lstat, mkdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import { flushNames } from '../lasting.ts'
import { OperatorProblem } from '../operator-problem.ts'
import { type Account, mayReach } from './embedded-account.ts'
import { SYSTEM_DIRECTORY } from './embedded-binaries.ts'

export type Places = {
  /** Everything of the engine; entered only by its account. */
  directory: string
  cluster: string
  socketDirectory: string
  log: string
  secrets: Secrets
}

const secretsSchema = z.object({ administrator: z.string(), owner: z.string(), app: z.string() })

/** Passwords of the three roles that can sign in to the embedded engine. */
export type Secrets = z.infer<typeof secretsSchema>

// sun_path is 108 bytes on Linux and 104 on macOS, and ends in a zero byte.
const LONGEST_SOCKET_PATH_BYTES = 103
const noteName = 'postgres-is-in.txt'
const SOCKET_NAME = '/.s.PGSQL.5432'

/** Makes what is missing of the engine's directories and passwords. */
export async function preparePlaces(
  dataDirectory: string,
  account: Account | null,
  systemDirectory = SYSTEM_DIRECTORY,
): Promise<Places> {
  const data = resolve(dataDirectory)
  const directory = await chooseDirectory(data, account, systemDirectory)
  await makePrivate(directory, account)
  const socketDirectory = socketDirectoryOf(directory)
  await makePrivate(socketDirectory, account)
  return {
    directory,
    cluster: clusterIn(directory),
    socketDirectory,
    log: join(directory, 'postgres.log'),
    secrets: await readOrMakeSecrets(join(directory, 'passwords.json'), account),
  }
}

/** Where an engine of this data directory has, or would have, its files; makes nothing, and follows no note to anywhere else. */
export async function findPlaces(
  dataDirectory: string,
  systemDirectory = SYSTEM_DIRECTORY,
): Promise<Pick<Places, 'directory' | 'cluster' | 'socketDirectory'>> {
  const data = resolve(dataDirectory)
  const isElsewhere = existsSync(join(data, noteName))
  const directory = isElsewhere ? await elsewhereOf(data, systemDirectory) : join(data, 'postgres')
  return { directory, cluster: clusterIn(directory), socketDirectory: socketDirectoryOf(directory) }
}

function clusterIn(directory: string): string {
  return join(directory, 'cluster')
}

async function chooseDirectory(data: string, account: Account | null, systemDirectory: string): Promise<string> {
  await mkdir(data, { recursive: true, mode: account === null ? 0o700 : 0o711 })
  const inside = join(data, 'postgres')
  const note = join(data, noteName)
  if (existsSync(note)) return (await readFile(note, 'utf8')).split('\n')[0] ?? inside
  if (account === null) return inside
  await chmod(data, (await stat(data)).mode | 0o011)
  if (await mayReach(account, data)) return inside
  if (existsSync(inside)) {
    throw new OperatorProblem(
      `The user ${account.name}, who runs PostgreSQL, cannot enter ${inside}: move ${data} to where everybody may enter, such as /srv, and say so with KOMAR_DATA.`,
    )
  }
  const elsewhere = await elsewhereOf(data, systemDirectory)
  await mkdir(systemDirectory, { recursive: true, mode: 0o755 })
  const text = `${elsewhere}\n\nThe user ${account.name}, who runs PostgreSQL, cannot enter this directory.\n`
  await writeFile(note, text, { flush: true })
  await flushNames(data)
  return elsewhere
}

async function elsewhereOf(data: string, systemDirectory: string): Promise<string> {
  return join(systemDirectory, shortHash(await realpath(data)))
}

function socketDirectoryOf(directory: string): string {
  const inside = join(directory, 'socket')
  const isShort = Buffer.byteLength(inside + SOCKET_NAME) <= LONGEST_SOCKET_PATH_BYTES
  return isShort ? inside : join(tmpdir(), `komar-${shortHash(directory)}`)
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

async function makePrivate(directory: string, account: Account | null): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const found = await lstat(directory)
  const expected = [process.getuid?.(), account?.uid].filter((uid) => uid !== undefined)
  // The temporary directory is everybody's: somebody else's directory or link there must not be trusted with a socket.
  if (!found.isDirectory() || (expected.length > 0 && !expected.includes(found.uid))) {
    throw new OperatorProblem(
      `${directory} belongs to another user (number ${found.uid}): run Komar as that user, remove it, or set KOMAR_DATA to another directory.`,
    )
  }
  await chmod(directory, 0o700)
  if (account !== null) await chown(directory, account.uid, account.gid)
}

async function readOrMakeSecrets(path: string, account: Account | null): Promise<Secrets> {
  if (existsSync(path)) return readSecrets(path)
  if (existsSync(join(dirname(path), 'cluster'))) {
    throw new OperatorProblem(
      `${path} is missing, and without it nobody can sign in to the database beside it: put it back.`,
    )
  }
  const password = () => randomBytes(24).toString('base64url')
  const secrets: Secrets = { administrator: password(), owner: password(), app: password() }
  const unfinished = `${path}.${randomUUID().slice(0, 8)}`
  await writeFile(unfinished, JSON.stringify(secrets), { mode: 0o600, flag: 'wx', flush: true })
  if (account !== null) await chown(unfinished, account.uid, account.gid)
  // A link, unlike a rename, never replaces what another Komar starting at the same moment has just made.
  await link(unfinished, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(unfinished)
  await flushNames(dirname(path))
  return readSecrets(path)
}

async function readSecrets(path: string): Promise<Secrets> {
  try {
    return secretsSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    throw new OperatorProblem(
      `${path} does not hold the passwords of the database beside it any more: put it back from a copy, or restore a backup into another data directory.`,
    )
  }
}

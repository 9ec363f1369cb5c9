// The parts of a national host's database on the loopback: etcd, two Patroni with a PostgreSQL each, and HAProxy before them.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Account } from '@komar/server/src/db/embedded-account.ts'
import { APP, DATABASE, ensureRolesAndDatabase, OWNER } from '@komar/server/src/db/embedded-roles.ts'
import pg from 'pg'
import { z } from 'zod'
import { freePort } from './host.ts'

const PROGRAMS = '/usr/lib/postgresql/15/bin'
const SUPERUSER = 'postgres'
const PASSWORD = 'measured'
const PATIENCE_MS = 600_000
const names = ['a', 'b'] as const
type Name = (typeof names)[number]
type Node = { name: Name; port: number; restPort: number; directory: string; patroni?: ChildProcess }

export type PatroniCluster = {
  ownerUrl: string
  appUrl: string
  administratorUrl: string
  /** For whatever else needs a place; removed at the end. */
  directory: string
  /** Kills the main database and its Patroni; answers which it was. */
  killMain: () => Promise<Name>
  untilMainIsNot: (name: Name) => Promise<void>
  /** Waits until one leads and the other copies synchronously. */
  untilSynchronous: () => Promise<void>
  /** What its service manager would do after a while. */
  startAgain: (name: Name) => void
  stop: () => Promise<void>
}

/** Starts all of it, unprivileged, and makes Komar's roles and database. */
export async function startCluster(account: Account, say: (line: string) => void): Promise<PatroniCluster> {
  const directory = await mkdtemp(join(tmpdir(), 'komar-patroni-'))
  await chmod(directory, 0o755)
  await chown(directory, account.uid, account.gid)
  const run = runnerIn(directory, account)
  const etcdPort = await freePort()
  const others: ChildProcess[] = [await run('etcd', 'etcd', await etcdArguments(directory, etcdPort))]
  const nodes: Node[] = []
  for (const name of names) nodes.push(await makeNode(name, directory, etcdPort, account))
  const startNode = async (node: Node) => {
    node.patroni = await run(node.name, 'patroni', [join(node.directory, 'patroni.yml')])
  }
  const port = await freePort()
  const stop = async () => {
    for (const { patroni } of nodes) await end(patroni, 'SIGTERM')
    for (const each of others) await end(each, 'SIGKILL')
    await rm(directory, { recursive: true, force: true })
  }
  try {
    for (const node of nodes) await startNode(node)
    await writeFile(join(directory, 'haproxy.cfg'), haproxyConfig(port, nodes))
    others.push(await run('haproxy', 'haproxy', ['-db', '-f', join(directory, 'haproxy.cfg')]))
    say('… One leads, the other copies')
    await untilSynchronous(nodes)
    await makeDatabase(urlOf(port, SUPERUSER, 'postgres'))
  } catch (error) {
    await stop()
    throw error
  }
  const named = (name: Name) => nodes.find((node) => node.name === name) ?? nodes[0]
  return {
    ownerUrl: urlOf(port, OWNER, DATABASE),
    appUrl: urlOf(port, APP, DATABASE),
    administratorUrl: urlOf(port, SUPERUSER, DATABASE),
    directory,
    killMain: () => killMain(nodes),
    untilMainIsNot: async (name) => until(async () => ![undefined, name].includes((await mainOf(nodes))?.name)),
    untilSynchronous: () => untilSynchronous(nodes),
    startAgain: (name) => {
      const node = named(name)
      if (node !== undefined) void startNode(node)
    },
    stop,
  }
}

function urlOf(port: number, role: string, database: string): string {
  return `postgresql://${role}:${PASSWORD}@127.0.0.1:${port}/${database}`
}

function runnerIn(directory: string, { uid, gid }: Account) {
  return async (log: string, program: string, args: readonly string[]): Promise<ChildProcess> => {
    const file = await open(join(directory, `${log}.log`), 'a')
    const child = spawn(program, args, { cwd: directory, uid, gid, stdio: ['ignore', file.fd, file.fd] })
    await once(child, 'spawn')
    await file.close()
    return child
  }
}

async function etcdArguments(directory: string, port: number): Promise<string[]> {
  const client = `http://127.0.0.1:${port}`
  const peer = `http://127.0.0.1:${await freePort()}`
  const urls = ['--listen-client-urls', client, '--advertise-client-urls', client, '--listen-peer-urls', peer]
  const members = ['--initial-advertise-peer-urls', peer, '--initial-cluster', `default=${peer}`]
  return ['--data-dir', join(directory, 'etcd'), ...urls, ...members]
}

async function makeNode(name: Name, parent: string, etcdPort: number, account: Account): Promise<Node> {
  const directory = join(parent, `node-${name}`)
  await mkdir(directory, { mode: 0o700 })
  const node = { name, port: await freePort(), restPort: await freePort(), directory }
  // YAML holds all of JSON.
  await writeFile(join(directory, 'patroni.yml'), JSON.stringify(patroniConfig(node, etcdPort)))
  for (const path of [directory, join(directory, 'patroni.yml')]) await chown(path, account.uid, account.gid)
  return node
}

function patroniConfig({ name, port, restPort, directory }: Node, etcdPort: number): object {
  const access = [
    'local all all trust',
    'host all all 127.0.0.1/32 scram-sha-256',
    'host replication all 127.0.0.1/32 scram-sha-256',
  ]
  return {
    scope: 'komar',
    name,
    restapi: { listen: `127.0.0.1:${restPort}`, connect_address: `127.0.0.1:${restPort}` },
    etcd3: { host: `127.0.0.1:${etcdPort}` },
    bootstrap: {
      dcs: {
        // The least that Patroni allows: a main server that is silent for 20 s has lost its place.
        ttl: 20,
        loop_wait: 2,
        retry_timeout: 8,
        synchronous_mode: true,
        postgresql: { use_pg_rewind: true, parameters: { max_connections: 100 } },
      },
      initdb: [{ encoding: 'UTF8' }, { locale: 'C.UTF-8' }, 'data-checksums'],
    },
    postgresql: {
      listen: `127.0.0.1:${port}`,
      connect_address: `127.0.0.1:${port}`,
      data_dir: join(directory, 'data'),
      bin_dir: PROGRAMS,
      pgpass: join(directory, 'pgpass'),
      pg_hba: access,
      authentication: {
        superuser: { username: SUPERUSER, password: PASSWORD },
        replication: { username: 'copier', password: PASSWORD },
        rewind: { username: 'rewinder', password: PASSWORD },
      },
      parameters: { unix_socket_directories: directory },
    },
  }
}

function haproxyConfig(port: number, nodes: readonly Node[]): string {
  const servers = nodes.map(({ name, port: to, restPort }) => `  server ${name} 127.0.0.1:${to} check port ${restPort}`)
  return `${[
    'defaults',
    '  mode tcp',
    '  timeout connect 2s',
    '  timeout client 30m',
    '  timeout server 30m',
    '  timeout check 2s',
    'listen main',
    `  bind 127.0.0.1:${port}`,
    '  option httpchk GET /primary',
    '  http-check expect status 200',
    '  default-server inter 1s fall 2 rise 1 on-marked-down shutdown-sessions',
    ...servers,
  ].join('\n')}\n`
}

async function makeDatabase(administratorUrl: string): Promise<void> {
  await until(async () => {
    const administrator = new pg.Client({ connectionString: administratorUrl })
    try {
      await administrator.connect()
      await ensureRolesAndDatabase(administrator, { administrator: PASSWORD, owner: PASSWORD, app: PASSWORD })
      return true
    } catch {
      return false
    } finally {
      await administrator.end().catch(() => undefined)
    }
  })
}

const membersSchema = z.object({
  members: z.array(z.object({ name: z.enum(names), role: z.string(), state: z.string() })),
})

/** What those who answer say of all. */
async function membersOf(nodes: readonly Node[]): Promise<z.infer<typeof membersSchema>['members']> {
  for (const { restPort } of nodes) {
    const answer = await fetch(`http://127.0.0.1:${restPort}/cluster`, { signal: AbortSignal.timeout(2000) }).catch(
      () => undefined,
    )
    const read = membersSchema.safeParse(await answer?.json().catch(() => undefined))
    if (read.success) return read.data.members
  }
  return []
}

async function mainOf(nodes: readonly Node[]): Promise<Node | undefined> {
  const main = (await membersOf(nodes)).find(({ role, state }) => role === 'leader' && state === 'running')
  return nodes.find(({ name }) => name === main?.name)
}

async function untilSynchronous(nodes: readonly Node[]): Promise<void> {
  await until(async () => {
    const members = await membersOf(nodes)
    return members.some(({ role }) => role === 'leader') && members.some(({ role }) => role === 'sync_standby')
  })
}

async function killMain(nodes: readonly Node[]): Promise<Name> {
  const main = await mainOf(nodes)
  if (main === undefined) throw new Error('none leads')
  const pid = Number.parseInt(await readFile(join(main.directory, 'data/postmaster.pid'), 'utf8'), 10)
  main.patroni?.kill('SIGKILL')
  process.kill(pid, 'SIGKILL')
  return main.name
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MS
  while (!(await isSo())) {
    if (performance.now() > giveUpAt) throw new Error('waited ten minutes in vain')
    await pause(100)
  }
}

/** Patroni stops its PostgreSQL before it ends. */
async function end(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

// PouchDB ↔ express-pouchdb on the loopback, both on LevelDB: node pouchdb.ts DOCUMENTS.json BATCH
// Prints documents a second for a push and a pull of all documents, after a small one of each to warm up.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

type Database = { bulkDocs: (documents: readonly object[]) => Promise<unknown>; close: () => Promise<void> }
type Pouch = {
  new (name: string): Database
  defaults: (options: { prefix: string }) => Pouch
  replicate: (from: Database, to: Database, options: { batch_size: number }) => Promise<{ docs_written: number }>
  version: string
}
type Express = () => { use: (handler: unknown) => void; listen: (port: number, host: string) => Server }

// These packages carry no types that fit; only what is used here is stated.
const load = createRequire(import.meta.url)
const PouchDB = load('pouchdb') as Pouch

const [, self = '', documentsPath = '', batch = '500'] = process.argv
if (documentsPath === 'serve') await serve(batch)
else await measure(documentsPath, Number(batch))

async function serve(directory: string): Promise<void> {
  const express = load('express') as Express
  const expressPouch = load('express-pouchdb') as (pouch: Pouch, options: object) => unknown
  const pouch = PouchDB.defaults({ prefix: `${directory}/` })
  const app = express()
  const files = { logPath: join(directory, 'log.txt'), configPath: join(directory, 'config.json') }
  app.use(expressPouch(pouch, { mode: 'minimumForPouchDB', ...files }))
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  process.on('disconnect', () => process.exit(0))
  const address = server.address()
  process.send?.(typeof address === 'object' ? address?.port : undefined)
}

async function measure(path: string, batchSize: number): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'komar-bench-pouch-'))
  const server = fork(self, ['serve', directory])
  const [port]: unknown[] = await once(server, 'message')
  const documents = JSON.parse(await readFile(path, 'utf8')) as object[] // written by bench/peer.ts
  const local = PouchDB.defaults({ prefix: `${directory}/local-` })
  const place = { local, base: `http://127.0.0.1:${String(port)}`, batchSize }
  await round(place, 'warm', documents.slice(0, 1000))
  const { push, pull } = await round(place, 'full', documents)
  server.disconnect()
  rmSync(directory, { recursive: true, force: true })
  const version = (name: string) => (load(`${name}/package.json`) as { version: string }).version
  const versions = {
    pouchdb: version('pouchdb'),
    'express-pouchdb': version('express-pouchdb'),
    express: version('express'),
  }
  process.stdout.write(JSON.stringify({ pushPerSecond: push, pullPerSecond: pull, versions }))
  process.exit(0)
}

type Place = { local: Pouch; base: string; batchSize: number }

async function round({ local, base, batchSize }: Place, name: string, documents: readonly object[]) {
  const from = new local(`${name}-from`)
  for (let start = 0; start < documents.length; start += 1000) await from.bulkDocs(documents.slice(start, start + 1000))
  const remote = new PouchDB(`${base}/${name}`)
  const push = await replicate(from, remote, batchSize, documents.length)
  const to = new local(`${name}-to`)
  const pull = await replicate(remote, to, batchSize, documents.length)
  await Promise.all([from.close(), to.close()])
  return { push, pull }
}

async function replicate(from: Database, to: Database, batchSize: number, expected: number): Promise<number> {
  const began = performance.now()
  const { docs_written: written } = await PouchDB.replicate(from, to, { batch_size: batchSize })
  const seconds = (performance.now() - began) / 1000
  if (written !== expected) throw new Error(`replicated ${written} documents of ${expected}`)
  return written / seconds
}

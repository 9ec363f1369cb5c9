// Runs PouchDB replication in processes of its own. The peers' packages are installed on demand and never enter Komar's dependencies.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { temporaryDirectory } from './host.ts'
import type { BenchEntry } from './synthetic.ts'

const run = promisify(execFile)
const peers = join(import.meta.dirname, 'peers')
const answer = z.object({
  pushPerSecond: z.number(),
  pullPerSecond: z.number(),
  versions: z.record(z.string(), z.string()),
})
export type PeerRound = z.infer<typeof answer>

/** Installs the peers exactly as their lock file says, unless they are there. */
export async function installPeers(): Promise<void> {
  if (existsSync(join(peers, 'node_modules', 'pouchdb'))) return
  const isWindows = process.platform === 'win32'
  await run(isWindows ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund', '--prefix', peers], { shell: isWindows })
}

/** One round: the entries as documents to a new remote database, and from it into a new local one. */
export async function replicateByPouch(entries: readonly BenchEntry[], perBatch: number): Promise<PeerRound> {
  const directory = await temporaryDirectory()
  const documents = join(directory, 'documents.json')
  await writeFile(documents, JSON.stringify(entries.map(({ id, ...rest }) => ({ _id: id, ...rest }))))
  const { stdout } = await run(process.execPath, [join(peers, 'pouchdb.ts'), documents, String(perBatch)], {
    cwd: directory,
  })
  await rm(directory, { recursive: true, force: true })
  return answer.parse(JSON.parse(stdout))
}

// One backup of a host that runs, and its restoring beside it, timed. For a connection of the owner.
import { join } from 'node:path'
import { identitiesFrom, recipientsFor } from '@komar/server/src/backup/keys.ts'
import { rehearse, type Rehearsal } from '@komar/server/src/backup/rehearse.ts'
import { writeBackup } from '@komar/server/src/backup/write-backup.ts'
import { loadHostKeys, secretsOf } from '@komar/server/src/keys/host-keys.ts'
import { worldOf } from '@komar/server/src/world.ts'
import type { PoolClient } from 'pg'
import { timed } from './statistics.ts'

export type BackUp = { bytes: number; entries: number; seconds: Rehearsal['seconds'] & { backup: number } }

/** `scratch`: for the file and its key. `beside`: where the scratch host is made. @throws when the backup does not restore. */
export async function backUpOnce(
  db: PoolClient,
  { dataDirectory, scratch, beside }: { dataDirectory: string; scratch: string; beside: string },
): Promise<BackUp> {
  const file = join(scratch, 'host.komar')
  const keys = secretsOf(await loadHostKeys(dataDirectory, {}))
  const recipients = await recipientsFor(scratch, [])
  const written = await timed(() => writeBackup(db, { file, recipients, keys, now: new Date().toISOString() }))
  const decrypter = await identitiesFrom(scratch, undefined)
  const world = (country: string) => Promise.resolve(worldOf(country))
  const found = await rehearse({ file, decrypter, directory: beside, worldOf: world, running: db })
  if (found.faults.length > 0) throw new Error(found.faults.join(' '))
  const seconds = { backup: written.ms / 1000, ...found.seconds }
  return { bytes: written.answer.bytes, entries: found.entries, seconds }
}

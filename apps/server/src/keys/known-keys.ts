// Recognises the host's keys: with others, what was sealed could not be read, and nobody would notice before it is needed.
import type { Database } from '../db/query.ts'
import { OperatorProblem } from '../operator-problem.ts'
import { fingerprintsOf, type HostKeys } from './host-keys.ts'

/**
 * Remembers which keys belong to this database, or compares. With the owner's connection.
 * `areNew`: the old ones are lost, and what they sealed with them.
 * @throws an OperatorProblem when they are others.
 */
export async function recogniseKeys(owner: Database, keys: HostKeys, areNew: boolean): Promise<void> {
  const fingerprints = Object.entries(fingerprintsOf(keys))
  for (const [name, fingerprint] of fingerprints) {
    await owner.query(
      `insert into komar.host_key (name, fingerprint) values ($1, $2) on conflict (name)
       do update set fingerprint = excluded.fingerprint, since = now() where $3 and host_key.fingerprint <> excluded.fingerprint`,
      [name, fingerprint, areNew],
    )
  }
  const { rows } = await owner.query<{ name: string; fingerprint: string }>(
    'select name, fingerprint from komar.host_key',
  )
  const known = new Map(rows.map((row) => [row.name, row.fingerprint]))
  const others = fingerprints.filter(([name, fingerprint]) => known.get(name) !== fingerprint).map(([name]) => name)
  if (others.length === 0) return
  throw new OperatorProblem(
    `These keys are not the ones that belong to this database: ${others.join(', ')}. Put keys.json back into KOMAR_DATA from a backup. If it is lost, "komar start --new-keys" begins with new ones: what was sealed to the old ones stays closed for ever.`,
  )
}

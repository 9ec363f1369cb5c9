// After an upgrade the same entries may fold to other rows: a new deadline, a new list. What is derived is then made anew, before a list
// can be read that lacks what the new rules would show. Source: architecture.md, "Evolution" and "Projections".
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { z } from 'zod'
import type { Database } from '../db/connect.ts'
import { makePool } from '../db/pool.ts'
import { firstRow } from '../db/query.ts'
import { rebuild } from './rebuild.ts'
import type { World } from './world.ts'

const root = join(import.meta.dirname, '../../../..')

/** A fingerprint of all that projections follow from: the domain, the countries' rules, the projectors. */
export function rulesFingerprint(): string {
  const sources = ['packages/domain/src/**/*.ts', 'policies/**/*.json', 'apps/server/src/*/project.ts']
  const files = sources.flatMap((pattern) => globSync(join(root, pattern)))
  const hash = createHash('sha256')
  for (const file of files.filter((each) => !/\.(test|prop\.test|fixture)\.ts$/u.test(each)).toSorted()) {
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

export type RenewOptions = { worldOf: (country: string) => World; say: (line: string) => void }

/** Rebuilds what is derived when it was made by other rules; does nothing when it was not. Safe to be interrupted: it begins again. */
export async function renewProjections({ ownerUrl }: Pick<Database, 'ownerUrl'>, options: RenewOptions): Promise<void> {
  const owner = makePool({ url: ownerUrl, name: 'komar renewal', max: 1 })
  const db = await owner.connect()
  try {
    const code = rulesFingerprint()
    const made = await firstRow(db, z.object({ code: z.string() }), 'select code from komar.projections_made')
    const host = await firstRow(db, z.object({ country: z.string() }), 'select country from komar.host')
    if (made?.code === code) return
    if (host !== undefined) {
      options.say('… Making lists and deadlines anew by the rules of this version')
      await rebuild(db, { world: options.worldOf(host.country) })
    }
    await db.query(
      `insert into komar.projections_made (code) values ($1) on conflict (id) do update set code = excluded.code`,
      [code],
    )
  } finally {
    db.release()
    await owner.end()
  }
}

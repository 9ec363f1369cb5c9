// For commands: the database opened, its owner's connections, and both closed again, whatever becomes of the work.
import type pg from 'pg'
import type { DatabaseSettings } from '../env.ts'
import { openDatabase, type Database } from './connect.ts'
import { refuseOtherVersion } from './migrate.ts'
import { makePool } from './pool.ts'

type Given = {
  /** Under which name the server lists the connection. */
  name: string
  /** 'serve': be the one Komar of an embedded engine's directory. Unless said: work beside one that runs. */
  purpose?: 'serve' | 'join'
  /** The work brings the database up to date itself. */
  isPreparing?: boolean
}

/** Does work as the owner of the database, on one connection at a time: one that the server ended is replaced. */
export async function withOwner<T>(
  settings: DatabaseSettings,
  { name, purpose = 'join' }: Given,
  work: (owner: pg.Pool, database: Database) => Promise<T>,
): Promise<T> {
  const database = await openDatabase(settings, purpose)
  try {
    const owner = makePool({ url: database.ownerUrl, name, max: 1 })
    try {
      return await work(owner, database)
    } finally {
      await owner.end()
    }
  } finally {
    await database.close()
  }
}

/** Does work as the owner of the database, on one connection. @throws OperatorProblem when it was last used by another version. */
export async function asOwner<T>(
  settings: DatabaseSettings,
  given: Given,
  work: (db: pg.PoolClient, database: Database) => Promise<T>,
): Promise<T> {
  return withOwner(settings, given, async (owner, database) => {
    const db = await owner.connect()
    try {
      if (given.isPreparing !== true) await refuseOtherVersion(db)
      return await work(db, database)
    } finally {
      db.release()
    }
  })
}

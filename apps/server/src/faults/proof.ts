// What must hold after any harm: nothing acknowledged is lost, nothing is there that nobody sent, the chain fits, and what is derived
// is what a rebuild makes.
import pg from 'pg'
import { verifyChain, type Verdict } from '../chronicle/chain.ts'
import { checkRebuild, type Difference } from '../chronicle/rebuild.ts'
import { makePool } from '../db/pool.ts'
import { worldOf } from '../world.ts'
import type { Ledger } from './writers.ts'

export type Proof = { lost: number; unknown: number; verdict: Verdict; differences: Difference[] }

/** Reads everything, as the owner, beside a running host. */
export async function prove(urls: { ownerUrl: string; administratorUrl: string }, ledger: Ledger): Promise<Proof> {
  const administrator = new pg.Client({ connectionString: urls.administratorUrl })
  await administrator.connect()
  const { rows } = await administrator.query<{ entry: string }>('select entry from komar.chain')
  await administrator.end()
  const kept = new Set(rows.map(({ entry }) => entry))
  const owner = makePool({ url: urls.ownerUrl, name: 'komar proof', max: 1 })
  const db = await owner.connect()
  try {
    const verdict = await verifyChain(db)
    const differences = await checkRebuild(db, { world: worldOf('kh') })
    const { acknowledged } = ledger
    const lost = [...acknowledged].filter((id) => !kept.has(id)).length
    const unknown = [...kept].filter((id) => !acknowledged.has(id)).length
    return { lost, unknown, verdict, differences }
  } finally {
    db.release()
    await owner.end()
  }
}

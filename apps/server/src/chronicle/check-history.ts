// `komar verify`: the chain by itself, and against heads. Says what was done, where, and how far anything outside vouches for it.
import type { Database } from '../db/query.ts'
import { verifyChain, type ChainFault, type Erased, type Verdict } from './chain.ts'
import { compareHeads, type GivenHead, type HeadResult } from './compare-heads.ts'
import { diagnose, type Deed } from './diagnose.ts'

export type Checked = {
  fits: boolean
  /** Entries that fit from the first on, one after another. */
  entries: number
  /** The chain's end; null where it does not fit itself. */
  head: string | null
  /** What was done; null where nothing was found, or a head alone is at fault. */
  deed: Deed | null
  fault: ChainFault | null
  /** The first that does not fit. Of a chain computed anew, the first number that it may be. */
  seq: number | null
  entry: string | null
  /** Of a swap: the other number. Of a chain computed anew: the last number that the first misfit may be. */
  other: number | null
  /** The last number for which a head vouches that was given; 0 where none does. */
  vouchedTo: number
  heads: HeadResult[]
  /** What is gone under an act of erasure in the chain; empty where the chain does not fit itself. */
  erased: Erased[]
}

/** Checks all of it. Run it as the owner in one repeatable-read transaction while a server runs. */
export async function checkHistory(
  db: Database,
  given: readonly GivenHead[],
  progress?: (seq: number) => void,
): Promise<Checked> {
  return checkHeads(db, await verifyChain(db, progress), given)
}

/** The same, of a chain that was walked already. Run it where that was done. */
export async function checkHeads(db: Database, verdict: Verdict, given: readonly GivenHead[]): Promise<Checked> {
  const heads = await compareHeads(db, given)
  const { entries } = verdict
  const vouching = heads.filter(({ state, seq, from }) => state === 'fits' && seq <= entries && from === 'given')
  const vouchedTo = Math.max(0, ...vouching.map(({ seq }) => seq))
  const found = { entries, vouchedTo, heads, other: null }
  if (!verdict.fits) {
    const diagnosis = await diagnose(db, verdict)
    return {
      ...found,
      fits: false,
      head: null,
      erased: [],
      fault: verdict.fault,
      ...diagnosis,
      other: diagnosis.other ?? null,
    }
  }
  const { head, erased } = verdict
  const misfit = heads.find(({ state }) => state !== 'fits' && state !== 'lost-by-restore')
  // Lost by a restore is explained by the host itself; whoever holds such a head must hear of it all the same.
  const isLost = heads.some(({ state, from }) => state === 'lost-by-restore' && from === 'given')
  const whole = { ...found, fits: misfit === undefined && !isLost, head, erased, fault: null, entry: null }
  const cut = heads.find(({ state }) => state === 'beyond-end')
  const other = heads.find(({ state }) => state === 'other-past')
  if (other !== undefined) {
    const before = heads.filter(({ state, seq }) => state === 'fits' && seq < other.seq)
    return { ...whole, deed: 're-chained', seq: (before.at(-1)?.seq ?? 0) + 1, other: other.seq }
  }
  if (cut !== undefined) return { ...whole, deed: 'truncated', seq: entries + 1 }
  return { ...whole, deed: null, seq: null }
}

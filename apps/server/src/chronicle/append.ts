// The one way in for entries. A call is one transaction with a result for each entry; a database error keeps nothing of it.
// Source: docs/decisions ("Append"): lock the subjects in order; decide; write; and last lock the chain's head, number and seal.
import { problem, type Problem } from '@komar/domain/chronicle/problem'
import { DatabaseError, type ClientBase } from 'pg'
import { readCandidate, type Candidate } from './candidate.ts'
import { gather } from './gather.ts'
import { planAppend, type Outcome } from './plan.ts'
import type { Snapshot } from './snapshot.ts'
import type { World } from './world.ts'
import { WallRefusal, writePlan, type End } from './write.ts'

export type AppendResult =
  | { id: string; status: 'accepted'; seq: number }
  | { id: string; status: 'duplicate'; seq?: number; problem?: Problem }
  | { id: string; status: 'refused'; problem: Problem }

export type AppendOptions = {
  world: World
  /** Groups of ids that are accepted all or not at all. */
  together?: readonly (readonly string[])[]
  /** Whether the session has proved lately who the person is; without, kinds that want it are refused. */
  isProved?: boolean
  /** Runs the last statements and ends the transaction with them; unless given, the caller commits. */
  end?: End
}

/** SQLSTATEs after which a second try can succeed: serialization failure, deadlock, an id or subject taken a moment ago. */
const retried = new Set(['40001', '40P01', '23505'])

/**
 * Appends entries (at most 500) as the session of this transaction. The transaction must be as the app's role, at read committed;
 * the caller commits, and nothing is acknowledged before that. Results stand in the order of the entries.
 * @throws the database's error; the transaction must then be rolled back.
 */
export async function appendEntries(
  db: ClientBase,
  entries: readonly unknown[],
  options: AppendOptions,
): Promise<AppendResult[]> {
  const candidates = entries.map(readCandidate)
  const forced = new Map<string, Problem>()
  let isOneByOne = false
  for (let failures = 0; ;) {
    try {
      return await attempt(db, candidates, options, forced, isOneByOne)
    } catch (error) {
      if (error instanceof WallRefusal) {
        if (isOneByOne) for (const id of error.ids) forced.set(id, problem('access.not-permitted'))
        isOneByOne = true
      } else if (!(error instanceof DatabaseError && retried.has(error.code ?? '')) || failures++ > 0) {
        throw error
      }
      // Gives back the locks taken since, and the role.
      await db.query('rollback to savepoint append').catch(() => {
        throw error // the commit itself failed: there is nothing left to go back to
      })
    }
  }
}

async function attempt(
  db: ClientBase,
  candidates: readonly Candidate[],
  options: AppendOptions,
  forced: ReadonlyMap<string, Problem>,
  isOneByOne: boolean,
): Promise<AppendResult[]> {
  const facts = { ...(await gather(db, candidates, options.world)), isProved: options.isProved ?? false }
  const plan = planAppend(candidates, facts, options.together ?? [], forced)
  const sealed = await writePlan(db, candidates, plan, facts, { isOneByOne, end: options.end })
  return candidates.map((candidate, index) => resultOf(candidate, plan.outcomes[index], sealed, facts.snapshot))
}

function resultOf(
  { givenId: id }: Candidate,
  outcome: Outcome | undefined,
  sealed: ReadonlyMap<string, number>,
  snapshot: Snapshot,
): AppendResult {
  if (outcome === undefined) throw new Error('an entry of the call has no outcome')
  if (outcome.status === 'refused') return { id, status: 'refused', problem: outcome.problem }
  const seq = sealed.get(id) ?? snapshot.entries.find((entry) => entry.id === id)?.seq
  if (outcome.status === 'accepted') {
    if (seq === undefined) throw new Error('an accepted entry was not sealed')
    return { id, status: 'accepted', seq }
  }
  if (outcome.problem !== undefined) return { id, status: 'duplicate', problem: outcome.problem }
  return seq === undefined ? { id, status: 'duplicate' } : { id, status: 'duplicate', seq }
}

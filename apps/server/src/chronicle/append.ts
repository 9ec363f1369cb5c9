// The one way in for entries. A call is one transaction with a result for each entry; a database error keeps nothing of it.
// Source: docs/decisions ("Append"): lock the subjects in order; decide; write; and last lock the chain's head, number and seal.
import { withholdingOf } from '@komar/domain/access/withholding'
import type { SubjectId, Uuid } from '@komar/domain/chronicle/entry'
import { problem, type Problem } from '@komar/domain/chronicle/problem'
import { knownKind } from '@komar/domain/kinds'
import { DatabaseError, type ClientBase } from 'pg'
import { readCandidate, type Candidate } from './candidate.ts'
import { planAppend, type Facts, type Outcome } from './plan.ts'
import { project } from './project.ts'
import { readChronicles, readCircles, readSnapshot, type Snapshot } from './snapshot.ts'
import type { World } from './world.ts'
import {
  begin,
  sealAndEnd,
  touchedSubjects,
  WallRefusal,
  withholdFromParties,
  writeRefusals,
  writeRounds,
  type End,
} from './write.ts'

export type AppendResult =
  | { id: string; status: 'accepted'; seq: number }
  | { id: string; status: 'duplicate'; seq?: number; problem?: Problem }
  | { id: string; status: 'refused'; problem: Problem }

export type AppendOptions = {
  world: World
  /** Groups of ids that are accepted all or not at all. */
  together?: readonly (readonly string[])[]
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
  const { ids, subjects } = named(candidates, options.world)
  await begin(db, subjects)
  const facts = await gather(db, candidates, ids, subjects, options.world)
  const plan = planAppend(candidates, facts, options.together ?? [], forced)
  await writeRounds(db, plan.state.rounds.list, isOneByOne)
  await withholdFromParties(db, plan.accepted)
  await project(db, touchedSubjects(plan), plan.state, facts)
  await writeRefusals(db, candidates, plan.outcomes, facts.snapshot)
  const sealed = await sealAndEnd(db, plan.accepted, options.end)
  return candidates.map((candidate, index) => resultOf(candidate, plan.outcomes[index], sealed, facts.snapshot))
}

/** Ids and subjects that a call names, those that its gates read included: all are locked before anything is read. */
function named(candidates: readonly Candidate[], world: World): { ids: Uuid[]; subjects: SubjectId[] } {
  const ids = new Set<Uuid>()
  const subjects = new Set<SubjectId>()
  for (const { id, written, problem: fault } of candidates) {
    if (id !== null) ids.add(id)
    if (written === null || fault !== null) continue
    for (const target of [written.replaces, written.retracts]) if (target !== undefined) ids.add(target)
    for (const matter of withholdingOf(written)?.with ?? []) ids.add(matter)
    for (const subject of [written.subject, ...written.also]) subjects.add(subject)
    for (const subject of world.gateFor(written.kind)?.reads(written) ?? []) subjects.add(subject)
  }
  return { ids: [...ids], subjects: [...subjects] }
}

async function gather(
  db: ClientBase,
  candidates: readonly Candidate[],
  ids: readonly Uuid[],
  subjects: readonly SubjectId[],
  world: World,
): Promise<Facts> {
  const snapshot = await readSnapshot(db, ids, subjects)
  const { whole, narrow, doesPlace } = neededChronicles(candidates, snapshot, world)
  const chronicles = await readChronicles(db, whole, { subjects: narrow, kinds: [...world.placing.kinds] })
  return { snapshot, chronicles, circles: doesPlace ? await readCircles(db) : new Map(), world }
}

/** Chronicles needed whole (for gates and projections) or only as far as circles follow from them. */
function neededChronicles(candidates: readonly Candidate[], { subjects }: Snapshot, world: World) {
  const whole = new Set<SubjectId>()
  const narrow = new Set<SubjectId>()
  const projected = new Set(world.projectors.map(({ of }) => of))
  const typeOf = new Map(subjects.map(({ id, type }) => [id, type]))
  let doesPlace = false
  for (const { written, problem: fault } of candidates) {
    if (written === null || fault !== null) continue
    const about = [written.subject, ...written.also]
    const gate = knownKind(written.kind, written.v)?.family === 'act' ? world.gateFor(written.kind) : undefined
    for (const subject of gate === undefined ? [] : [...about, ...gate.reads(written)]) whole.add(subject)
    if (world.placing.kinds.has(written.kind)) doesPlace = true
    for (const subject of about) {
      const type = typeOf.get(subject)
      if (type !== undefined && projected.has(type)) whole.add(subject)
      if (world.placing.kinds.has(written.kind)) narrow.add(subject)
    }
  }
  const isKnown = (subject: SubjectId) => typeOf.has(subject)
  return {
    whole: [...whole].filter(isKnown),
    narrow: [...narrow].filter((subject) => isKnown(subject) && !whole.has(subject)),
    doesPlace,
  }
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

// Decides an append: what becomes of each entry, in the order in which they came. Nothing is written here; the database is asked
// before (snapshot.ts) and told after (write.ts). Source: docs/decisions ("Same id again", "Append").
import { openedSubject, type Candidate } from './candidate.ts'
import type { Entry, SubjectId, Uuid } from '@komar/domain/chronicle/entry'
import { problem, type Problem } from '@komar/domain/chronicle/problem'
import { kindNamed } from '@komar/domain/kinds'
import { judge } from './judge.ts'
import { accept, startState, type Known, type State } from './plan-state.ts'
import type { Places } from './placings.ts'
import type { Snapshot } from './snapshot.ts'
import type { World } from './world.ts'

/** How often a plan is made anew because groups broke. */
const mostRounds = 16

/** An entry on its way in: with a text, an id and nothing wrong with it by itself. */
export type Sound = Extract<Candidate, { written: object }> & { id: Uuid }

export type Outcome =
  | { status: 'accepted' }
  | { status: 'duplicate'; of: Uuid; problem?: Problem }
  | { status: 'refused'; problem: Problem; isStored: boolean }

export type Facts = {
  snapshot: Snapshot
  chronicles: ReadonlyMap<SubjectId, readonly Entry[]>
  circles: Places
  world: World
  /** Whether the session has proved lately who the person is. */
  isProved: boolean
}

export type Plan = { outcomes: Outcome[]; accepted: Sound[]; state: State }

/**
 * Plans an append. `forced` are refusals decided elsewhere: by the engine's own wall, or for the sake of a group.
 * `together`: groups of ids that are accepted all or not at all.
 */
export function planAppend(
  candidates: readonly Candidate[],
  facts: Facts,
  together: readonly (readonly string[])[],
  forced: ReadonlyMap<string, Problem>,
): Plan {
  const refused = new Map(forced)
  for (let round = 1; ; round++) {
    const plan = planOnce(candidates, facts, refused)
    const broken = brokenGroups(candidates, plan.outcomes, together).filter((id) => !refused.has(id))
    if (broken.length === 0) return plan
    // Groups that hang on one another in a long chain, which nobody's work does, would cost a whole plan for each link: all go.
    if (round === mostRounds) broken.push(...together.flat().filter((id) => !refused.has(id)))
    for (const id of broken) refused.set(id, problem('entry.group-refused'))
  }
}

function planOnce(candidates: readonly Candidate[], facts: Facts, forced: ReadonlyMap<string, Problem>): Plan {
  const state = startState(facts)
  const accepted: Sound[] = []
  const outcomes = candidates.map((candidate): Outcome => {
    const outcome = decide(candidate, state, facts, forced)
    const { id, written } = candidate
    if (outcome.status === 'accepted' && id !== null && written !== null) {
      const sound: Sound = { ...candidate, id }
      accepted.push(sound)
      accept(sound, kindNamed(written.kind), openedSubject(written, kindNamed(written.kind)), state, facts)
    } else if (outcome.status === 'refused') {
      rememberRefusal(candidate, outcome.problem, state)
    }
    return outcome
  })
  return { outcomes, accepted, state }
}

/** Refusals after which the same entry may come again. */
const notKept = new Set<Problem['code']>(['entry.author-mismatch', 'entry.erased', 'session.confirm'])

function decide(candidate: Candidate, state: State, facts: Facts, forced: ReadonlyMap<string, Problem>): Outcome {
  const { id, written, content } = candidate
  if (id === null || content === null) return { status: 'refused', problem: unreadable(candidate), isStored: false }
  if (isErased(candidate, state)) return { status: 'refused', problem: problem('entry.erased'), isStored: false }
  const earlier = state.known.get(id)
  if (earlier !== undefined) return again(id, content, earlier)
  if (written === null) return { status: 'refused', problem: unreadable(candidate), isStored: true }
  const { actor } = facts.snapshot
  if (written.author !== actor.user || written.agency !== actor.agency || !actor.devices.includes(written.device)) {
    // Another device of the author's will do: what was handed in from it is appended on this one.
    // Not kept: the one who did write it may still send it, and must not find it refused.
    return { status: 'refused', problem: problem('entry.author-mismatch'), isStored: false }
  }
  const refusal = candidate.problem ?? forced.get(id) ?? judge(written, state, facts)
  if (refusal === null) return { status: 'accepted' }
  return { status: 'refused', problem: refusal, isStored: !notKept.has(refusal.code) }
}

/** What was erased does not come back, and what corrects it tells the same story: neither is kept, not even as a refusal. */
function isErased({ id, written }: Candidate, { erased }: State): boolean {
  return [id, written?.replaces, written?.retracts].some((one) => one !== null && one !== undefined && erased.has(one))
}

function unreadable(candidate: Candidate): Problem {
  return candidate.problem ?? problem('entry.malformed', { fields: [{ path: '/id', code: 'uuid.malformed' }] })
}

function again(id: Uuid, content: string, earlier: Known): Outcome {
  if (earlier.content !== content) return { status: 'refused', problem: problem('entry.id-reused'), isStored: false }
  return earlier.is === 'accepted'
    ? { status: 'duplicate', of: id }
    : { status: 'duplicate', of: id, problem: earlier.problem }
}

/** So that whatever depends on it is refused with it, and the same id later in the call is a duplicate. */
function rememberRefusal({ id, content, written }: Candidate, refused: Problem, state: State): void {
  if (id === null || content === null || state.known.has(id)) return
  const opens = written === null ? null : openedSubject(written, kindNamed(written.kind))
  if (notKept.has(refused.code)) return
  state.known.set(id, { is: 'refused', content, problem: refused })
  if (opens !== null && !state.subjects.has(opens)) state.neverOpened.add(opens)
}

/** Accepted ids of groups of which another member was not, or is in a group that is broken too. */
function brokenGroups(
  candidates: readonly Candidate[],
  outcomes: readonly Outcome[],
  together: readonly (readonly string[])[],
): string[] {
  const isIn = new Map<string, boolean>()
  for (const [index, { givenId }] of candidates.entries()) {
    const outcome = outcomes[index]
    if (isIn.has(givenId) || outcome === undefined) continue
    isIn.set(
      givenId,
      outcome.status === 'accepted' ||
        (outcome.status === 'duplicate' && outcome.problem === undefined) ||
        // What was written with an erased entry must not fall with it.
        (outcome.status === 'refused' && outcome.problem.code === 'entry.erased'),
    )
  }
  const wasAccepted = new Set(
    candidates.flatMap(({ givenId }, at) => (outcomes[at]?.status === 'accepted' ? [givenId] : [])),
  )
  const broken: string[] = []
  let whole = together
  for (;;) {
    const falling = whole.filter((group) => group.some((id) => isIn.get(id) !== true))
    if (falling.length === 0) return broken
    const fallen = falling.flat().filter((id) => wasAccepted.has(id) && isIn.get(id) === true)
    for (const id of fallen) isIn.set(id, false)
    broken.push(...fallen)
    whole = whole.filter((group) => !falling.includes(group))
  }
}

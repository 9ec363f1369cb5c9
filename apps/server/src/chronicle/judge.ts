// Whether one well-formed entry of the actor may be accepted, and if not, why: what it depends on, who may write it, whom it is about,
// what it corrects, and for an act, its gate. Access comes before anything that would tell whether a subject exists.
import { mayRead, mayWrite, namesOf, sightOf } from '@komar/domain/access/policy'
import { allClasses } from '@komar/domain/access/classes'
import { circleReadsOf } from '@komar/domain/access/roles'
import type { SubjectId, Uuid, Written } from '@komar/domain/chronicle/entry'
import { rule } from '@komar/domain/chronicle/gate'
import type { Kind } from '@komar/domain/chronicle/kind'
import { problem, type Problem } from '@komar/domain/chronicle/problem'
import { classOf, kindNamed, knownKind } from '@komar/domain/kinds'
import { edtfBounds } from '@komar/domain/time/edtf'
import { openedSubject } from './candidate.ts'
import type { Facts } from './plan.ts'
import type { State } from './plan-state.ts'

/** The reason to refuse, or null. */
export function judge(written: Written, state: State, facts: Facts): Problem | null {
  const kind = kindNamed(written.kind)
  return (
    dependency(written, state) ??
    access(written, kind, state, facts) ??
    subjects(written, kind, state) ??
    correction(written, kind, state, facts) ??
    ahead(written, kind, facts) ??
    gate(written, state, facts)
  )
}

/** An answer to a refused entry is no dependant of it: that is what answers are for. */
function dependency(written: Written, state: State): Problem | null {
  const target = written.replaces ?? written.retracts
  const isBuiltOnRefused = target !== undefined && state.known.get(target)?.is === 'refused'
  const isAboutNobody = [written.subject, ...written.also].some((subject) => state.neverOpened.has(subject))
  const opens = openedSubject(written, kindNamed(written.kind))
  // Opening a subject anew, after a first attempt was refused, is no dependence on it.
  const isSecondOpening = opens !== null && !written.also.some((subject) => state.neverOpened.has(subject))
  return isBuiltOnRefused || (isAboutNobody && !isSecondOpening) ? problem('entry.depends-on-refused') : null
}

function access(written: Written, kind: Kind | undefined, state: State, facts: Facts): Problem | null {
  const { actor } = facts.snapshot
  const named = [written.subject, ...written.also]
  const circles = circlesOf(named, state)
  const opens = openedSubject(written, kind)
  const wanted = {
    class: kind?.class ?? 'unknown',
    agency: written.agency,
    subjects: named,
    opens,
    roles: kind?.roles,
    throughGlass: kind?.throughGlass,
    standBeside: kind?.throughGlass !== undefined && standBeside(written, state),
  } as const
  const ruling = mayWrite(actor, wanted, circles, actor.today)
  if (!ruling.allowed) return problem('access.not-permitted', { params: { because: ruling.because } })
  if (kind?.wantsProof === true && !facts.isProved) return problem('session.confirm')
  return opens !== null && state.subjects.has(opens) ? problem('entry.subject-taken') : null
}

function standBeside({ subject, also }: Written, { chronicles }: State): boolean {
  const known = chronicles.get(subject) ?? []
  return also.every((one) => known.some((entry) => entry.subject === one || entry.also.includes(one)))
}

function subjects(written: Written, kind: Kind | undefined, state: State): Problem | null {
  if (kind === undefined) return null
  const typeOf = (subject: SubjectId) => state.subjects.get(subject)?.type
  const isOpening = openedSubject(written, kind) !== null
  if (!isOpening && typeOf(written.subject) !== kind.subject) {
    return problem('entry.subject-mismatch', { params: { expected: kind.subject } })
  }
  const doesFit = written.also.every((subject) => kind.also.some((type) => type === typeOf(subject)))
  const isDistinct = new Set([written.subject, ...written.also]).size === written.also.length + 1
  return doesFit && isDistinct ? null : problem('entry.also-mismatch', { params: { expected: kind.also.join(' ') } })
}

function circlesOf(subjects: readonly SubjectId[], { placed }: State) {
  return new Map(subjects.map((subject) => [subject, placed.filter((one) => one.subject === subject)]))
}

function correction(written: Written, kind: Kind | undefined, state: State, facts: Facts): Problem | null {
  const target = written.replaces ?? written.retracts
  if (target === undefined) return null
  const { actor } = facts.snapshot
  const found = state.known.get(target)
  if (found?.is !== 'accepted') return problem('entry.replaced-not-found')
  const { agency, subject, withheld } = found
  const shown = { class: classOf(found.kind), agency, subjects: [subject], withheld }
  // Nobody corrects or withdraws what they may not read (another agency's note, a complaint of them), nor learns that it is there.
  if (!mayRead(actor, shown, circlesOf([found.subject], state), actor.today).allowed) {
    return problem('entry.replaced-not-found')
  }
  if (found.kind !== written.kind || found.subject !== written.subject) return problem('entry.replaced-mismatch')
  // An act that binds two chronicles is withdrawn in both, or each would say something else.
  const beside = state.chronicles.get(subject)?.find(({ id }) => id === target)?.also ?? []
  if (kind?.family === 'act' && beside.some((one) => !written.also.includes(one))) {
    return problem('entry.replaced-mismatch')
  }
  if (kind?.family === 'act' && !mayUndo(written, found.agency, facts)) {
    return problem('access.not-permitted', { params: { because: 'act-of-another-agency' } })
  }
  if (written.retracts !== undefined && kind?.opens === true && isReliedOn(written, found.agency, state)) {
    return problem('access.not-permitted', { params: { because: 'others-rely-on-it' } })
  }
  const { reason } = written.body
  return typeof reason === 'string' && reason.trim() !== '' ? null : problem('entry.reason-missing')
}

/**
 * An act is taken on a day that has come. From a day ahead a case-load would never pass on and a plan never be due; what an act says of
 * later days stands in its body.
 */
function ahead({ occurred, retracts }: Written, kind: Kind | undefined, { snapshot }: Facts): Problem | null {
  const day = edtfBounds(occurred).earliest
  if (kind?.family !== 'act' || retracts !== undefined || day === null || day <= snapshot.actor.today) return null
  return problem('entry.malformed', { fields: [{ path: '/occurred', code: 'occurred.ahead' }] })
}

/**
 * An act is corrected or withdrawn by the agency that took it, or by the state child-welfare authority: no gate looks at a withdrawal,
 * and an allocation withdrawn by a rival would leave the child to be taken.
 */
function mayUndo({ agency }: Written, takenBy: Uuid, { snapshot }: Facts): boolean {
  const own = snapshot.agencies.find(({ id }) => id === agency)
  return takenBy === agency || (own?.kind === 'child-welfare' && own.isState)
}

/** To withdraw what brought a subject into being takes it off every list: not when another agency knows the subject as well. */
function isReliedOn(written: Written, openedBy: Uuid, state: State): boolean {
  const others = (state.chronicles.get(written.subject) ?? []).some(({ agency }) => agency !== written.agency)
  return openedBy !== written.agency || others
}

function gate(written: Written, state: State, { snapshot, world }: Facts): Problem | null {
  const kind = knownKind(written.kind, written.v)
  if (kind?.family !== 'act' || written.retracts !== undefined) return null
  const bound = world.gateFor(kind.name)
  if (bound === undefined) return null
  const { actor } = snapshot
  const authorReads = actor.opened?.some(({ child }) => child === written.subject)
    ? circleReadsOf(actor.roles)
    : sightOf(actor, circlesOf([written.subject], state).get(written.subject) ?? [], actor.today)
  const checks = bound.checks(written, {
    chronicle: (subject) => world.sameness.unionOf(subject, (one) => state.chronicles.get(one) ?? []),
    agency: (id) => snapshot.agencies.find((agency) => agency.id === id),
    isOwnCarer: (account) => snapshot.carers.includes(account),
    isColleague: (account) => snapshot.colleagues.includes(account),
    authorReads,
    otherAgencies: actor.otherAgencies ?? [],
    today: actor.today,
  })
  if (rule(checks, allClasses).passes) return null
  return problem('gate.refused', { missing: rule(checks, authorReads, namesOf(actor)).pieces })
}

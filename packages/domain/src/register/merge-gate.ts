// May two records be made one child? They are two records, neither is already the other of a merge and the other leads nowhere itself;
// nothing says for certain that they are two children; and the author's agency is responsible for the child, or is the state
// child-welfare authority. That the author sees both records and may write about both is access, looked at before (judge.ts), and a
// merge shows nobody an entry that they did not see (docs/decisions/0012-merge.md).
// Sources: architecture.md, "Merge"; practice.md part 2, siblings ("twins are two children, never one record"); who may: practice default.
import { childAccess } from '../access/state.ts'
import type { SubjectId, Written } from '../chronicle/entry.ts'
import { statedOf, type Settled } from '../chronicle/fold.ts'
import { check, type Check, type Gate, type GateWorld } from '../chronicle/gate.ts'
import type { CountryPack } from '../policy.ts'
import { settledBefore } from '../settled.ts'
import { siblingStated } from './family-kinds.ts'
import { comparedWith } from './family-state.ts'
import { merged } from './merge-kinds.ts'
import { childRegister, type DayRange } from './state.ts'

export const mergeGateCodes = [
  'register.merge-two-records',
  'register.merge-not-yet',
  'register.merge-births-agree',
  'register.merge-not-twins',
  'register.merge-responsible',
] as const
type Code = (typeof mergeGateCodes)[number]

export const mergedGate: Gate<CountryPack> = { reads: () => [], checks: mergeChecks }

function mergeChecks(act: Written, world: GateWorld<CountryPack>): Check[] {
  const body = merged.body.safeParse(act.body)
  if (!body.success) return []
  const { other } = body.data
  const [kept, given] = [settledBefore(act, world), settledBefore(act, world, other)]
  return [
    need('register.merge-two-records', act.also.length === 1 && act.also[0] === other && other !== act.subject),
    need('register.merge-not-yet', isFree(kept, act.subject, 'kept') && isFree(given, other, 'other')),
    need('register.merge-births-agree', !areBornApart(kept, given)),
    check(
      'register.merge-not-twins',
      ['identity', 'care'],
      !areTwo(kept, act.subject, other) && !areTwo(given, other, act.subject),
    ),
    need('register.merge-responsible', isResponsible(act, world, [kept, given])),
  ]
}

/** A kept record may take in several others; another's other may take in none, nor be taken in twice. */
function isFree(settled: Settled, record: SubjectId, as: 'kept' | 'other'): boolean {
  return statedOf(settled, merged).every(
    ({ entry, body }) => body.other !== record && (as === 'kept' || entry.subject !== record),
  )
}

/** No day can be the birthday of both: first one of the dates must be corrected. */
function areBornApart(one: Settled, other: Settled): boolean {
  const [a, b] = [childRegister(one).birth.range, childRegister(other).birth.range]
  const isBefore = (left: DayRange, right: DayRange) =>
    left.latest !== null && right.earliest !== null && left.latest < right.earliest
  return isBefore(a, b) || isBefore(b, a)
}

/** Someone said that they are brothers or sisters, or compared them and found two. */
function areTwo(settled: Settled, record: SubjectId, other: SubjectId): boolean {
  const siblings = statedOf(settled, siblingStated).filter(
    ({ entry, body }) =>
      (entry.subject === record && body.sibling === other) || (entry.subject === other && body.sibling === record),
  )
  return siblings.length > 0 || comparedWith(settled, record).includes(other)
}

function isResponsible(act: Written, world: GateWorld<CountryPack>, records: readonly Settled[]): boolean {
  const own = world.agency(act.agency)
  if (own?.kind === 'child-welfare' && own.isState) return true
  const responsible = records.flatMap((settled) => childAccess(settled).responsible?.agency ?? [])
  return responsible.length > 0 && responsible.every((agency) => agency === act.agency)
}

function need(code: Code, holds: boolean): Check {
  return check(code, ['identity'], holds)
}

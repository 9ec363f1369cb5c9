// Who may read and write an entry, with the reason. The database engine decides the same by row-level security; a property
// test holds the two equal. Sources: docs/decisions/0003-classes-and-circles.md, 0011-complaints-and-withholding.md.
//   Readable: it is not about a sealed child, nor withheld from me or my agency, my role reads the class, and either my agency wrote it, or my role reads what
//             others wrote of the class and some circle in common passes it.
//   Writable: my role (and the kind's roles, where given) writes the class, and for every named subject some circle in common passes it;
//             a subject which this very entry brings into being needs no circle yet. Safeguarding is written by whoever meets the
//             subject at all, through a circle that passes its identity: a prison's circle lets nobody read a complaint, and must not
//             keep anybody from taking one.
//   Through broken glass one child's chronicle is read, sealed or not: what the role reads of others' and is not withheld. A supervisor
//   writes to a sealed one that they opened what puts the seal right, and what erasure takes: kinds that say so (`throughGlass`).
//   A carer reads and writes no class. It adds a line, of a kind that names carers, to the diary of a child that was entrusted to it.
import type { PlainDate } from '../time/plain-date.ts'
import type { AgencyId, SubjectId, UserId, Uuid } from '../chronicle/entry.ts'
import { accessClasses, classBit, type AccessClass, type ClassMask } from './classes.ts'
import { circleReadsOf, readsOf, writesOf, type Role } from './roles.ts'

export type CircleId = number

/** A dated membership with a mask of classes; `until` is the first day without it. */
export type Membership = { circle: CircleId; mask: ClassMask; since: PlainDate; until: PlainDate | null }

export type Actor = {
  user: UserId
  /** The one agency for which the session acts (belonging.ts). */
  agency: AgencyId
  /** Agencies to which the person belongs or belonged besides: what is withheld from these is withheld here too. Nothing more follows. */
  otherAgencies?: readonly AgencyId[]
  roles: readonly Role[]
  circles: readonly Membership[]
  /** Children whose diary this account keeps today. */
  diaries?: readonly SubjectId[]
  /** The child whose record this person reads now through broken glass. Only ever of who may break it (0092-break-glass.sql). */
  glass?: SubjectId
  /** Sealed records that this person, a supervisor, has open now, and whether their agency is responsible (komar.opened_records). */
  opened?: readonly Opened[]
}

export type Opened = { child: SubjectId; isResponsible: boolean }

/** What an entry shows of itself to the policy. 'unknown' is a kind that this host does not know. */
export type Protected = {
  class: AccessClass | 'unknown'
  agency: AgencyId
  subjects: readonly SubjectId[]
  /** Accounts and agencies that never read it, whatever their roles and circles: those complained of. */
  withheld?: readonly Uuid[]
  /** It is about a child (the first of `subjects`) that is sealed today. */
  isSealed?: boolean
}

export type Wanted = Protected & {
  opens: SubjectId | null
  roles?: readonly Role[] | undefined
  /** Of the kind. */
  throughGlass?: 'own' | 'any' | undefined
  /** Whether each further subject is named in the first one's chronicle already. */
  standBeside?: boolean
}

/** The circles of each subject. */
export type SubjectCircles = ReadonlyMap<SubjectId, readonly Membership[]>

export type Ruling =
  | { allowed: true; by: 'circle' | 'own-agency' | 'opening' | 'diary' | 'glass' }
  | { allowed: false; because: 'role' | 'kind-roles' | 'no-circle' | 'withheld' | 'sealed' }

/** Whether two memberships of one circle both run on a day and both pass the class. */
function passes(mine: Membership, theirs: Membership, bit: ClassMask, today: PlainDate): boolean {
  return (
    mine.circle === theirs.circle && (mine.mask & theirs.mask & bit) !== 0 && isOn(mine, today) && isOn(theirs, today)
  )
}

function isOn(membership: Membership, today: PlainDate): boolean {
  return membership.since <= today && (membership.until === null || today < membership.until)
}

function sharesCircle(actor: Actor, theirs: readonly Membership[], bit: ClassMask, today: PlainDate): boolean {
  return actor.circles.some((mine) => theirs.some((other) => passes(mine, other, bit, today)))
}

/** Classes of a subject that this person reads today through circles in common; notes never are. */
export function sightOf(actor: Actor, theirs: readonly Membership[], today: PlainDate): ClassMask {
  const reads = circleReadsOf(actor.roles)
  return accessClasses.reduce((sight, name) => {
    const bit = classBit(name)
    const isSeen = (reads & bit) !== 0 && sharesCircle(actor, theirs, bit, today)
    return isSeen ? sight | bit : sight
  }, 0)
}

/** What stands for a person where something is withheld: they, and every agency that they belong or belonged to. */
export function namesOf({ user, agency, otherAgencies = [] }: Actor): readonly Uuid[] {
  return [user, agency, ...otherAgencies]
}

/** Whether something is withheld from a person: one of their names (namesOf) is complained of. */
export function isWithheld(names: readonly Uuid[], parties: readonly Uuid[]): boolean {
  return names.some((name) => parties.includes(name))
}

/** May this person read this entry today? */
export function mayRead(actor: Actor, entry: Protected, circles: SubjectCircles, today: PlainDate): Ruling {
  if (entry.isSealed === true && entry.subjects[0] !== actor.glass) return { allowed: false, because: 'sealed' }
  if (isWithheld(namesOf(actor), entry.withheld ?? [])) return { allowed: false, because: 'withheld' }
  const reads = readsOf(actor.roles)
  if (entry.class === 'unknown') {
    if (reads === 0) return { allowed: false, because: 'role' }
    return entry.agency === actor.agency
      ? { allowed: true, by: 'own-agency' }
      : { allowed: false, because: 'no-circle' }
  }
  const bit = classBit(entry.class)
  if ((reads & bit) === 0) return { allowed: false, because: 'role' }
  if (entry.agency === actor.agency) return { allowed: true, by: 'own-agency' }
  if ((circleReadsOf(actor.roles) & bit) === 0) return { allowed: false, because: 'no-circle' }
  if (actor.glass !== undefined && entry.subjects.includes(actor.glass)) return { allowed: true, by: 'glass' }
  const common = entry.subjects.some((subject) => sharesCircle(actor, circles.get(subject) ?? [], bit, today))
  return common ? { allowed: true, by: 'circle' } : { allowed: false, because: 'no-circle' }
}

/** May this person write this entry today? For an unknown kind any class the role writes will do, as its class is not known yet. */
export function mayWrite(actor: Actor, wanted: Wanted, circles: SubjectCircles, today: PlainDate): Ruling {
  if (keepsDiary(actor, wanted)) return { allowed: true, by: 'diary' }
  const writes = writesOf(actor.roles)
  const bit = wanted.class === 'unknown' ? writes : writes & classBit(wanted.class)
  if (bit === 0) return { allowed: false, because: 'role' }
  if (wanted.roles !== undefined && !wanted.roles.some((role) => actor.roles.includes(role))) {
    return { allowed: false, because: 'kind-roles' }
  }
  if (isThroughGlass(actor, wanted)) return { allowed: true, by: 'glass' }
  const others = wanted.subjects.filter((subject) => subject !== wanted.opens)
  const passing = wanted.class === 'safeguarding' ? classBit('identity') : bit
  const common = others.every((subject) => sharesCircle(actor, circles.get(subject) ?? [], passing, today))
  if (!common) return { allowed: false, because: 'no-circle' }
  return { allowed: true, by: others.length === 0 ? 'opening' : 'circle' }
}

function isThroughGlass(
  { opened = [] }: Actor,
  { throughGlass, subjects, opens, standBeside, ...wanted }: Wanted,
): boolean {
  const record = opened.find(({ child }) => child === subjects[0])
  if (record === undefined || throughGlass === undefined || opens !== null || wanted.class === 'unknown') return false
  return (throughGlass === 'any' || record.isResponsible) && (subjects.length === 1 || standBeside === true)
}

/** A carer, a kind of care class that names carers, and one child whose diary it keeps. */
function keepsDiary({ roles, diaries = [] }: Actor, wanted: Wanted): boolean {
  const [subject, ...others] = wanted.subjects
  return (
    roles.includes('carer') &&
    wanted.class === 'care' &&
    wanted.roles?.includes('carer') === true &&
    wanted.opens === null &&
    others.length === 0 &&
    subject !== undefined &&
    diaries.includes(subject)
  )
}

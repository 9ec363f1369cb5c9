// A gate decides whether an act may pass, and if not, names everything that is missing, each piece with the classes it needs to be seen.
// The host decides over the whole chronicle. To a reader without a piece's classes, a piece that seems missing reads "cannot tell here".
import { classesOf, maskOf, type AccessClass, type ClassMask } from '../access/classes.ts'
import type { PlainDate } from '../time/plain-date.ts'
import type { AgencyId, Recorded, SubjectId, Uuid, Written } from './entry.ts'
import type { MissingPiece } from './problem.ts'

/** One requirement of a gate and whether the chronicle meets it. */
export type Check = {
  code: string
  classes: readonly AccessClass[]
  holds: boolean
  params?: Record<string, string | number>
  /** Accounts and agencies from whom what it looks at is withheld. */
  withheld?: readonly Uuid[]
  /** What those who may not see it are told instead, where the very code would tell them. */
  veil?: { code: string; classes: readonly AccessClass[] }
}

export type AgencyKind = 'prisons' | 'child-welfare' | 'health' | 'justice' | 'non-governmental' | 'host'
export type AgencyFacts = { id: AgencyId; kind: AgencyKind; isState: boolean }

/** What a gate may look at: whole chronicles of the subjects it names, agencies and accounts, the country's rules, the day. */
export type GateWorld<Pack> = {
  chronicle: (subject: SubjectId) => readonly Recorded[]
  agency: (id: AgencyId) => AgencyFacts | undefined
  /** Of an account that the gate names: whether it is an open one of a carer, in the author's own agency. A device cannot know: true. */
  isOwnCarer: (account: Uuid) => boolean
  /** Of whoever wrote an entry that the act belongs to: whether they belong or belonged to the author's agency. A device cannot know: false. */
  isColleague: (account: Uuid) => boolean
  /** Classes that the author may read of the act's subject: by role and by a circle in common. */
  authorReads: ClassMask
  /** Agencies to which the author belongs or belonged besides the act's: what is withheld from these is withheld from the author. A
   * device cannot know: none. */
  otherAgencies: readonly AgencyId[]
  pack: Pack
  today: PlainDate
}

export type Gate<Pack> = {
  /** Chronicles that the gate reads beyond the act's own subjects; they are locked with them. */
  reads: (act: Written) => readonly SubjectId[]
  /** Accounts of which it asks `isOwnCarer`. */
  accounts?: (act: Written) => readonly Uuid[]
  checks: (act: Written, world: GateWorld<Pack>) => readonly Check[]
}

/** What stands for the author of an act where something is withheld (access/policy.ts, namesOf). */
export function authorNames(
  { author, agency }: Written,
  { otherAgencies }: Pick<GateWorld<unknown>, 'otherAgencies'>,
): readonly Uuid[] {
  return [author, agency, ...otherAgencies]
}

export type Ruling = { passes: boolean; pieces: MissingPiece[] }

/** The ruling as a reader with these classes may see it: `allClasses` on the host. `reader`: their account and agencies. */
export function rule(checks: readonly Check[], seen: ClassMask, reader: readonly Uuid[] = []): Ruling {
  const failed = checks.filter((check) => !check.holds)
  const pieces = failed.map(({ code, classes, params, withheld = [], veil }): MissingPiece => {
    const isSeen = (maskOf(classes) & seen) === maskOf(classes) && !withheld.some((id) => reader.includes(id))
    if (isSeen) {
      const piece = { code, classes: classesOf(maskOf(classes)), status: 'missing' } as const
      return params === undefined ? piece : { ...piece, params }
    }
    const told = veil ?? { code, classes }
    return { code: told.code, classes: classesOf(maskOf(told.classes)), status: 'cannot-tell' }
  })
  return { passes: failed.length === 0, pieces }
}

/** A check that holds or not. */
export function check(
  code: string,
  classes: readonly AccessClass[],
  holds: boolean,
  params?: Record<string, string | number>,
): Check {
  return params === undefined ? { code, classes, holds } : { code, classes, holds, params }
}

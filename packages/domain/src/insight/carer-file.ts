// All that a chronicle says about a carer in custody: where she or he is held, the legal position, pregnancies, and which children.
// Children are named by the relations that stand in the carer's own chronicle. Source: architecture.md, "An entry" (`also`).
import type { Recorded, SubjectId } from '../chronicle/entry.ts'
import { statedOf, type Question } from '../chronicle/fold.ts'
import * as registerKinds from '../register/kinds.ts'
import { carerStanding, type CarerStanding } from '../register/standing-state.ts'
import { carerRegister, type CarerRegister, type Custody, type Pregnancy, type Relation } from '../register/state.ts'
import { settled as settle } from '../settled.ts'
import { edtfBounds, type Edtf } from '../time/edtf.ts'
import { addMonths, type DateRange, type PlainDate } from '../time/plain-date.ts'

export type CarerFile = {
  carer: SubjectId
  register: CarerRegister
  /** Where the carer is held now; null when free, or when nothing is known. */
  custody: Custody | null
  /** Pregnancies that nobody said have ended. */
  openPregnancies: readonly Pregnancy[]
  children: readonly { child: SubjectId; relation: Relation['relation'] }[]
  standing: CarerStanding
  /** The days on which she comes of age; null when nobody stated her birth. Before the latest of them she may be a child herself. */
  adultFrom: DateRange | null
  questions: readonly Question[]
}

/** Age in years from which nobody is a child: Convention on the Rights of the Child, article 1. */
const adultYears = 18

/** Whether a carer is a child herself on a day. */
export function isUnderAge({ adultFrom }: Pick<CarerFile, 'adultFrom'>, day: PlainDate): 'yes' | 'possibly' | 'no' {
  if (adultFrom === null || day >= adultFrom.latest) return 'no'
  return day < adultFrom.earliest ? 'yes' : 'possibly'
}

function comesOfAge(born: Edtf | null): DateRange | null {
  const { earliest, latest } = born === null ? { earliest: null, latest: null } : edtfBounds(born)
  if (earliest === null || latest === null) return null
  return { earliest: addMonths(earliest, adultYears * 12), latest: addMonths(latest, adultYears * 12) }
}

/** Folds a carer's chronicle. */
export function carerFile(carer: SubjectId, entries: readonly Recorded[]): CarerFile {
  const settled = settle(entries)
  const register = carerRegister(settled)
  const last = register.custody.at(-1)
  const related = statedOf(settled, registerKinds.relationStated).filter(({ body }) => body.carer === carer)
  const children = new Map(related.map(({ entry, body }) => [entry.subject, body.relation]))
  return {
    carer,
    register,
    custody: last !== undefined && last.to === null ? last : null,
    openPregnancies: register.pregnancies.filter(({ outcome }) => outcome === null),
    children: [...children].map(([child, relation]) => ({ child, relation })),
    standing: carerStanding(settled),
    adultFrom: comesOfAge(register.born),
    questions: settled.questions,
  }
}

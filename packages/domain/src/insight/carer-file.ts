// All that a chronicle says about a carer in custody: where she or he is held, the legal position, pregnancies, and which children.
// Children are named by the relations that stand in the carer's own chronicle. Source: architecture.md, "An entry" (`also`).
import type { Recorded, SubjectId } from '../chronicle/entry.ts'
import { statedOf, type Question } from '../chronicle/fold.ts'
import * as registerKinds from '../register/kinds.ts'
import { carerRegister, type CarerRegister, type Custody, type Pregnancy, type Relation } from '../register/state.ts'
import { settled as settle } from '../settled.ts'

export type CarerFile = {
  carer: SubjectId
  register: CarerRegister
  /** Where the carer is held now; null when free, or when nothing is known. */
  custody: Custody | null
  /** Pregnancies that nobody said have ended. */
  openPregnancies: readonly Pregnancy[]
  children: readonly { child: SubjectId; relation: Relation['relation'] }[]
  questions: readonly Question[]
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
    questions: settled.questions,
  }
}

import type { SubjectId } from '@komar/domain/chronicle/entry'
import type { ChildRegister } from '@komar/domain/register/state'
import type { ChildWellbeing } from '@komar/domain/wellbeing/state'

/** What these parts show of a child's file. */
export type WellbeingFile = {
  child: SubjectId
  register: Pick<ChildRegister, 'sex' | 'birth'>
  wellbeing: ChildWellbeing
}

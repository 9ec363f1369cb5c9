// Every code that a deadline can carry: each has a sentence in both languages.
import { erasureDeadlineCodes } from './access/erasure-signals.ts'
import { accessDeadlineCodes } from './access/signals.ts'
import { complaintDeadlineCodes } from './assess/complaint-signals.ts'
import { letterDeadlineCodes } from './assess/letter-signals.ts'
import { measureDeadlineCodes } from './assess/measure-signals.ts'
import { askingDeadlineCodes } from './assess/asking-signals.ts'
import { assessDeadlineCodes } from './assess/signals.ts'
import { afterDeadlineCodes } from './care/after-signals.ts'
import { roundDeadlineCodes } from './assess/round-signals.ts'
import { lookedForDeadlineCodes } from './register/looked-for-signals.ts'
import { deathDeadlineCodes } from './care/death-signals.ts'
import { emergencyDeadlineCodes } from './care/emergency-signals.ts'
import { placeDeadlineCodes } from './care/place-signals.ts'
import { escalationDeadlineCodes } from './assess/escalation-signals.ts'
import { agreementDeadlineCodes } from './care/agreement-signals.ts'
import { careDeadlineCodes } from './care/signals.ts'
import { lawDeadlineCodes } from './law/signals.ts'
import { otherParentDeadlineCodes } from './care/other-parent-signals.ts'
import { outsideDeadlineCodes } from './care/outside-signals.ts'
import { familyDeadlineCodes } from './register/family-signals.ts'
import { mergeDeadlineCodes } from './register/merge-state.ts'
import { chronicleDeadlineCodes } from './register/signals.ts'
import { standingDeadlineCodes } from './register/standing-signals.ts'
import { wellbeingDeadlineCodes } from './wellbeing/signal.ts'

export const deadlineCodes = [
  ...accessDeadlineCodes,
  ...erasureDeadlineCodes,
  ...chronicleDeadlineCodes,
  ...mergeDeadlineCodes,
  ...lawDeadlineCodes,
  ...assessDeadlineCodes,
  ...askingDeadlineCodes,
  ...measureDeadlineCodes,
  ...letterDeadlineCodes,
  ...complaintDeadlineCodes,
  ...escalationDeadlineCodes,
  ...careDeadlineCodes,
  ...agreementDeadlineCodes,
  ...otherParentDeadlineCodes,
  ...outsideDeadlineCodes,
  ...familyDeadlineCodes,
  ...standingDeadlineCodes,
  ...placeDeadlineCodes,
  ...emergencyDeadlineCodes,
  ...afterDeadlineCodes,
  ...deathDeadlineCodes,
  ...lookedForDeadlineCodes,
  ...roundDeadlineCodes,
  ...wellbeingDeadlineCodes,
] as const
export type DeadlineCode = (typeof deadlineCodes)[number]

// Every code that a deadline can carry: each has a sentence in both languages.
import { accessDeadlineCodes } from './access/signals.ts'
import { measureDeadlineCodes } from './assess/measure-signals.ts'
import { assessDeadlineCodes } from './assess/signals.ts'
import { careDeadlineCodes } from './care/signals.ts'
import { lawDeadlineCodes } from './law/signals.ts'
import { chronicleDeadlineCodes } from './register/signals.ts'

export const deadlineCodes = [
  ...accessDeadlineCodes,
  ...chronicleDeadlineCodes,
  ...lawDeadlineCodes,
  ...assessDeadlineCodes,
  ...measureDeadlineCodes,
  ...careDeadlineCodes,
] as const
export type DeadlineCode = (typeof deadlineCodes)[number]

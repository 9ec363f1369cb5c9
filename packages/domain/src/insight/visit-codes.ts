// What is met only by going there: a call never counts as a visit (practice.md part 2, G-F1).
import type { DeadlineCode } from '../deadline-codes.ts'

export const visitCodes: readonly DeadlineCode[] = [
  'assess.entry-check',
  'assess.full-assessment',
  'assess.birth-assessment',
  'assess.recheck-after-transfer',
  'assess.child-view-postponed',
  'care.departed-without-plan',
  'care.own-arrangement-visit',
  'care.follow-up-visit',
  'care.follow-up-concern',
]

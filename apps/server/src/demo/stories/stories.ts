// The stories told in full, each of the family that was planned for it.
import type { SubjectId } from '@komar/domain/chronicle/entry'
import type { Work } from '../casework-steps.ts'
import type { Story } from '../cohorts.ts'
import type { ToldFamily } from '../family-entries.ts'
import { tellEndToEnd } from './end-to-end.ts'
import { tellOverstay, tellOwnArrangement, tellUnplanned } from './other-stories.ts'

/** Families whose casework is told here from beginning to end. */
export const wholeStories: readonly (Story | undefined)[] = ['end-to-end', 'overstay']

/** Tells all of them. */
export function tellStories(work: Work, told: readonly ToldFamily[], cc2: SubjectId): void {
  const tell: Record<Story, (family: ToldFamily) => void> = {
    'end-to-end': (family) => tellEndToEnd(work, family, cc2),
    overstay: (family) => tellOverstay(work, family),
    'own-arrangement': (family) => tellOwnArrangement(work, family),
    unplanned: (family) => tellUnplanned(work, family),
  }
  for (const family of told) if (family.plan.story !== undefined) tell[family.plan.story](family)
}

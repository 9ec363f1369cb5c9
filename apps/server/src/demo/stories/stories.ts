// The stories, each of the family that was planned for it. Those that read what others wrote are told last.
import type { SubjectId } from '@komar/domain/chronicle/entry'
import type { Work } from '../casework-steps.ts'
import type { Story } from '../cohorts.ts'
import type { ToldFamily } from '../family-entries.ts'
import { tellDouble } from './double-record.ts'
import { tellEndToEnd } from './end-to-end.ts'
import { tellOverstay, tellOwnArrangement, tellUnplanned } from './other-stories.ts'
import {
  tellComplaint,
  tellDeath,
  tellFather,
  tellOpenComplaint,
  tellQuestionedBirth,
  tellSiblings,
  tellTwins,
} from './stories-inside.ts'
import { tellBail, tellBrokenPlacement, tellEmergency, tellPardon } from './stories-outside.ts'

/** Families whose casework is told here from beginning to end. */
export const wholeStories: readonly (Story | undefined)[] = ['end-to-end', 'overstay', 'death']

const afterwards: readonly Story[] = ['death']

/** Tells those that stand by themselves, or, `isLast`, those that look back at what everybody wrote. */
export function tellStories(work: Work, told: readonly ToldFamily[], cc2: SubjectId, isLast: boolean): void {
  const tell: Record<Story, (family: ToldFamily) => void> = {
    'end-to-end': (family) => tellEndToEnd(work, family, cc2),
    overstay: (family) => tellOverstay(work, family),
    'own-arrangement': (family) => tellOwnArrangement(work, family),
    unplanned: (family) => tellUnplanned(work, family),
    siblings: (family) => tellSiblings(work, family),
    twins: (family) => tellTwins(work, family),
    'broke-down': (family) => tellBrokenPlacement(work, family),
    emergency: (family) => tellEmergency(work, family),
    pardon: (family) => tellPardon(work, family),
    bail: (family) => tellBail(work, family),
    complaint: (family) => tellComplaint(work, family),
    'open-complaint': (family) => tellOpenComplaint(work, family),
    'birth-questioned': (family) => tellQuestionedBirth(work, family),
    father: (family) => tellFather(work, family),
    death: (family) => tellDeath(work, family),
    double: (family) => tellDouble(work, family, 'K-0900'),
  }
  for (const family of told) {
    const { story } = family.plan
    if (story !== undefined && afterwards.includes(story) === isLast) tell[story](family)
  }
}

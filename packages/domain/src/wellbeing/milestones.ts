// Milestones of the first five years: the WHO's six windows of gross motor development, and the checkpoints of a checklist.
// Rule: a motor milestone is late after the month by which 99 of 100 healthy children had reached it. At a checkpoint at or below the
// child's age, an item not yet reached asks for a second look; a skill that was there and is lost is referred at any age.
// Source: WHO Multicentre Growth Reference Study 2006 (PubMed 16817682); Zubler et al., Pediatrics 2022;149(3) for the checkpoints.
// Uncertain: neither is a screening test and neither was normed in Cambodia. Hands-and-knees crawling is left out by 4.3 % of healthy
// children: its absence alone is no delay. The wording of the checklist is in tables/cdc-milestones.ts, with its terms.
import type { Evidence } from './evidence.ts'

export const motorMilestones = {
  'sits-without-support': { firstMonths: 3.8, lastMonths: 9.2, mayBeSkipped: false },
  'stands-with-assistance': { firstMonths: 4.8, lastMonths: 11.4, mayBeSkipped: false },
  'crawls-on-hands-and-knees': { firstMonths: 5.2, lastMonths: 13.5, mayBeSkipped: true },
  'walks-with-assistance': { firstMonths: 5.9, lastMonths: 13.7, mayBeSkipped: false },
  'stands-alone': { firstMonths: 6.9, lastMonths: 16.9, mayBeSkipped: false },
  'walks-alone': { firstMonths: 8.2, lastMonths: 17.6, mayBeSkipped: false },
} as const

export type MotorMilestone = keyof typeof motorMilestones
export const motorMilestoneNames = Object.keys(motorMilestones) as MotorMilestone[]

/** The windows run from the 1st to the 99th of 100 healthy children. */
export const motorEvidence: Evidence = {
  source: 'WHO Multicentre Growth Reference Study Group 2006, PubMed 16817682',
  status: 'sourced',
}

export type MotorStanding = 'reached' | 'too-early' | 'in-window' | 'late' | 'not-reached-no-delay'

/**
 * Where a child stands with one motor milestone.
 * @param ageMonths months of 30.4375 days, fractions welcome; of a child born early, the corrected age beside the real one
 * @param isReached whether the child has ever been seen to do it
 */
export function motorStanding(milestone: MotorMilestone, ageMonths: number, isReached: boolean): MotorStanding {
  const { firstMonths, lastMonths, mayBeSkipped } = motorMilestones[milestone]
  if (isReached) return 'reached'
  if (ageMonths < firstMonths) return 'too-early'
  if (ageMonths <= lastMonths) return 'in-window'
  return mayBeSkipped ? 'not-reached-no-delay' : 'late'
}

/** Ages in months at which the checklist is gone through. */
export const checkpoints = [2, 4, 6, 9, 12, 15, 18, 24, 30, 36, 48, 60] as const
export type Checkpoint = (typeof checkpoints)[number]

export const checklistDomains = ['social_emotional', 'language_communication', 'cognitive', 'motor_physical'] as const
export type ChecklistDomain = (typeof checklistDomains)[number]

const domainLetters: Record<string, ChecklistDomain> = {
  S: 'social_emotional',
  L: 'language_communication',
  C: 'cognitive',
  M: 'motor_physical',
}

/** The checkpoint and the domain that an item's code tells (`CDC09M2`: nine months, motor); null for no such code. */
export function checklistItem(code: string): { checkpoint: Checkpoint; domain: ChecklistDomain } | null {
  const [, months, letter = ''] = /^CDC(\d\d)([SLCM])\d$/u.exec(code) ?? []
  const checkpoint = checkpoints.find((candidate) => candidate === Number(months))
  const domain = domainLetters[letter]
  return checkpoint === undefined || domain === undefined ? null : { checkpoint, domain }
}

/** Shown with the checklist wherever it is. */
export const checklistEvidence: Evidence = {
  source:
    'Adapted from the milestones of the US Centers for Disease Control and Prevention, "Learn the Signs. Act Early." (2022; Zubler et al., Pediatrics 2022;149(3)). Free of charge at cdc.gov. CDC does not endorse this use.',
  status: 'sourced',
}

/** The checkpoint to use at an age in completed months: the last one reached; null under two months. */
export function checkpointAt(ageMonths: number): Checkpoint | null {
  return checkpoints.findLast((checkpoint) => checkpoint <= ageMonths) ?? null
}

export type MilestoneAnswer = 'yes' | 'not-yet' | 'lost' | 'not-seen'
export type MilestoneAdvice = 'refer-now' | 'look-again' | 'carer-worries' | 'none'

/** What follows from a checklist: a lost skill before all else, then a carer's worry, then what is not reached. */
export function milestoneAdvice(answers: readonly MilestoneAnswer[], carerWorries: boolean): MilestoneAdvice {
  if (answers.includes('lost')) return 'refer-now'
  if (carerWorries) return 'carer-worries'
  return answers.includes('not-yet') ? 'look-again' : 'none'
}

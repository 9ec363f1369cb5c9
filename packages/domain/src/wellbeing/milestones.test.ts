import { describe, expect, test } from 'vitest'
import {
  checklistDomains,
  checklistItem,
  checkpointAt,
  checkpoints,
  milestoneAdvice,
  motorMilestoneNames,
  motorMilestones,
  motorStanding,
} from './milestones.ts'
import { checklistWords } from './tables/cdc-milestones.ts'

test('the windows of the WHO', () => {
  expect(
    motorMilestoneNames.map((name) => [motorMilestones[name].firstMonths, motorMilestones[name].lastMonths]),
  ).toEqual([
    [3.8, 9.2],
    [4.8, 11.4],
    [5.2, 13.5],
    [5.9, 13.7],
    [6.9, 16.9],
    [8.2, 17.6],
  ])
})

describe('one milestone', () => {
  test.each([
    ['walks-alone', 8.1, false, 'too-early'],
    ['walks-alone', 8.2, false, 'in-window'],
    ['walks-alone', 17.6, false, 'in-window'],
    ['walks-alone', 17.7, false, 'late'],
    ['walks-alone', 30, true, 'reached'],
    ['walks-alone', 7, true, 'reached'],
    ['crawls-on-hands-and-knees', 13.5, false, 'in-window'],
    ['crawls-on-hands-and-knees', 20, false, 'not-reached-no-delay'],
    ['sits-without-support', 9.3, false, 'late'],
  ] as const)('%s at %d months, reached %s: %s', (milestone, months, isReached, standing) => {
    expect(motorStanding(milestone, months, isReached)).toBe(standing)
  })

  test('only crawling may be skipped', () => {
    expect(motorMilestoneNames.filter((name) => motorMilestones[name].mayBeSkipped)).toEqual([
      'crawls-on-hands-and-knees',
    ])
  })
})

test.each([
  [1, null],
  [2, 2],
  [3, 2],
  [11, 9],
  [29, 24],
  [30, 30],
  [60, 60],
  [90, 60],
])('at %i months the checkpoint is %s', (months, checkpoint) => {
  expect(checkpointAt(months)).toBe(checkpoint)
})

describe('the checklist', () => {
  test('has 159 items, each with a place', () => {
    const items = Object.keys(checklistWords).map(checklistItem)
    expect(items).toHaveLength(159)
    expect(items).not.toContain(null)
    const counts = checkpoints.map((checkpoint) => items.filter((item) => item?.checkpoint === checkpoint).length)
    expect(counts).toEqual([11, 13, 12, 13, 10, 13, 15, 13, 15, 12, 17, 15])
    expect(new Set(items.map((item) => item?.domain))).toEqual(new Set(checklistDomains))
  })

  test('a code tells checkpoint and domain', () => {
    expect(checklistItem('CDC09M2')).toEqual({ checkpoint: 9, domain: 'motor_physical' })
    expect(checklistItem('CDC30L1')).toEqual({ checkpoint: 30, domain: 'language_communication' })
    expect(checklistItem('CDC60C3')).toEqual({ checkpoint: 60, domain: 'cognitive' })
    expect(checklistItem('CDC02S1')).toEqual({ checkpoint: 2, domain: 'social_emotional' })
  })

  test.each(['CDC10M2', 'CDC09X2', 'CDC9M2', 'CDC09M', 'xCDC09M2', 'CDC09M22', ''])('%j is no code', (code) => {
    expect(checklistItem(code)).toBeNull()
  })
})

test.each([
  [['yes', 'yes'], false, 'none'],
  [['yes', 'not-yet'], false, 'look-again'],
  [['yes', 'not-seen'], false, 'none'],
  [['not-yet'], true, 'carer-worries'],
  [['yes'], true, 'carer-worries'],
  [['not-yet', 'lost'], true, 'refer-now'],
  [['lost'], false, 'refer-now'],
  [[], false, 'none'],
] as const)('%j, worried %s: %s', (answers, worries, advice) => {
  expect(milestoneAdvice(answers, worries)).toBe(advice)
})

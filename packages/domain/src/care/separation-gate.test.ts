// The gate of a planned separation: the made-up story passes; without any one piece it names exactly that piece.
import { describe, expect, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { maskOf } from '../access/classes.ts'
import * as assess from '../assess/kinds.ts'
import type { Recorded } from '../chronicle/entry.ts'
import { rule } from '../chronicle/gate.ts'
import { day, entry, leaveBody, people, planBody, planned, story, testId, worldOf } from '../example-entries.fixture.ts'
import { gateFor } from '../gates.ts'
import { siblingStated } from '../register/family-kinds.ts'
import { instantSchema } from '../time/instant.ts'
import { matched } from './carer-kinds.ts'
import * as care from './kinds.ts'

const pack = cambodia()
const all = 511

type Entries = Record<string, Recorded>

function missing(entries: Entries, body: Record<string, unknown> = planBody, today = '2013-10-08'): string[] {
  const world = worldOf(Object.values(entries), pack, day(today))
  const act = planned(body)
  const checks = gateFor(act.kind)?.checks(act, world) ?? []
  return rule(checks, all).pieces.map(({ code }) => code)
}

function without(...names: string[]): Entries {
  return Object.fromEntries(Object.entries(story()).filter(([name]) => !names.includes(name)))
}

function changed(name: string, body: Record<string, unknown>): Entries {
  const entries = story()
  const former = entries[name]
  if (former === undefined) throw new Error(`the story has no ${name}`)
  return { ...entries, [name]: { ...former, body: { ...former.body, ...body } } }
}

function plan(changes: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries({ ...planBody, ...changes }).filter(([, value]) => value !== undefined))
}

test('the story passes', () => {
  expect(missing(story())).toEqual([])
})

describe('the decision', () => {
  test('there must be one', () => {
    expect(missing(without('decided', 'declared'))).toEqual([
      'separation.decision-to-leave',
      'separation.decision-in-force',
      'separation.tier-as-decided',
    ])
  })

  test.each([
    ['an interim one does not separate', { type: 'interim' }],
    ['one to stay does not separate', { outcome: 'stay' }],
  ])('%s', (_, body) => {
    expect(missing(changed('decided', body))).toEqual(['separation.decision-to-leave'])
  })

  test('it must hold on the day of the move, its last day included', () => {
    expect(missing(changed('decided', { until: '2013-10-15' }))).toEqual([])
    expect(missing(changed('decided', { until: '2013-10-14' }))).toEqual(['separation.decision-in-force'])
    expect(missing(changed('decided', { from: '2013-10-16' }))).toContain('separation.decision-in-force')
  })

  test('a later decision ends it', () => {
    const interim = { ...leaveBody, type: 'interim', outcome: 'stay', from: '2013-10-01', until: '2013-10-15' }
    const later = entry(55, assess.decisionMade, people.child, '2013-10-01', interim)
    expect(missing({ ...story(), later })).toEqual(['separation.decision-in-force'])
  })

  test('a withdrawn one is none', () => {
    const withdrawn = entry(55, assess.decisionMade, people.child, '2013-10-01', { reason: 'Wrong child' })
    const retraction = { ...withdrawn, retracts: testId(1046) }
    expect(missing({ ...without('declared'), retraction })).toContain('separation.decision-to-leave')
  })

  test('the tier is the one that was chosen', () => {
    expect(missing(story(), plan({ tier: 3 }))).toEqual([
      'separation.tier-as-decided',
      'separation.tier-fits-carer',
      'separation.matched',
    ])
  })
})

describe('the carer', () => {
  test('is approved, and on the day of the move still is', () => {
    const both = ['separation.carer-approved', 'separation.carer-has-place']
    expect(missing(without('approved'))).toEqual(both)
    expect(missing(changed('approved', { until: '2013-10-14' }))).toEqual(both)
    expect(missing(changed('approved', { until: '2013-10-15' }))).toEqual([])
  })

  test('has a place left for this child', () => {
    const other = testId(91)
    const placed = entry(
      46,
      care.placementBegan,
      other,
      '2013-09-18',
      { tier: 2, carer: people.aunt, isParentsOwnArrangement: false },
      { also: [people.aunt] },
    )
    expect(missing({ ...story(), placed })).toEqual(['separation.carer-has-place'])
    const movedOn = entry(47, care.placementBegan, other, '2013-09-30', { tier: 1, isParentsOwnArrangement: false })
    expect(missing({ ...story(), placed, movedOn })).toEqual([])
  })
})

describe('meetings', () => {
  test('under five: three, over fourteen days, one with the mother, one at the new home', () => {
    expect(missing(without('secondMeeting'))).toEqual(['separation.meetings-enough', 'separation.meeting-at-new-home'])
    expect(missing(without('firstMeeting'))).toEqual([
      'separation.meetings-enough',
      'separation.meetings-long-enough',
      'separation.meeting-with-mother',
    ])
    const short = story()
    const last = short['thirdMeeting']
    if (last === undefined) throw new Error('no third meeting')
    const soon = {
      ...short,
      thirdMeeting: { ...last, occurred: entry(1, care.meetingHeld, people.child, '2013-10-05', {}).occurred },
    }
    expect(missing(soon)).toEqual(['separation.meetings-long-enough'])
  })

  test('at home only when the child may go out', () => {
    expect(missing(changed('secondMeeting', { isAtNewHome: false }), plan({ canVisitNewHome: false }))).toEqual([])
  })

  test('fewer with a reason, but never none', () => {
    const reasoned = plan({ fewerMeetingsReason: 'The mother is in hospital' })
    expect(missing(without('firstMeeting', 'secondMeeting'), reasoned)).toEqual([])
    expect(missing(without('firstMeeting', 'secondMeeting', 'thirdMeeting'), reasoned)).toEqual([
      'separation.meetings-enough',
    ])
  })

  test('from five on one will do; who may be under five is under five', () => {
    const few = (born: string) => {
      const { firstMeeting: _first, secondMeeting: _second, ...entries } = changed('born', { born })
      return missing(entries)
    }
    expect(few('2008-10-15')).not.toContain('separation.meetings-enough')
    expect(few('2008-10-16')).toContain('separation.meetings-enough')
    expect(few('2008')).toContain('separation.meetings-enough')
  })

  test('with this carer, before the move', () => {
    expect(missing(changed('thirdMeeting', { withCarer: testId(92) }))).toContain('separation.meetings-enough')
  })
})

describe('mother and child', () => {
  test('both are heard on the separation', () => {
    expect(missing(without('motherOnSeparation'))).toEqual(['separation.mother-heard'])
    expect(missing(without('childOnSeparation'))).toEqual(['separation.child-heard'])
  })

  test('a mother who could not speak freely was not heard', () => {
    expect(missing(changed('motherOnSeparation', { freely: 'no' }))).toEqual(['separation.mother-heard'])
    expect(missing(changed('motherOnSeparation', { freely: 'not-sure' }))).toEqual([])
  })

  test('could not be asked needs why and how often it was tried', () => {
    const unasked = { stance: 'could-not-be-asked', freely: undefined }
    expect(missing(changed('motherOnSeparation', unasked))).toEqual(['separation.mother-heard'])
    expect(missing(changed('motherOnSeparation', { ...unasked, whyNot: 'ill' }))).toEqual(['separation.mother-heard'])
    expect(missing(changed('motherOnSeparation', { ...unasked, whyNot: 'ill', tries: 2 }))).toEqual([])
    expect(missing(changed('motherOnSeparation', { ...unasked, whyNot: 'dead' }))).toEqual([])
  })

  test('who disagrees has seven days', () => {
    const entries = changed('motherOnSeparation', { stance: 'disagrees', legalHelp: 'declined' })
    expect(missing(entries)).toEqual([])
    const decided = entries['decided']
    const { firstMeeting, secondMeeting, thirdMeeting, ...rest } = entries
    if (decided === undefined || !firstMeeting || !secondMeeting || !thirdMeeting) throw new Error('the story changed')
    const late = entry(46, assess.decisionMade, people.child, '2013-10-09', { ...leaveBody, from: '2013-10-09' })
    const meetings = { firstMeeting, secondMeeting, thirdMeeting }
    expect(missing({ ...rest, ...meetings, decided: late })).toEqual(['separation.wait-after-disagreement'])
    expect(missing({ ...rest, ...meetings, decided: late }, plan({ moveOn: '2013-10-16' }))).toEqual([])
    const danger = plan({ dangerInWaiting: 'Cholera in the block' })
    expect(missing({ ...rest, ...meetings, decided: late }, danger)).toEqual([])
  })

  test('a decision that is written back to an earlier day spares nobody the wait', () => {
    const entries = changed('motherOnSeparation', { stance: 'disagrees', legalHelp: 'declined' })
    const { decided } = entries
    if (decided === undefined) throw new Error('the story changed')
    const back = { ...decided, received: instantSchema.parse('2013-10-09T03:00:00.000Z') }
    expect(missing({ ...entries, decided: back })).toEqual(['separation.wait-after-disagreement'])
    expect(missing({ ...entries, decided: back }, plan({ moveOn: '2013-10-16' }))).toEqual([])
  })

  test('a no that comes later counts from its own day, and legal help was offered', () => {
    const no = { whose: 'mother', about: 'separation', stance: 'disagrees', freely: 'yes' }
    const late = entry(58, assess.viewHeard, people.child, '2013-10-09', { ...no, legalHelp: 'accepted' })
    expect(missing({ ...story(), late })).toEqual(['separation.wait-after-disagreement'])
    const without = entry(58, assess.viewHeard, people.child, '2013-10-07', no)
    expect(missing({ ...story(), without })).toEqual(['separation.legal-help-offered'])
  })

  test('a father who has rights counts like the mother', () => {
    const no = { whose: 'father', about: 'separation', stance: 'disagrees', freely: 'yes', legalHelp: 'declined' }
    const father = entry(58, assess.viewHeard, people.child, '2013-10-09', no)
    expect(missing({ ...story(), father })).toEqual(['separation.wait-after-disagreement'])
    const stranger = entry(58, assess.viewHeard, people.child, '2013-10-09', { ...no, hasRights: 'no' })
    expect(missing({ ...story(), stranger })).toEqual([])
  })

  test('agreement can be withdrawn until the move', () => {
    const withdrawn = entry(58, assess.viewHeard, people.child, '2013-10-07', {
      whose: 'mother',
      about: 'separation',
      stance: 'agrees',
      freely: 'no',
    })
    expect(missing({ ...story(), withdrawn })).toEqual(['separation.mother-heard'])
  })

  test('a reason for not hearing the child is one of the list', () => {
    const unasked = { stance: 'could-not-be-asked' }
    expect(missing(changed('childOnSeparation', unasked))).toEqual(['separation.child-heard'])
    expect(missing(changed('childOnSeparation', { ...unasked, whyNot: 'not-reached' }))).toEqual([
      'separation.child-heard',
    ])
    expect(missing(changed('childOnSeparation', { ...unasked, whyNot: 'no-interpreter' }))).toEqual([])
  })
})

describe('what the plan says', () => {
  test.each([
    ['whoTellsChild', 'separation.who-tells-child'],
    ['wordsForChild', 'separation.words-for-child'],
    ['comfortThing', 'separation.comfort-thing'],
    ['picture', 'separation.picture'],
    ['siblings', 'separation.siblings'],
    ['backupCarer', 'separation.backup-carer'],
    ['mothersSupport', 'separation.mothers-support'],
    ['travel', 'separation.travel'],
    ['firstFollowUpOn', 'separation.follow-up-dated'],
  ])('%s', (field, code) => {
    expect(missing(story(), plan({ [field]: undefined }))).toEqual([code])
  })

  test('brothers and sisters go together, or it says why not', () => {
    expect(missing(story(), plan({ siblingsPlaced: undefined }))).toEqual(['separation.siblings-placed'])
    expect(missing(story(), plan({ siblingsPlaced: 'together' }))).toEqual([])
    expect(missing(story(), plan({ siblingsPlaced: 'apart' }))).toEqual(['separation.apart-reason'])
    expect(missing(story(), plan({ siblingsPlaced: 'apart', apartReason: 'Each with a father' }))).toEqual([])
    const sister = entry(53, siblingStated, people.child, '2013-09-01', {
      names: { latin: 'Sok Maly' },
      bond: 'full',
      isTwin: false,
      livesTogether: 'no',
    })
    expect(missing({ ...story(), sister })).toEqual(['separation.siblings-placed'])
  })

  test('a baby that is only breastfed stays', () => {
    const code = 'separation.not-only-breastfed'
    const baby = changed('born', { born: '2013-05-16' })
    const fed = { feedingPlan: 'At the breast' }
    expect(missing(baby, plan(fed))).toContain(code)
    expect(missing(baby, plan({ ...fed, breastfeeding: 'only' }))).toContain(code)
    expect(missing(baby, plan({ ...fed, breastfeeding: 'partly' }))).not.toContain(code)
    const older = changed('born', { born: '2013-04-14' })
    expect(missing(older, plan({ ...fed, breastfeeding: 'only' }))).not.toContain(code)
  })

  test('a foster carer is matched with the child', () => {
    const chosen = changed('decided', { chosenTier: 3 })['decided']
    const entries = { ...changed('kin', { relation: 'foster-carer' }), ...(chosen && { decided: chosen }) }
    expect(missing(entries, plan({ tier: 3 }))).toEqual(['separation.carer-has-place', 'separation.matched'])
    const body = { carer: people.aunt, whyTheyFit: 'Knows his language' }
    const match = entry(54, matched, people.child, '2013-09-28', body, { also: [people.aunt] })
    const room = changed('approved', { capacity: 2 })['approved']
    expect(missing({ ...entries, match, ...(room && { approved: room }) }, plan({ tier: 3 }))).toEqual([])
  })

  test('how a child under two is fed', () => {
    expect(missing(story(), plan({ feedingPlan: undefined }))).toEqual([])
    const seenBy = [
      { who: 'Mother', sees: 'Sleeps' },
      { who: 'Nurse', sees: 'Eats' },
    ]
    const born = changed('born', { born: '2011-10-16' })['born']
    const baby = { ...changed('childOnSeparation', { seenBy }), ...(born && { born }) }
    expect(missing(baby, plan({ feedingPlan: undefined }))).toEqual(['separation.feeding-plan'])
  })

  test('health card and birth paper, or the reason', () => {
    expect(missing(story(), plan({ hasHealthCard: false }))).toEqual(['separation.papers'])
    expect(missing(story(), plan({ hasBirthPaper: false }))).toEqual(['separation.papers'])
    expect(missing(story(), plan({ hasBirthPaper: false, papersReason: 'Asked for on 1 October' }))).toEqual([])
  })

  test('not on a hard day, nor on the birthday', () => {
    expect(missing(story(), plan({ isHardDay: true }))).toEqual(['separation.not-a-hard-day'])
    expect(missing(changed('born', { born: '2010-10-15' }))).toEqual(['separation.not-a-hard-day'])
  })

  test('the move lies ahead, today included', () => {
    expect(missing(story(), planBody, '2013-10-15')).toEqual([])
    expect(missing(story(), planBody, '2013-10-16')).toEqual(['separation.move-day-ahead'])
  })

  test('contact at least monthly, the first within 31 days', () => {
    const contact = planBody.contact
    expect(missing(story(), plan({ contact: undefined }))).toEqual([
      'separation.contact-planned',
      'separation.contact-monthly',
      'separation.contact-first-in-time',
    ])
    expect(missing(story(), plan({ contact: { ...contact, everyDays: 31 } }))).toEqual([])
    expect(missing(story(), plan({ contact: { ...contact, everyDays: 32 } }))).toEqual(['separation.contact-monthly'])
    expect(missing(story(), plan({ contact: { ...contact, firstOn: '2013-11-15' } }))).toEqual([])
    const first = ['separation.contact-first-in-time']
    expect(missing(story(), plan({ contact: { ...contact, firstOn: '2013-11-16' } }))).toEqual(first)
    expect(missing(story(), plan({ contact: { ...contact, firstOn: '2013-10-14' } }))).toEqual(first)
  })

  test('the first follow-up within 48 hours under three, within a week from three on', () => {
    expect(missing(story(), plan({ firstFollowUpOn: '2013-10-18' }))).toEqual(['separation.follow-up-dated'])
    const older = changed('born', { born: '2010-10-14' })
    expect(missing(older, plan({ firstFollowUpOn: '2013-10-22' }))).toEqual([])
    expect(missing(older, plan({ firstFollowUpOn: '2013-10-23' }))).toEqual(['separation.follow-up-dated'])
    expect(missing(older, plan({ firstFollowUpOn: '2013-10-14' }))).toEqual(['separation.follow-up-dated'])
  })
})

test('to a reader without the class a missing piece reads "cannot tell here", and shows no numbers', () => {
  const act = planned(planBody)
  const world = worldOf(Object.values(without('firstMeeting')), pack, day('2013-10-08'))
  const ruling = rule(gateFor(act.kind)?.checks(act, world) ?? [], maskOf(['identity', 'custody']))
  expect(ruling.passes).toBe(false)
  expect(ruling.pieces[0]).toEqual({ code: 'separation.meetings-enough', classes: ['care'], status: 'cannot-tell' })
})

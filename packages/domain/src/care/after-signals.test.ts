// What becomes due after a move, day by day, in the story: contact and its stops, need levels, breakdown, the way back, release, transfer,
// death, leaving care, and a child with whom work had ended.
import { complaint } from '../assess/complaints.fixture.ts'
import { describe, expect, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import type { Deadline } from '../chronicle/deadline.ts'
import { entry, people, story, testId } from '../example-entries.fixture.ts'
import { childFile, type ChildFile } from '../insight/child-file.ts'
import * as register from '../register/kinds.ts'
import { instantSchema } from '../time/instant.ts'
import * as kinds from './after-kinds.ts'
import {
  closeBody,
  fromNgo,
  moved,
  older,
  placed,
  released,
  returnBody,
  settledAtHome,
  visited,
  type Entries,
} from './after-story.fixture.ts'
import { deathReported, deathReviewed } from './death-kinds.ts'
import * as care from './kinds.ts'

const pack = cambodia()
const { child, mother, aunt, otherPrison } = people
const withMother = { also: [mother] }

function fileOf(entries: Entries): ChildFile {
  const own = Object.values(entries).filter((each) => each.subject === child || each.also.includes(child))
  return childFile(child, own, pack)
}

function due(entries: Entries): Record<string, Deadline> {
  return Object.fromEntries(fileOf(entries).deadlines.map((deadline) => [deadline.code, deadline]))
}

describe('contact', () => {
  const stopped = (reviewOn: string) =>
    entry(75, kinds.contactStopped, child, '2013-10-25', {
      danger: 'Threats',
      reasons: 'Threats',
      isPunishment: false,
      reviewOn,
    })

  test('goes on weekly in the first month; where that is too far, as the plan says', () => {
    expect(due(placed())['care.contact-due']).toMatchObject({ due: '2013-10-29', breachFrom: '2013-11-23' })
    const { plan, ...rest } = placed()
    if (plan === undefined) throw new Error('the story changed')
    const contact = { everyDays: 28, firstOn: '2013-10-22', whoBrings: 'Aunt', fare: 'Paid', isTooFarForWeekly: true }
    const far = { ...plan, body: { ...plan.body, contact } }
    expect(due({ ...rest, far })['care.contact-due']).toMatchObject({ due: '2013-11-19' })
  })

  test('a stop puts it off until the day of its review, and no longer', () => {
    const found = due({ ...placed(), stopped: stopped('2013-12-01') })
    expect(found['care.contact-stop-review']).toMatchObject({ opens: '2013-11-24', due: '2013-12-01' })
    expect(found['care.contact-due']).toMatchObject({
      opens: '2013-12-01',
      due: '2013-12-01',
      breachFrom: '2013-12-08',
    })
  })

  test('a meeting after a stop ends it', () => {
    const met = entry(76, care.contactHeld, child, '2013-11-20', { way: 'visit', hasHappened: true }, withMother)
    const found = due({ ...placed(), stopped: stopped('2013-12-01'), met })
    expect(found['care.contact-stop-review']).toBeUndefined()
    expect(found['care.contact-due']).toMatchObject({ opens: '2013-11-27', due: '2013-12-04' })
  })

  test('nobody is sent to visit a mother who has died', () => {
    const died = entry(91, deathReported, child, '2013-11-01', { whoDied: 'mother' }, withMother)
    expect(due({ ...placed(), died })['care.contact-due']).toBeUndefined()
  })
})

describe('visits by need', () => {
  const level = (number: number, is: string, on: string) =>
    entry(number, kinds.needLevelSet, child, on, { level: is, reasons: 'Known' })
  const visits = { second: visited(74, '2013-10-29'), third: visited(75, '2014-01-16') }

  test('low thins the ordinary schedule, high adds to it, medium goes back to it', () => {
    const all = { ...placed(), ...visits }
    expect(due(all)['care.follow-up-visit']).toMatchObject({ due: '2014-02-15' })
    expect(due({ ...all, low: level(77, 'low', '2014-01-20') })['care.follow-up-visit']).toMatchObject({
      due: '2014-07-15',
    })
    expect(due({ ...all, high: level(77, 'high', '2014-01-20') })['care.follow-up-visit']).toMatchObject({
      due: '2014-02-03',
    })
    const back = { ...all, low: level(77, 'low', '2014-01-20'), medium: level(78, 'medium', '2014-02-01') }
    expect(due(back)['care.follow-up-visit']).toMatchObject({ due: '2014-02-15' })
  })

  test('are counted anew from a later move to another carer', () => {
    const other = entry(79, care.placementBegan, child, '2014-03-01', { tier: 3, isParentsOwnArrangement: false })
    expect(due({ ...placed(), ...visits, other })['care.follow-up-visit']).toMatchObject({ due: '2014-03-08' })
    expect(fileOf({ ...placed(), other }).whereabouts).toMatchObject({ is: 'placed', carer: null, tier: 3 })
  })
})

describe('a placement ends', () => {
  const ended = (more: Record<string, unknown> = {}) =>
    entry(
      80,
      kinds.placementEnded,
      child,
      '2014-03-01',
      { isPlanned: false, why: 'carer-cannot-go-on', ...more },
      {
        also: [aunt],
      },
    )

  test('without a plan a new one is due in three days, with one in fourteen', () => {
    expect(due({ ...placed(), ended: ended() })['care.new-plan-missing']).toMatchObject({
      due: '2014-03-04',
      breachFrom: '2014-03-05',
      harm: 1,
    })
    expect(due({ ...placed(), ended: ended({ isPlanned: true }) })['care.new-plan-missing']).toMatchObject({
      due: '2014-03-15',
      harm: 2,
    })
    expect(fileOf({ ...placed(), ended: ended() }).whereabouts).toMatchObject({ is: 'left', route: null })
  })

  test('until a new placement, plan or return', () => {
    const anew = entry(81, care.placementBegan, child, '2014-03-02', { tier: 3, isParentsOwnArrangement: false })
    expect(due({ ...placed(), ended: ended(), anew })['care.new-plan-missing']).toBeUndefined()
    const back = entry(82, kinds.reunited, child, '2014-03-02', { carer: mother }, withMother)
    expect(due({ ...placed(), ended: ended(), back })['care.new-plan-missing']).toBeUndefined()
    const sameDay = entry(83, care.placementBegan, child, '2014-03-01', { tier: 3, isParentsOwnArrangement: false })
    const named = ended({ placement: moved().id })
    expect(due({ ...placed(), ended: named, sameDay })['care.new-plan-missing']).toBeUndefined()
    expect(fileOf({ ...placed(), ended: named, sameDay }).whereabouts).toMatchObject({ is: 'placed', tier: 3 })
  })
})

describe('the way back', () => {
  const stated = (body: Record<string, unknown>) =>
    entry(77, kinds.releasePackStated, child, '2013-11-10', body, withMother)

  test('opens six months before a likely release, or the day a release is heard of', () => {
    expect(due(placed())['care.reunification-plan']).toBeUndefined()
    const likely = due({ ...placed(), stated: stated({ releaseExpected: '2014-08' }) })
    expect(likely['care.reunification-plan']).toMatchObject({ opens: '2014-02-01', due: '2014-08-01' })
    const heard = due({ ...placed(), stated: stated({ isReleaseHeard: true }) })
    expect(heard['care.reunification-plan']).toMatchObject({ opens: '2013-11-10', due: '2013-11-17' })
    const wrong = entry(78, kinds.releasePackStated, child, '2013-11-12', { isReleaseHeard: false }, withMother)
    expect(
      due({ ...placed(), stated: stated({ isReleaseHeard: true }), wrong })['care.reunification-plan'],
    ).toBeUndefined()
  })

  test('a plan meets it', () => {
    const plan = entry(84, kinds.reunificationPlanned, child, '2014-05-20', returnBody, withMother)
    const entries = { ...released(), stated: stated({ releaseExpected: '2014-08' }) }
    expect(due({ ...entries, plan })['care.reunification-plan']).toBeUndefined()
  })

  test('back with its mother: visits on day 7, 30, then monthly to a year; no contact or placement is owed any more', () => {
    const { seenAtHome: _seen, ...back } = settledAtHome()
    const found = due(back)
    expect(found['care.reunion-visit']).toMatchObject({
      opens: '2014-06-01',
      due: '2014-06-08',
      breachFrom: '2014-06-09',
    })
    expect(found['care.contact-due']).toBeUndefined()
    expect(found['care.follow-up-visit']).toBeUndefined()
    expect(found['care.reunited-without-plan']).toBeUndefined()
    expect(fileOf(back).whereabouts).toMatchObject({ is: 'left', route: 'with-mother' })
    expect(due({ ...back, first: visited(86, '2014-06-07') })['care.reunion-visit']).toMatchObject({
      due: '2014-07-01',
    })
    expect(due({ ...back, later: visited(86, '2014-07-02') })['care.reunion-visit']).toMatchObject({
      due: '2014-08-01',
    })
    expect(due({ ...back, last: visited(86, '2015-06-01') })['care.reunion-visit']).toBeUndefined()
  })

  test('without a plan it is recorded all the same, and seen within two days', () => {
    const { planBack: _plan, seenAtHome: _seen, ...entries } = settledAtHome()
    expect(due(entries)['care.reunited-without-plan']).toMatchObject({ due: '2014-06-03', harm: 2 })
    const seen = { ...entries, seen: visited(86, '2014-06-03') }
    expect(due(seen)['care.reunited-without-plan']).toBeUndefined()
  })

  test('a later placement ends the return', () => {
    const again = entry(90, care.placementBegan, child, '2014-12-01', {
      tier: 2,
      carer: aunt,
      isParentsOwnArrangement: false,
    })
    const found = due({ ...settledAtHome(), again })
    expect(found['care.reunion-visit']).toBeUndefined()
    expect(found['care.follow-up-visit']).toMatchObject({ due: '2014-12-08' })
  })
})

describe('ready for a release', () => {
  const pieces = {
    whoMeets: 'Aunt',
    fare: 'Office',
    papers: 'With aunt',
    healthCard: 'Yes',
    firstNight: 'Aunt',
    firstFollowUp: 'Worker, day 3',
  }
  const stated = (number: number, body: Record<string, unknown>, on = '2013-09-10') =>
    entry(number, kinds.releasePackStated, child, on, body, withMother)

  test('fourteen days after coming in; what is said later adds to what was said before', () => {
    expect(due(story())['care.release-pack']).toMatchObject({
      due: '2011-02-24',
      breachFrom: null,
      params: { count: 6 },
    })
    const { firstNight, ...most } = pieces
    const some = { ...story(), some: stated(61, most) }
    expect(due(some)['care.release-pack']).toMatchObject({ params: { count: 1 } })
    expect(due({ ...some, rest: stated(62, { firstNight }) })['care.release-pack']).toBeUndefined()
  })

  test('once a release is heard of, what is missing is due that day', () => {
    const found = due({ ...story(), heard: stated(61, { isReleaseHeard: true }) })
    expect(found['care.release-near']).toMatchObject({ opens: '2013-09-10', due: '2013-09-10', harm: 1 })
    const likely = due({ ...story(), likely: stated(61, { releaseExpected: '2013-11-01' }) })
    expect(likely['care.release-near']).toMatchObject({ opens: '2013-10-18', due: '2013-11-01' })
  })

  test('released together: a visit in the first week', () => {
    const left = entry(70, register.residenceEnded, child, '2013-10-01', { route: 'with-mother' })
    const entries = { ...story(), all: stated(61, pieces), left }
    expect(due(entries)['care.release-visit']).toMatchObject({ due: '2013-10-08' })
    expect(due({ ...entries, seen: visited(71, '2013-10-05') })['care.release-visit']).toBeUndefined()
    expect(due({ ...story(), left })['care.release-visit']).toBeUndefined()
  })
})

describe('a transfer', () => {
  const transferred = entry(63, register.residenceBegan, child, '2013-10-01', { facility: otherPrison })

  test('that is learned late asks why; a look at the new place meets both', () => {
    expect(due({ ...story(), transferred })['care.transfer-known-late']).toBeUndefined()
    const late = { ...transferred, received: instantSchema.parse('2013-10-20T03:00:00.000Z') }
    const found = due({ ...story(), late })
    expect(found['care.transfer-known-late']).toMatchObject({ opens: '2013-10-20', due: '2013-10-27', duty: 'prison' })
    expect(found['assess.recheck-after-transfer']).toMatchObject({ due: '2013-10-08' })
    const looked = entry(64, kinds.transferChecked, child, '2013-10-22', {
      distanceToKin: 'farther',
      conditions: 'Crowded',
    })
    const checked = due({ ...story(), late, looked })
    expect(checked['care.transfer-known-late']).toBeUndefined()
    expect(checked['assess.recheck-after-transfer']).toBeUndefined()
  })
})

describe('a death', () => {
  const told = {
    toldOutsideOn: '2013-11-01',
    inquiryAskedOn: '2013-11-02',
    isClosestToldInPerson: true,
    areSiblingsTold: 'has-none',
  }
  const died = (number: number, who: string, more: Record<string, unknown> = {}) =>
    entry(number, deathReported, child, '2013-11-01', { whoDied: who, ...more }, withMother)

  test('of a child: told the same day, an inquiry, those closest, a review; and nothing else any more', () => {
    const found = fileOf({ ...placed(), died: died(91, 'child') }).deadlines
    expect(found.map(({ code, due: day }) => `${code} ${day}`).toSorted()).toEqual([
      'care.death-ask-inquiry 2013-11-02',
      'care.death-review 2013-12-01',
      'care.death-tell-closest 2013-11-01',
      'care.death-tell-outside 2013-11-01',
      'care.death-tell-siblings 2013-11-02',
    ])
  })

  test('what was done, said at once or later, is no longer asked; the review is', () => {
    const entries = { ...placed(), died: died(91, 'child'), done: died(92, 'child', told) }
    expect(fileOf(entries).deadlines.map(({ code }) => code)).toEqual(['care.death-review'])
    const review = entry(93, deathReviewed, child, '2013-11-20', { death: testId(1091), upTo: 92, entries: [] })
    expect(fileOf({ ...entries, review }).deadlines).toEqual([])
  })

  test('of the mother: the child’s own follow-up goes on', () => {
    const found = due({ ...placed(), died: died(91, 'mother', told) })
    expect(found['care.death-review']).toBeDefined()
    expect(found['care.follow-up-visit']).toBeDefined()
  })

  test('that only the register knows of is asked about the same day', () => {
    const left = entry(70, register.residenceEnded, child, '2013-10-01', { route: 'died' })
    expect(due({ ...story(), left })['care.death-unreported']).toMatchObject({ due: '2013-10-01' })
  })
})

describe('growing up', () => {
  test('a plan from the fifteenth birthday, looked at again on its day', () => {
    const entries = older(placed())
    expect(due(entries)['care.leaving-care-plan']).toMatchObject({ opens: '2013-11-10', due: '2014-02-10' })
    expect(due(placed())['care.leaving-care-plan']).toMatchObject({ due: '2026-02-10' })
    const plan = entry(90, kinds.leavingCarePlanned, child, '2014-01-10', {
      livingPlace: 'Aunt',
      reviewOn: '2014-07-01',
    })
    const found = due({ ...entries, plan })
    expect(found['care.leaving-care-plan']).toBeUndefined()
    expect(found['care.leaving-care-review']).toMatchObject({ opens: '2014-06-24', due: '2014-07-01' })
  })
})

describe('work has ended', () => {
  const closing = entry(95, kinds.closed, child, '2014-12-01', closeBody, fromNgo)
  const closed = { ...settledAtHome(), closing }

  test('nothing is owed any more', () => {
    expect(fileOf(closed)).toMatchObject({ isClosed: true, deadlines: [] })
    const { seq: _seq, received: _received, ...waiting } = closing
    expect(fileOf({ ...closed, closing: waiting }).isClosed).toBe(false)
  })

  test('news asks for a look the next day; beginning again brings everything back', () => {
    const inside = entry(96, register.residenceBegan, child, '2015-02-01', { facility: otherPrison })
    expect(due({ ...closed, inside })['care.closed-child-needs-look']).toMatchObject({ due: '2015-02-02', harm: 1 })
    // No closing takes the limit of a child who is inside off the lists.
    expect(due({ ...closed, inside })['law.limit']).toBeDefined()
    const unanswered = { ...complaint(), seq: 94 }
    expect(due({ ...closed, unanswered })['assess.complaint-unanswered']).toBeDefined()
    const alarm = visited(96, '2015-02-01', { concern: 'act' })
    expect(due({ ...closed, alarm })['care.closed-child-needs-look']).toBeDefined()
    const reopened = entry(97, kinds.reopened, child, '2015-02-02', { reasons: 'She came back' })
    const again = fileOf({ ...closed, alarm, reopened })
    expect(again.isClosed).toBe(false)
    expect(again.deadlines.map(({ code }) => code)).toContain('care.reunion-visit')
  })
})

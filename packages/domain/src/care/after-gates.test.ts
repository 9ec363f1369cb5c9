// The gates of the time after a move: each passes in the story, names each missing piece by itself, and tells a reader who may not see a
// class that it cannot tell.
import { describe, expect, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { maskOf } from '../access/classes.ts'
import * as access from '../access/kinds.ts'
import { complaint } from '../assess/complaints.fixture.ts'
import * as assess from '../assess/kinds.ts'
import type { AgencyId } from '../chronicle/entry.ts'
import { agencies, entry, leaveBody, people, testId } from '../example-entries.fixture.ts'
import { gateFor } from '../gates.ts'
import * as register from '../register/kinds.ts'
import * as kinds from './after-kinds.ts'
import {
  allocatedTo,
  closeBody,
  fromNgo,
  gatesOf,
  heard,
  older,
  placed,
  released,
  returnBody,
  settledAtHome,
  visited,
  type Entries,
} from './after-story.fixture.ts'

const { missing, pieces } = gatesOf(cambodia())
import { deathReported, deathReviewed } from './death-kinds.ts'

const withMother = { also: [people.mother] }

describe('contact is stopped', () => {
  const at = { entries: placed(), on: '2013-11-01' }
  const body = { decision: testId(1046), reasons: 'The court asked', isPunishment: false, reviewOn: '2013-11-30' }
  const stop = (changes: Record<string, unknown> = {}) => missing(kinds.contactStopped, { ...body, ...changes }, at)

  test('by a full decision in force, or for danger', () => {
    expect(stop()).toEqual([])
    expect(stop({ decision: undefined, danger: 'He threatened to take her' })).toEqual([])
    expect(stop({ decision: undefined })).toEqual(['contact-stop.decision-or-danger'])
    expect(stop({ decision: testId(999) })).toEqual(['contact-stop.decision-or-danger'])
    const late = { ...at, on: '2013-12-21' }
    const codes = missing(kinds.contactStopped, { ...body, reviewOn: '2014-01-10' }, late)
    expect(codes).toEqual(['contact-stop.decision-or-danger'])
  })

  test('for danger alone once: a panel decides on what goes on', () => {
    const { decision: _decision, ...danger } = { ...body, danger: 'He threatened to take her' }
    const first = entry(95, kinds.contactStopped, people.child, '2013-10-10', { ...danger, reviewOn: '2013-11-05' })
    const later = { entries: { ...placed(), first }, on: '2013-11-01' }
    expect(missing(kinds.contactStopped, danger, later)).toEqual(['contact-stop.decision-or-danger'])
    expect(missing(kinds.contactStopped, danger, { ...later, act: { replaces: first.id } })).toEqual([
      'contact-stop.decision-or-danger',
    ])
    expect(missing(kinds.contactStopped, { ...danger, reviewOn: '2013-11-04' }, later)).toEqual([])
    expect(missing(kinds.contactStopped, body, later)).toEqual([])
    const anew = { ...later, on: '2013-12-06' }
    expect(missing(kinds.contactStopped, { ...danger, reviewOn: '2013-12-20' }, anew)).toEqual([])
  })

  test('an interim decision stops no contact', () => {
    const interim = entry(46, assess.decisionMade, people.child, '2013-09-20', { ...leaveBody, type: 'interim' })
    const { declared: _declared, ...entries } = placed()
    const codes = missing(kinds.contactStopped, body, { entries: { ...entries, decided: interim }, on: '2013-11-01' })
    expect(codes).toEqual(['contact-stop.decision-or-danger'])
  })

  test.each([
    [{ reasons: undefined }, 'contact-stop.reasons'],
    [{ isPunishment: true }, 'contact-stop.not-a-punishment'],
    [{ reviewOn: undefined }, 'contact-stop.review-dated'],
    [{ reviewOn: '2013-11-01' }, 'contact-stop.review-dated'],
    [{ reviewOn: '2013-12-02' }, 'contact-stop.review-dated'],
  ])('%o', (changes, code) => {
    expect(stop(changes)).toEqual([code])
  })
})

describe('how closely a child is visited', () => {
  const set = (level: string, on: string, entries = placed(), reasons: string | undefined = 'Doing well') =>
    missing(kinds.needLevelSet, { level, reasons }, { entries, on })

  test('less often only from the third month, and not while something is to be acted upon', () => {
    expect(set('low', '2014-01-15')).toEqual([])
    expect(set('low', '2014-01-14')).toEqual(['need-level.low-from-third-month'])
    const alarm = { ...placed(), alarm: visited(74, '2014-01-10', { concern: 'act' }) }
    expect(set('low', '2014-01-15', alarm)).toEqual(['need-level.low-without-concern'])
    expect(set('high', '2014-01-15', alarm)).toEqual([])
  })

  test('more often from the first day, always with a reason', () => {
    expect(set('high', '2013-10-16')).toEqual([])
    expect(missing(kinds.needLevelSet, { level: 'medium' }, { entries: placed(), on: '2014-01-15' })).toEqual([
      'need-level.reasons',
    ])
  })

  test('a child who lives inside has no such level', () => {
    const asked = { entries: placed(), on: '2014-01-15', without: ['moved', 'left', 'firstVisit'] }
    expect(missing(kinds.needLevelSet, { level: 'high', reasons: 'Ill' }, asked)).toEqual(['need-level.lives-outside'])
  })

  test('a later move, and a return, begin the three months anew', () => {
    expect(set('low', '2014-08-31', settledAtHome())).toEqual(['need-level.low-from-third-month'])
    expect(set('low', '2014-09-01', settledAtHome())).toEqual([])
  })
})

describe('a return is planned', () => {
  const at = { entries: released(), on: '2014-05-20', act: withMother }
  const back = (changes: Record<string, unknown> = {}, asked = at) =>
    missing(kinds.reunificationPlanned, { ...returnBody, ...changes }, asked)

  test('the story passes, and want of means asks for aid, never refuses', () => {
    expect(back()).toEqual([])
    expect(back({ means: 'enough', aid: undefined })).toEqual([])
    expect(back({ means: 'lacking', aid: undefined })).toEqual(['reunification.means-or-aid'])
  })

  test.each([
    ['mothersState', 'reunification.mothers-state'],
    ['homeFound', 'reunification.home-seen'],
    ['school', 'reunification.school'],
    ['isDangerKnown', 'reunification.safety'],
    ['goodbye', 'reunification.goodbye'],
    ['nightCall', 'reunification.night-call'],
    ['ifItFails', 'reunification.if-it-fails'],
    ['firstVisitOn', 'reunification.first-visit'],
  ])('%s', (field, code) => {
    expect(back({ [field]: undefined })).toEqual([code])
  })

  test.each([
    [{ isHomeSeen: false }, 'reunification.home-seen'],
    [{ isCarerTold: false }, 'reunification.carer-told'],
    [{ trials: [] }, 'reunification.trial-stay'],
    [{ isDangerKnown: true }, 'reunification.safety'],
    [{ firstVisitOn: '2014-06-09' }, 'reunification.first-visit'],
    [{ backOn: '2014-05-19', firstVisitOn: '2014-05-21' }, 'reunification.day-ahead'],
  ])('%o', (changes, code) => {
    expect(back(changes)).toEqual([code])
  })

  test('known danger with a plan, and a release at four hours’ notice with the reason, pass', () => {
    expect(back({ isDangerKnown: true, safetyPlan: 'The uncle no longer lives there' })).toEqual([])
    expect(back({ trials: [], noTrialReason: 'Released today' })).toEqual([])
  })

  test('the child is asked more than once, on different days, about this; a no is answered', () => {
    expect(back({}, { ...at, ...without('childAskedFirst') })).toEqual(['reunification.child-asked'])
    const sameDay = { ...released(), childAskedFirst: heard(81, '2014-05-17', 'child', 'reunification') }
    expect(back({}, { ...at, entries: sameDay })).toEqual(['reunification.child-asked'])
    const no = {
      ...released(),
      childAskedAgain: heard(82, '2014-05-17', 'child', 'reunification', { stance: 'disagrees' }),
    }
    expect(back({}, { ...at, entries: no })).toEqual(['reunification.childs-no-answered'])
    expect(back({ ifChildDoesNotWant: 'Longer stays first' }, { ...at, entries: no })).toEqual([])
  })

  test('the mother is heard freely on this', () => {
    expect(back({}, { ...at, ...without('motherAsked') })).toEqual(['reunification.mother-heard'])
    const unfree = { ...released(), motherAsked: heard(83, '2014-05-04', 'mother', 'reunification', { freely: 'no' }) }
    expect(back({}, { ...at, entries: unfree })).toEqual(['reunification.mother-heard'])
  })

  test('it is with a carer of this child, whom the plan names', () => {
    expect(back({}, { ...at, act: { also: [] } })).toEqual(['reunification.carer-of-this-child'])
    expect(back({ carer: testId(99) }, { ...at, act: { also: [testId(99)] } })).toEqual([
      'reunification.carer-of-this-child',
    ])
  })
})

describe('a plan for leaving care', () => {
  const entries = { ...older(placed()), childOnPlan: heard(90, '2014-11-10', 'child', 'general') }
  const body = {
    livingPlace: 'With the aunt',
    schooling: 'Until grade 12',
    papers: 'Identity card asked for',
    trustedAdult: 'The aunt',
    reviewOn: '2015-05-01',
  }
  const plan = (changes: Record<string, unknown> = {}, more: { without?: readonly string[] } = {}) =>
    missing(kinds.leavingCarePlanned, { ...body, ...changes }, { entries, on: '2014-11-15', ...more })

  test('passes, and names each missing piece', () => {
    expect(plan()).toEqual([])
    expect(plan({ livingPlace: undefined })).toEqual(['leaving-care.home'])
    expect(plan({ schooling: undefined })).toEqual(['leaving-care.schooling'])
    expect(plan({ papers: undefined })).toEqual(['leaving-care.papers'])
    expect(plan({ trustedAdult: undefined })).toEqual(['leaving-care.trusted-adult'])
    expect(plan({ reviewOn: '2014-11-15' })).toEqual(['leaving-care.review-dated'])
    expect(plan({ reviewOn: '2015-05-16' })).toEqual(['leaving-care.review-dated'])
    expect(plan({}, without('childOnPlan'))).toEqual(['leaving-care.child-heard'])
  })
})

describe('the review of a death', () => {
  const died = entry(91, deathReported, people.child, '2013-11-01', { whoDied: 'child' })
  const entries = { ...placed(), died }
  const asked = Object.values(entries)
    .filter(({ subject, also }) => subject === people.child || also.includes(people.child))
    .filter(({ occurred }) => occurred >= '2013-08-03')
  const body = {
    death: died.id,
    upTo: 91,
    entries: asked.map(({ id }) => id),
    findings: 'The fever was seen two days late',
    changes: 'A night plan at each prison',
  }
  const review = (
    changes: Record<string, unknown> = {},
    known: Entries = entries,
    otherAgencies: readonly AgencyId[] = [],
  ) => missing(deathReviewed, { ...body, ...changes }, { entries: known, on: '2013-11-20', otherAgencies })

  test('read all of the last ninety days, and says what it found and what changes', () => {
    expect(asked.length).toBeGreaterThan(20)
    expect(review()).toEqual([])
    expect(review({ findings: undefined })).toEqual(['death-review.findings'])
    expect(review({ changes: undefined })).toEqual(['death-review.what-changes'])
    expect(review({ entries: body.entries.slice(1) })).toEqual(['death-review.all-entries-read'])
    expect(review({ upTo: 72 })).toEqual(['death-review.up-to-date'])
    expect(review({ death: testId(999) })).toEqual(['death-review.death-reported'])
  })

  test('what came in while it was being written is read too; an agency’s notes stay its own', () => {
    const late = entry(92, register.birthStated, people.child, '2013-10-30', { born: '2011-02-10' })
    expect(review({}, { ...entries, late })).toEqual(['death-review.all-entries-read', 'death-review.up-to-date'])
    const note = entry(92, register.noteWritten, people.child, '2013-10-30', { note: 'Ours' })
    expect(review({}, { ...entries, note })).toEqual([])
  })

  test('does not tell its author of a complaint that is withheld from them', () => {
    const complained = complaint({ about: ['staff'], againstAccounts: [people.supervisor] })
    expect(review({}, { ...entries, complained })).toEqual([])
    const ofFormer = complaint({ about: ['staff'], againstAgencies: [agencies.prisons.id] })
    expect(review({}, { ...entries, ofFormer })).toContain('death-review.all-entries-read')
    expect(review({}, { ...entries, ofFormer }, [agencies.prisons.id])).toEqual([])
    const ofAnother = complaint({ about: ['staff'], againstAccounts: [people.officer] })
    expect(review({}, { ...entries, ofAnother })).toContain('death-review.all-entries-read')
  })
})

describe('work with a child ends', () => {
  const at = { entries: settledAtHome(), on: '2014-12-01', act: fromNgo }
  const close = (changes: Record<string, unknown> = {}, asked: Parameters<typeof missing>[2] = at) =>
    missing(kinds.closed, { ...closeBody, ...changes }, asked)

  test('half a year after the mother came out, with the child settled, approved by another agency', () => {
    expect(close()).toEqual([])
    expect(close({}, { ...at, act: {} })).toEqual(['closure.approved-by-another-agency'])
    expect(close({}, { ...at, entries: { ...at.entries, handed: allocatedTo(agencies.ngo.id) } })).toEqual([
      'closure.approved-by-another-agency',
    ])
    expect(close({}, { ...at, ...without('allocated') })).toEqual(['closure.approved-by-another-agency'])
    // Giving the child to another agency for the day makes nobody another agency.
    const handed = entry(93, access.allocated, people.child, '2014-11-20', { agency: agencies.ngo.id })
    const entries = { ...at.entries, handed }
    expect(close({}, { ...at, act: {}, entries })).toEqual(['closure.approved-by-another-agency'])
  })

  test('each missing piece by itself', () => {
    expect(close({ reasons: undefined })).toEqual(['closure.reasons'])
    expect(close({}, { ...at, ...without('childOnEnd') })).toEqual(['closure.child-asked'])
    expect(close({}, { ...at, ...without('motherOnEnd') })).toEqual(['closure.mother-asked'])
    expect(close({}, { ...at, ...without('seenAtHome') })).toEqual(['closure.child-settled'])
    expect(close({}, { ...at, ...without('back') })).toEqual(['closure.lives-with-mother'])
    const closing = entry(95, kinds.closed, people.child, '2014-11-25', closeBody, fromNgo)
    expect(close({}, { ...at, entries: { ...at.entries, closing } })).toEqual(['closure.still-open'])
    const alarm = { ...at.entries, seenAtHome: visited(86, '2014-11-20', { concern: 'watch' }) }
    expect(close({}, { ...at, entries: alarm })).toEqual(['closure.child-settled'])
  })

  test('not before six months, and never while she is held and the child may be under fourteen', () => {
    const late = {
      ...at.entries,
      free: entry(80, register.custodyEnded, people.mother, '2014-06-02', { how: 'released' }),
    }
    expect(close({}, { ...at, entries: late })).toEqual(['closure.mother-out-long-enough'])
    expect(close({}, { ...at, ...without('free') })).toEqual([
      'closure.mother-out-long-enough',
      'closure.not-while-mother-held',
    ])
    expect(close({}, { ...at, ...without('held', 'free') })).toEqual(['closure.mother-out-long-enough'])
  })

  test('a carer who is left out of the act does not hide that she is held', () => {
    expect(close({ carers: [] })).toEqual(['closure.carers-named', 'closure.mother-out-long-enough'])
  })

  const stable = { ground: 'placement-stable', planToAdulthood: 'Grows up with the aunt' }
  const withAunt = {
    ...placed(),
    seenThere: visited(86, '2014-11-20'),
    childOnEnd: heard(87, '2014-11-20', 'child', 'closure'),
    motherOnEnd: heard(88, '2014-11-20', 'mother', 'closure'),
  }

  test('a placement of a year with a plan to adulthood, from fourteen while the mother is held', () => {
    const asked = { ...at, entries: older(withAunt) }
    expect(close(stable, asked)).toEqual([])
    expect(close({ ...stable, planToAdulthood: undefined }, asked)).toEqual(['closure.plan-to-adulthood'])
    expect(close(stable, { ...asked, entries: withAunt })).toEqual(['closure.not-while-mother-held'])
    expect(close(stable, { ...asked, on: '2014-10-14', without: [] })).toContain('closure.placement-stable')
    const ended = entry(96, kinds.placementEnded, people.child, '2014-11-22', { isPlanned: false, why: 'danger' })
    expect(close(stable, { ...asked, entries: { ...asked.entries, ended } })).toEqual(['closure.placement-stable'])
  })

  test('moved abroad: asked, and living outside; died: the death was reviewed', () => {
    expect(close({ ground: 'moved-abroad' }, { ...at, entries: withAunt })).toEqual([])
    const inside = { ...at, entries: withAunt, ...without('moved', 'left') }
    expect(close({ ground: 'moved-abroad' }, inside)).toEqual(['closure.lives-outside'])
    const died = entry(91, deathReported, people.child, '2014-11-01', { whoDied: 'child' })
    const entries = { ...withAunt, died }
    expect(close({ ground: 'died' }, { ...at, entries })).toEqual(['closure.death-reviewed'])
    const reviewed = entry(92, deathReviewed, people.child, '2014-11-10', { death: died.id, upTo: 91, entries: [] })
    expect(close({ ground: 'died' }, { ...at, entries: { ...entries, reviewed } })).toEqual([])
  })

  test('it begins again only where it had ended', () => {
    const closing = entry(95, kinds.closed, people.child, '2014-11-25', closeBody, fromNgo)
    const closedEntries = { ...at.entries, closing }
    const open = (entries: typeof at.entries) =>
      missing(kinds.reopened, { reasons: 'The mother is held again' }, { entries, on: '2014-12-01' })
    expect(open(closedEntries)).toEqual([])
    expect(open(at.entries)).toEqual(['reopening.is-closed'])
  })

  test('its gate reads the chronicles of the carers whom it names', () => {
    const act = entry(900, kinds.closed, people.child, '2014-12-01', closeBody)
    expect(gateFor(kinds.closed.name)?.reads(act)).toEqual([people.mother])
  })
})

describe('to a reader without the class', () => {
  const identityOnly = maskOf(['identity'])

  test.each([
    ['a stop', kinds.contactStopped, { isPunishment: true }],
    ['a level', kinds.needLevelSet, { level: 'low' }],
    ['a return', kinds.reunificationPlanned, { ...returnBody, goodbye: undefined }],
    ['leaving care', kinds.leavingCarePlanned, { reviewOn: '2013-11-01' }],
    ['a review', deathReviewed, { death: testId(999), upTo: 0, entries: [] }],
    ['beginning again', kinds.reopened, { reasons: 'A mistake' }],
  ])('%s: a missing piece reads "cannot tell here", and shows no numbers', (_name, kind, body) => {
    const found = pieces(kind, body, { entries: placed(), on: '2013-11-01', seen: identityOnly })
    expect(found.length).toBeGreaterThan(0)
    for (const piece of found) {
      expect(piece.status).toBe('cannot-tell')
      expect(piece.params).toBeUndefined()
    }
  })

  test('an ending: what custody says is not told either', () => {
    const asked = {
      entries: settledAtHome(),
      on: '2014-12-01',
      act: fromNgo,
      without: ['free'],
      seen: maskOf(['identity', 'care']),
    }
    expect(pieces(kinds.closed, closeBody, asked)).toMatchObject([
      { code: 'closure.mother-out-long-enough', status: 'cannot-tell' },
      { code: 'closure.not-while-mother-held', status: 'cannot-tell' },
    ])
  })
})

function without(...names: string[]): { without: readonly string[] } {
  return { without: names }
}

// Complaints: days, answers, the watch, the hold on a move, and who may answer (practice.md part 3, G-Q1).
import { describe, expect, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { allClasses, maskOf } from '../access/classes.ts'
import { reunificationPlanned } from '../care/after-kinds.ts'
import { residentialApproved } from '../care/residential-kinds.ts'
import { emergencyOrdered } from '../care/emergency-kinds.ts'
import type { AgencyId, Recorded } from '../chronicle/entry.ts'
import { rule } from '../chronicle/gate.ts'
import { agencies, day, entry, people, planBody, planned, story, testId, worldOf } from '../example-entries.fixture.ts'
import { gateFor } from '../gates.ts'
import { childFile, statusLine } from '../insight/child-file.ts'
import { settled } from '../settled.ts'
import { edtf } from '../time/edtf.ts'
import { instantSchema } from '../time/instant.ts'
import { plainDate } from '../time/plain-date.ts'
import { complaintCounts } from './complaint-counts.ts'
import * as kinds from './complaint-kinds.ts'
import { complaintsOf } from './complaint-state.ts'
import { answer, appealBody, complaint, complaintId, look } from './complaints.fixture.ts'

const pack = cambodia()
const prisons = agencies.prisons.id

function of(...entries: Recorded[]) {
  return complaintsOf(settled(entries), entries, pack)
}

function dues(...entries: Recorded[]) {
  return childFile(people.child, [...Object.values(story()), ...entries], pack)
    .deadlines.filter(({ classes }) => classes.includes('safeguarding'))
    .map(({ code, opens, due, breachFrom }) => [code, opens, due, breachFrom])
}

describe('a complaint', () => {
  test('may be made without a name, and then keeps none', () => {
    const body = { ...complaint({ complainant: 'anonymous' }).body }
    expect(kinds.complaintMade.body.safeParse(body).success).toBe(true)
    expect(kinds.complaintMade.body.safeParse({ ...body, through: 'A friend' }).success).toBe(false)
    expect(kinds.complaintMade.body.safeParse({ ...body, toldBy: 'A friend' }).success).toBe(false)
    expect(kinds.complaintMade.body.safeParse({ ...body, complainant: 'mother', through: 'A friend' }).success).toBe(
      true,
    )
    const place = { salt: body.salt, complainant: 'anonymous', way: 'box', about: ['food'], words: 'Rice with stones.' }
    expect(kinds.placeComplaintMade.body.safeParse(place).success).toBe(true)
    expect(kinds.placeComplaintMade.body.safeParse({ ...place, through: 'A friend' }).success).toBe(false)
  })

  test('is answered in ten working days, and is a breach the day after', () => {
    // Tuesday 1 October 2013: ten working days later is Tuesday the 15th.
    expect(dues(complaint())).toContainEqual(['assess.complaint-unanswered', '2013-10-01', '2013-10-15', '2013-10-16'])
    expect(dues(complaint(), answer()).map(([code]) => code)).toEqual(['assess.reprisal-look'])
  })

  test('runs from the day on which it was taken down, where its day is written in the Buddhist era by mistake', () => {
    const slip = { ...complaint(), occurred: edtf('2556-10-01') }
    expect(dues(slip)).toEqual(dues(complaint()))
    expect(of({ ...complaint(), occurred: edtf('2013-10') })[0]?.holdsUntil).toBe('2013-10-08')
  })

  test('is not answered by what waits on a device, nor by an answer that was withdrawn', () => {
    const { seq: _seq, received: _received, ...waiting } = answer()
    expect(of(complaint(), waiting)[0]?.answer).toBeNull()
    const withdrawn = { ...answer(), id: testId(1399), retracts: answer().id }
    expect(of(complaint(), answer(), withdrawn)[0]?.answer).toBeNull()
    expect(of(complaint(), answer())[0]?.answeredOn).toBe('2013-10-10')
  })

  test('is watched for reprisals once a month, for ninety days', () => {
    const look1 = look(320, '2013-10-30')
    const look2 = look(321, '2013-11-28')
    expect(dues(complaint(), answer())).toEqual([['assess.reprisal-look', '2013-10-24', '2013-10-31', '2013-11-01']])
    expect(dues(complaint(), answer(), look1)).toEqual([
      ['assess.reprisal-look', '2013-11-22', '2013-11-29', '2013-11-30'],
    ])
    expect(dues(complaint(), answer(), look1, look2)[0]?.[2]).toBe('2013-12-28')
    expect(dues(complaint(), answer(), look1, look2, look(322, '2013-12-20'))).toEqual([])
  })

  test('those complained of cannot end the watch by looking themselves', () => {
    const against = complaint({ againstAccounts: [people.worker] })
    expect(dues(against, answer(), look(320, '2013-10-30'))[0]?.[2]).toBe('2013-10-31')
    expect(dues(complaint(), answer(), look(320, '2013-10-30'))[0]?.[2]).toBe('2013-11-29')
  })

  test('a sign of reprisal that nobody acted upon is due the next day, before all else', () => {
    const seen = look(320, '2013-10-20', { reprisals: ['transfer'] })
    expect(dues(complaint(), answer(), seen)[0]).toEqual([
      'assess.reprisal-unanswered',
      '2013-10-20',
      '2013-10-21',
      '2013-10-22',
    ])
    const acted = look(320, '2013-10-20', { reprisals: ['transfer'], done: 'Asked the ministry; she is back.' })
    expect(dues(complaint(), answer(), acted).map(([code]) => code)).toEqual(['assess.reprisal-look'])
  })

  test('its days are withheld as it is, shown to the agency that took it, and stand in no status line', () => {
    const file = childFile(people.child, [...Object.values(story()), complaint({ againstAgencies: [prisons] })], pack)
    const [due] = file.deadlines.filter(({ code }) => code === 'assess.complaint-unanswered')
    expect(due).toMatchObject({ withheld: [prisons], agencies: [agencies.ngo.id], params: {} })
    const without = childFile(people.child, Object.values(story()), pack)
    expect(statusLine(file)).toEqual(statusLine(without))
  })

  test('what the chronicle asks about it is withheld too', () => {
    const made = complaint({ againstAgencies: [prisons] })
    const withdrawn = { ...complaint(), id: testId(1398), retracts: made.id }
    const file = childFile(people.child, [...Object.values(story()), made, answer(), withdrawn], pack)
    const asked = file.deadlines.filter(({ code }) => code === 'chronicle.stands-on-withdrawn')
    expect(asked).toEqual([expect.objectContaining({ classes: ['safeguarding'], withheld: [prisons] })])
  })
})

test('the indicator counts what fell due, answered by its day', () => {
  const late = { ...answer({ complaint: testId(1340) }, '2013-10-25'), id: testId(1341) }
  const second = { ...complaint(), id: testId(1340) }
  const all = of(complaint(), answer(), second, late)
  const october = [plainDate('2013-10-01'), plainDate('2013-10-31')] as const
  expect(complaintCounts(all, ...october)).toEqual({ due: 2, answeredInTime: 1, answeredLate: 1, unanswered: 0 })
  const midMonth = complaintCounts(all, plainDate('2013-10-01'), plainDate('2013-10-20'))
  expect(midMonth).toEqual({ due: 2, answeredInTime: 1, answeredLate: 0, unanswered: 1 })
  expect(complaintCounts(all, plainDate('2013-11-01'), plainDate('2013-11-30')).due).toBe(0)
})

describe('a planned move', () => {
  const today = day('2013-10-08')
  function pieces(
    entries: readonly Recorded[],
    act = planned(),
    seen = allClasses,
    reader: readonly Recorded['author'][] = [],
  ) {
    const world = worldOf([...Object.values(story()), ...entries], pack, today)
    return rule(gateFor(act.kind)?.checks(act, world) ?? [], seen, reader).pieces
  }
  const recent = {
    ...complaint({ againstAccounts: [people.supervisor] }),
    occurred: entry(1, kinds.complaintMade, people.child, '2013-10-09', {}).occurred,
    received: instantSchema.parse('2013-10-09T03:00:00.000Z'),
  }

  test('waits for the answer, seven days at most', () => {
    expect(pieces([])).toEqual([])
    expect(pieces([recent])).toEqual([
      { code: 'complaint.holds-move', classes: ['safeguarding'], status: 'missing', params: { until: '2013-10-16' } },
    ])
    expect(
      pieces(
        [recent],
        planned({
          ...planBody,
          moveOn: '2013-10-16',
          firstFollowUpOn: '2013-10-18',
          contact: { ...planBody.contact, firstOn: '2013-10-23' },
        }),
      ),
    ).toEqual([])
    expect(pieces([recent, answer()])).toEqual([])
    expect(pieces([complaint()])).toEqual([]) // made on the 1st: the move is on the 15th
  })

  test('tells those without the class, and those complained of, nothing of a complaint', () => {
    const veiled = [{ code: 'move.to-be-confirmed', classes: ['care'], status: 'cannot-tell' }]
    expect(pieces([recent], planned(), maskOf(['identity', 'care']))).toEqual(veiled)
    expect(pieces([recent], planned(), allClasses, [people.supervisor])).toEqual(veiled)
    expect(pieces([recent], planned(), allClasses, [people.worker])[0]?.code).toBe('complaint.holds-move')
  })

  test.each([
    [
      reunificationPlanned,
      { carer: people.mother, backOn: '2013-10-15', isHomeSeen: true, isCarerTold: true, trials: [] },
    ],
    [residentialApproved, {}],
  ])('is held where %s plans it', (kind, body) => {
    const act = entry(90, kind, people.child, '2013-10-08', body)
    expect(pieces([recent], act).map(({ code }) => code)).toContain('complaint.holds-move')
    expect(pieces([], act).map(({ code }) => code)).not.toContain('complaint.holds-move')
  })

  test('is not held in an emergency', () => {
    const act = entry(90, emergencyOrdered, people.child, '2013-10-09', {})
    expect(pieces([recent], act).map(({ code }) => code)).not.toContain('complaint.holds-move')
  })
})

describe('an answer', () => {
  function missing(act: Recorded, entries: readonly Recorded[] = [complaint()], seen = allClasses) {
    const world = worldOf([...Object.values(story()), ...entries], pack, day('2013-10-10'))
    return rule(gateFor(act.kind)?.checks(act, world) ?? [], seen).pieces
  }
  const codes = (...given: Parameters<typeof missing>) => missing(...given).map(({ code }) => code)

  test('passes when it is told by voice, with the way to a court, by someone who took no part', () => {
    expect(codes(answer())).toEqual([])
  })

  test.each([
    ['a complaint that stands', answer({ complaint: testId(77) }), 'complaint.stands'],
    ['nobody of the panel', answer({ answeredBy: '  chair ' }), 'complaint.answerer-not-on-panel'],
    [
      'not whoever took the decision',
      answer({}, '2013-10-10', { author: people.supervisor }),
      'complaint.answerer-not-author',
    ],
    ['that it was told', answer({ toldHow: 'nobody-to-tell' }), 'complaint.told-by-voice'],
    ['that the court was named', answer({ isCourtRouteTold: false }), 'complaint.court-route-told'],
    ['in which words', answer({ courtRoute: undefined }), 'complaint.court-route-told'],
  ])('needs %s', (_what, act, code) => {
    expect(codes(JSON.parse(JSON.stringify(act)) as Recorded)).toEqual([code])
  })

  test('is given once, and never to what was withdrawn', () => {
    const again = { ...answer(), id: testId(1390) }
    expect(codes(again, [complaint(), answer()])).toEqual(['complaint.not-answered-yet'])
    expect(codes(answer(), [complaint(), { ...complaint(), id: testId(1391), retracts: complaintId }])).toEqual([
      'complaint.stands',
    ])
  })

  test('the author of a plan that is complained of does not answer', () => {
    const plan = planned()
    const about = complaint({ about: ['plan'], aboutEntry: plan.id })
    expect(codes(answer({}, '2013-10-10', { author: plan.author }), [plan, about])).toEqual([
      'complaint.answerer-not-author',
    ])
    expect(codes(answer(), [plan, about])).toEqual([])
  })

  test('from those complained of: there is no such complaint, and nothing else is said', () => {
    const ofPerson = complaint({ againstAccounts: [answer().author] })
    const ofAgency = complaint({ againstAgencies: [answer().agency] })
    const act = answer({ toldHow: 'nobody-to-tell' })
    expect(codes(act, [ofPerson])).toEqual(['complaint.stands'])
    expect(codes(act, [ofAgency])).toEqual(['complaint.stands'])
    expect(codes(act, [])).toEqual(['complaint.stands'])
  })

  test('from those who belong, or once belonged, to the agency complained of, whichever they act for', () => {
    const ofPrisons = complaint({ againstAgencies: [prisons] })
    const act = answer({ toldHow: 'nobody-to-tell' })
    const world = worldOf([...Object.values(story()), ofPrisons], pack, day('2013-10-10'))
    const told = (otherAgencies: readonly AgencyId[]) =>
      rule(gateFor(act.kind)?.checks(act, { ...world, otherAgencies }) ?? [], allClasses).pieces.map(({ code }) => code)
    expect(told([prisons])).toEqual(['complaint.stands'])
    expect(told([])).toEqual(['complaint.told-by-voice'])
  })

  test('nobody need be told where nobody left a name', () => {
    const nameless = complaint({ complainant: 'anonymous' })
    expect(codes(answer({ toldHow: 'nobody-to-tell', isCourtRouteTold: false }), [nameless])).toEqual([])
    expect(codes(answer({ toldHow: 'read-out-to-all', isCourtRouteTold: false }), [nameless])).toEqual([
      'complaint.court-route-told',
    ])
  })

  test('cannot be told here by whoever reads no safeguarding', () => {
    expect(missing(answer({ isCourtRouteTold: false }), [complaint()], maskOf(['care']))).toEqual([
      { code: 'complaint.court-route-told', classes: ['safeguarding'], status: 'cannot-tell' },
    ])
  })

  test('mending exactly what is named makes it pass', () => {
    const faults: Record<string, Record<string, unknown>> = {
      'complaint.answerer-not-on-panel': { answeredBy: 'Chair' },
      'complaint.told-by-voice': { toldHow: 'nobody-to-tell' },
      'complaint.court-route-told': { isCourtRouteTold: false },
    }
    const names = Object.keys(faults)
    for (let set = 0; set < 1 << names.length; set += 1) {
      const lacking = names.filter((_, index) => (set & (1 << index)) !== 0)
      const broken = Object.assign({}, ...lacking.map((name) => faults[name])) as Record<string, unknown>
      expect(codes(answer(broken)).toSorted()).toEqual(lacking.toSorted())
    }
  })

  test('a complaint about a place is answered alike', () => {
    const body = { complainant: 'mother', way: 'voice', about: ['food'], words: 'Rice with stones.' }
    const made = entry(350, kinds.placeComplaintMade, people.prison, '2013-10-01', body)
    const given = { ...answer().body, complaint: made.id }
    const act = entry(351, kinds.placeComplaintAnswered, people.prison, '2013-10-10', given)
    expect(codes(act, [made])).toEqual([])
    expect(codes(act, [])).toEqual(['complaint.stands'])
    expect(of(made)[0]).toMatchObject({ watchUntil: null, answerDue: '2013-10-15' })
  })
})

test('the body of an appeal names what it is about', () => {
  expect(of(complaint())[0]?.concerns).toBe(appealBody.aboutEntry)
})

import { describe, expect, it } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { allClasses, maskOf } from '../access/classes.ts'
import { erasureDeadlines } from '../access/erasure-signals.ts'
import { erasureAgreed, erasureAsked } from '../access/erasure-kinds.ts'
import { erasedBy, erasuresOf } from '../access/erasure-state.ts'
import { answer, complaint, complaintId } from '../assess/complaints.fixture.ts'
import { deathReported, deathReviewed } from '../care/death-kinds.ts'
import { rule } from '../chronicle/gate.ts'
import type { Recorded, Uuid } from '../chronicle/entry.ts'
import { agencies, day, entry, people, testId, worldOf } from '../example-entries.fixture.ts'
import { withheldIn } from '../access/withholding.ts'
import { birthStated, childRegistered, noteWritten, relationStated } from '../register/kinds.ts'
import { merged } from '../register/merge-kinds.ts'
import { unionOf } from '../register/merge-state.ts'
import { settled } from '../settled.ts'
import { erasureAgreedGate, erasureAskedGate } from './erasure-gate.ts'

const { child, mother, supervisor, ngoWorker } = people
const twin = testId(70)
const pack = cambodia()

const registered = entry(1, childRegistered, child, '2013-01-05', {
  names: { latin: 'Sokha' },
  sex: 'female',
  code: 'K-1',
})
const accusation = entry(2, noteWritten, child, '2013-02-01', { note: 'Somebody said something.' })
const corrected = {
  ...entry(3, noteWritten, child, '2013-02-01', { note: 'The same, in other words.', reason: 'A slip.' }),
  replaces: accusation.id,
}
const withMother = entry(
  4,
  relationStated,
  child,
  '2013-01-05',
  { carer: mother, relation: 'mother' },
  { also: [mother] },
)
const before = [registered, accusation, corrected, withMother]

type More = Partial<Recorded>

function asked(toErase: readonly Uuid[], body: Record<string, unknown> = {}, more: More = {}): Recorded {
  // What corrects an entry is named with it, unless the test says otherwise.
  const named = toErase.flatMap((id) => (id === accusation.id ? [id, corrected.id] : [id]))
  const said = { toErase: named, ground: 'false-accusation', whyErase: 'It was looked into and is not so.', ...body }
  return { ...entry(10, erasureAsked, child, '2013-03-01', said), author: supervisor, ...more }
}

function agreed(request: Recorded, body: Record<string, unknown> = {}, more: More = {}): Recorded {
  const said = { request: request.id, judged: 'told', ...body }
  const by = { author: ngoWorker, agency: agencies.ngo.id, also: request.also }
  return { ...entry(11, erasureAgreed, child, '2013-03-05', said), ...by, ...more }
}

function missing(
  act: Recorded,
  entries: readonly Recorded[],
  seen = allClasses,
  reader: readonly Uuid[] = [],
  otherAgencies: readonly Uuid[] = [],
  colleagues: readonly Uuid[] = [],
): string[] {
  const gate = act.kind === erasureAsked.name ? erasureAskedGate : erasureAgreedGate
  const { chronicle, ...rest } = worldOf(entries, pack, day('2013-03-05'))
  const world = {
    ...rest,
    chronicle: (subject: Uuid) => unionOf(subject, chronicle),
    authorReads: seen,
    otherAgencies,
    isColleague: (account: Uuid) => colleagues.includes(account),
  }
  return rule(gate.checks(act, world), seen, reader).pieces.map(({ code }) => code)
}

describe('to ask that an entry be erased', () => {
  it('passes for an entry that the asker may read', () => {
    expect(missing(asked([accusation.id]), before)).toEqual([])
  })

  it('passes for what the own agency wrote, read or not, and not for what another wrote unseen', () => {
    const identity = maskOf(['identity', 'care'])
    expect(missing(asked([accusation.id]), before, identity)).toEqual([])
    const theirs = { ...accusation, agency: agencies.ngo.id }
    expect(missing(asked([theirs.id]), [registered, theirs], identity)).toEqual(['erasure.asker-may-read'])
  })

  it('names what corrects it: the proof of a gap in the chain is what the request names', () => {
    const alone = asked([], { toErase: [accusation.id] })
    expect(missing(alone, before)).toEqual(['erasure.corrections-named'])
    const whole = asked([accusation.id])
    const again = { ...corrected, id: testId(98), replaces: corrected.id }
    expect(missing(agreed(whole), [...before, whole, again])).toEqual(['erasure.corrections-named'])
    expect(missing(agreed(whole), [...before, whole])).toEqual([])
  })

  it('names everybody in whose chronicle it stands', () => {
    expect(missing(asked([withMother.id]), before)).toEqual(['erasure.all-named'])
    expect(missing(asked([withMother.id], {}, { also: [mother] }), before)).toEqual([])
  })

  it("is never about a person's registration, nor about an erasure", () => {
    expect(missing(asked([registered.id]), before)).toEqual(['erasure.not-the-record'])
    const first = asked([accusation.id])
    expect(missing(asked([first.id], {}, { id: testId(99) }), [...before, first])).toEqual([
      'erasure.not-an-act-of-its-own',
    ])
  })

  it("names the court and its order where a court's order is the ground", () => {
    expect(missing(asked([accusation.id], { ground: 'court-order' }), before)).toEqual(['erasure.order-named'])
    const body = { ground: 'court-order', orderedBy: 'Court of the province, 12/2013' }
    expect(missing(asked([accusation.id], body), before)).toEqual([])
  })

  it('does not mix what is withheld from somebody with what is not', () => {
    const complained = complaint({ againstAccounts: [testId(77)] }, { also: [] })
    const answered = answer({}, '2013-03-02')
    const closed = [...before, complained, answered]
    const matter = [complained.id, answered.id]
    expect(missing(asked([...matter, accusation.id]), closed)).toEqual(['erasure.one-matter'])
    expect(missing(asked(matter), closed)).toEqual([])
  })

  it('leaves nothing behind of what is withheld from somebody: it would be withheld no more', () => {
    const complained = complaint({ againstAccounts: [testId(77)] }, { also: [] })
    const answered = answer({}, '2013-03-02')
    const closed = [...before, complained, answered]
    expect(missing(asked([complained.id]), closed)).toEqual(['erasure.whole-matter'])
    expect(missing(asked([answered.id]), closed)).toEqual(['erasure.whole-matter'])
    const again = asked([complained.id, answered.id], {}, { id: testId(99) })
    expect(missing(again, [...closed, asked([complained.id, answered.id])])).toEqual([])
  })

  it('is not for whoever it is withheld from, for whichever agency they act', () => {
    const complained = complaint({ againstAgencies: [agencies.welfare.id] }, { also: [] })
    const answered = answer({}, '2013-03-02', { agency: agencies.ngo.id })
    const closed = [...before, complained, answered]
    const matter = [complained.id, answered.id]
    expect(missing(asked(matter), closed)).toEqual(['erasure.asker-may-read'])
    const elsewhere = { agency: agencies.ngo.id }
    expect(missing(asked(matter, {}, elsewhere), closed)).toEqual([])
    const others = [agencies.welfare.id]
    expect(missing(asked(matter, {}, elsewhere), closed, allClasses, [], others)).toEqual(['erasure.asker-may-read'])
  })
})

describe('a legal hold', () => {
  const open = complaint({ againstAccounts: [testId(77)] }, { also: [] })

  it('stops everything while a complaint about the child is unanswered', () => {
    expect(missing(asked([accusation.id]), [...before, open])).toEqual(['erasure.complaint-open'])
    expect(missing(asked([open.id]), [...before, open])).toEqual(['erasure.complaint-open'])
    expect(missing(asked([accusation.id]), [...before, open, answer({}, '2013-03-02')])).toEqual([])
  })

  it('tells whoever may not know of the complaint only that something is to be confirmed', () => {
    expect(missing(asked([accusation.id]), [...before, open], maskOf(['identity', 'care', 'notes']))).toEqual([
      'erasure.to-be-confirmed',
    ])
    expect(missing(asked([accusation.id]), [...before, open], allClasses, [testId(77)])).toEqual([
      'erasure.to-be-confirmed',
    ])
  })

  it('of a brother or sister is not gone round by asking at another child', () => {
    const brother = entry(30, childRegistered, twin, '2013-01-05', {
      names: { latin: 'Dara' },
      sex: 'male',
      code: 'K-2',
    })
    const theirs = { ...accusation, id: testId(97), subject: twin }
    const shared = { ...accusation, id: testId(96), also: [twin] }
    const died = entry(31, deathReported, twin, '2013-02-20', { whoDied: 'mother' })
    const both = [...before, brother, theirs, shared]
    const also = { also: [twin] }
    expect(missing(asked([theirs.id], {}, also), both)).toEqual(['erasure.all-named'])
    expect(missing(asked([shared.id], {}, also), both)).toEqual([])
    expect(missing(asked([shared.id], {}, also), [...both, died])).toEqual(['erasure.death-not-reviewed'])
    expect(missing(asked([accusation.id], {}, also), both), 'nobody else is named').toEqual(['erasure.all-named'])
  })

  it('stops everything from a death until its review, and for ever what the review had before it', () => {
    const died = entry(5, deathReported, child, '2013-02-20', { whoDied: 'mother' })
    const review = entry(6, deathReviewed, child, '2013-02-25', { death: died.id, upTo: 5, entries: [accusation.id] })
    expect(missing(asked([accusation.id]), [...before, died])).toEqual(['erasure.death-not-reviewed'])
    expect(missing(asked([accusation.id]), [...before, died, review])).toEqual(['erasure.reviewed-after-death'])
    const other = entry(7, birthStated, child, '2013-01-05', { born: '2011' })
    expect(missing(asked([other.id]), [...before, other, died, review])).toEqual([])
  })
})

describe('to agree', () => {
  const request = asked([accusation.id])
  const all = [...before, request]

  it('passes for a person of another agency', () => {
    expect(missing(agreed(request), all)).toEqual([])
  })

  it('is not for the agency or the person who asked', () => {
    expect(missing(agreed(request, {}, { agency: agencies.welfare.id }), all)).toEqual(['erasure.two-agencies'])
    expect(missing(agreed(request, {}, { author: supervisor }), all)).toEqual(['erasure.two-agencies'])
  })

  it('is not for somebody of both agencies, nor of an agency to which whoever asked belongs or belonged', () => {
    const both = [agencies.welfare.id]
    expect(missing(agreed(request), all, allClasses, [], both)).toEqual(['erasure.two-agencies'])
    expect(missing(agreed(request), all, allClasses, [], [], [request.author])).toEqual(['erasure.two-agencies'])
    expect(missing(agreed(request), all, allClasses, [], [], [people.mother])).toEqual([])
  })

  it('is not for those complained of, to whom the request is not there', () => {
    const complained = complaint({ againstAgencies: [agencies.ngo.id] }, { also: [], agency: agencies.welfare.id })
    const answered = answer({}, '2013-03-02')
    const hidden = asked([complained.id, answered.id])
    const closed = [...before, complained, answered, hidden]
    expect(missing(agreed(hidden), closed)).toEqual(['erasure.request-stands'])
    const elsewhere = { agency: agencies.prisons.id }
    expect(missing(agreed(hidden, {}, elsewhere), closed)).toEqual([])
    expect(missing(agreed(hidden, {}, elsewhere), closed, allClasses, [], [agencies.ngo.id])).toEqual([
      'erasure.request-stands',
    ])
  })

  it('needs a request that stands, and was not agreed to already', () => {
    expect(missing(agreed(request), before)).toEqual(['erasure.request-stands'])
    const again = agreed(request, {}, { id: testId(98) })
    expect(missing(again, [...all, agreed(request)])).toEqual(['erasure.not-yet-agreed'])
  })

  it('says "read" only of what may be read', () => {
    const theirs = maskOf(['identity', 'care'])
    expect(missing(agreed(request, { judged: 'read' }), all, theirs)).toEqual(['erasure.read-as-said'])
    expect(missing(agreed(request, { judged: 'read' }), all)).toEqual([])
  })

  it('stands in the same chronicles', () => {
    expect(missing(agreed(request, {}, { also: [mother] }), all)).toEqual([
      'erasure.same-chronicles',
      'erasure.all-named',
    ])
  })

  it('stands in them under whichever of its records it names a child that has several', () => {
    const sameChild = {
      ...entry(20, merged, child, '2013-02-10', { other: twin, compared: ['names'], because: 'One child.' }),
      also: [twin],
    }
    const elsewhere = { ...accusation, subject: twin, also: [child] }
    const asks = asked([elsewhere.id], {}, { subject: twin, also: [child] })
    const both = [registered, elsewhere, sameChild, asks]
    for (const names of [{ also: [] }, { subject: twin, also: [child] }, { also: [twin] }])
      expect(missing(agreed(asks, {}, names), both)).toEqual([])
    expect(missing(agreed(asks, {}, { also: [mother] }), both)).toEqual([
      'erasure.same-chronicles',
      'erasure.all-named',
    ])
  })
})

describe('what goes', () => {
  it('is the entry with its corrections, and nothing else', () => {
    const request = asked([], { toErase: [accusation.id] })
    expect([...erasedBy(agreed(request), [...before, request])]).toEqual([accusation.id, corrected.id])
    expect([...erasedBy(request, [...before, request])]).toEqual([])
  })

  it('is due for judgement within fourteen days, and not shown to those complained of', () => {
    const complained = complaint({ againstAccounts: [testId(77)] })
    const request = asked([complaintId])
    const entries = [complained, request]
    expect(erasureDeadlines(erasuresOf(settled(entries)), withheldIn(entries))).toMatchObject([
      { code: 'access.erasure-awaits-second-agency', due: '2013-03-15', withheld: [testId(77)] },
    ])
    const done = [...entries, agreed(request)]
    expect(erasureDeadlines(erasuresOf(settled(done)), withheldIn(done))).toEqual([])
  })
})

import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { allClasses, maskOf } from '../access/classes.ts'
import { allocated } from '../access/kinds.ts'
import type { Recorded, SubjectId } from '../chronicle/entry.ts'
import { rule } from '../chronicle/gate.ts'
import { agencies, day, entry, people, testId, worldOf } from '../example-entries.fixture.ts'
import { childFile } from '../insight/child-file.ts'
import { lookedAlike, siblingStated } from './family-kinds.ts'
import { birthStated, childRegistered, relationStated, residenceBegan, residenceEnded } from './kinds.ts'
import { mergedGate, mergeGateCodes } from './merge-gate.ts'
import { merged } from './merge-kinds.ts'
import { mergeDeadlines, recordsOf, unionOf } from './merge-state.ts'

const { child, mother, prison, otherPrison } = people
const other = testId(51)
const third = testId(52)

function registered(number: number, who: SubjectId, code: string): Recorded {
  return entry(number, childRegistered, who, '2012-01-05', { names: { latin: `Child ${code}` }, sex: 'female', code })
}

function mergeOf(number: number, kept: SubjectId, from: SubjectId, more: Partial<Recorded> = {}): Recorded {
  const body = { other: from, compared: ['names', 'mother'], because: 'The same mother, met on the same day.' }
  return { ...entry(number, merged, kept, '2013-09-01', body), also: [from], ...more }
}

function undoOf(number: number, act: Recorded): Recorded {
  return {
    ...act,
    ...entry(number, merged, act.subject, '2013-09-20', { reason: 'Two children.' }),
    also: act.also,
    retracts: act.id,
  }
}

const keptEntries = [
  registered(1, child, 'K-001'),
  entry(2, birthStated, child, '2012-01-05', { born: '2011-02' }),
  entry(3, residenceBegan, child, '2012-01-05', { facility: prison, carer: mother }),
  entry(4, residenceEnded, child, '2013-01-10', { facility: prison, route: 'transferred' }),
]
const otherEntries = [
  registered(11, other, 'K-002'),
  entry(12, birthStated, other, '2013-02-01', { born: '2011-02-10' }),
  entry(13, residenceBegan, other, '2013-02-01', { facility: otherPrison, carer: mother }),
  entry(14, relationStated, other, '2013-02-01', { carer: mother, relation: 'mother' }, { also: [mother] }),
]
const act = mergeOf(30, child, other)
const all = [...keptEntries, ...otherEntries]
const pack = cambodia()
const of = (entries: readonly Recorded[]) => worldOf(entries, pack, day('2013-09-01')).chronicle
const fileOf = (who: SubjectId, entries: readonly Recorded[]) => childFile(who, unionOf(who, of(entries)), pack)

describe('two records of one child', () => {
  it('fold as one, from either, under the kept record’s code', () => {
    const file = childFile(recordsOf(other, of([...all, act])).kept, unionOf(other, of([...all, act])), pack)
    expect(file).toEqual(fileOf(child, [...all, act]))
    expect(file.register.code).toBe('K-001')
    expect(file.register.birth.claims.map(({ born }) => born)).toEqual(['2011-02', '2011-02-10'])
    expect(file.whereabouts).toMatchObject({ is: 'in-facility', facility: otherPrison })
  })

  it('have one set of deadlines', () => {
    const codes = fileOf(child, [...all, act]).deadlines.map(({ code, key }) => `${code} ${key}`)
    expect(new Set(codes).size).toBe(codes.length)
    expect(codes.filter((code) => code.startsWith('assess.entry')).length).toBeLessThanOrEqual(1)
  })

  it('take what is said of the other as said of the child', () => {
    const brother = entry(20, siblingStated, other, '2013-03-01', {
      sibling: third,
      bond: 'full',
      isTwin: false,
      livesTogether: 'no',
      apartReason: 'He stayed with an aunt.',
    })
    const said = { ...brother, also: [third] }
    expect(fileOf(child, [...all, said, act]).family.siblings.map((sibling) => sibling.child)).toEqual([third])
  })

  it('are one also when several others lead to the same record', () => {
    const more = [registered(21, third, 'K-003'), mergeOf(31, child, third)]
    expect(recordsOf(third, of([...all, act, ...more]))).toMatchObject({ kept: child, others: [other, third] })
  })

  it('stay two while the act waits on a device', () => {
    const { seq: _seq, received: _received, ...pending } = act
    expect(recordsOf(other, of([...all, pending]))).toMatchObject({ kept: other, others: [] })
  })

  test('the order in which facts arrived changes nothing', () => {
    const facts = all.filter(({ kind }) => kind !== childRegistered.name)
    const first = all.filter(({ kind }) => kind === childRegistered.name)
    fc.assert(
      fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), (shuffled) => {
        const arrived = [...first, ...shuffled].map((one, place) => ({ ...one, seq: place + 1 }))
        const { register, whereabouts } = fileOf(child, [...arrived, act])
        const straight = fileOf(child, [...all, act])
        expect(register.residences.map(({ id }) => id)).toEqual(straight.register.residences.map(({ id }) => id))
        expect(register.birth.range).toEqual(straight.register.birth.range)
        expect(whereabouts).toEqual(straight.whereabouts)
      }),
    )
  })
})

describe('a merge undone', () => {
  test('gives back both folds, whatever facts there were', () => {
    fc.assert(
      fc.property(fc.subarray(all.filter(({ kind }) => kind !== childRegistered.name)), (facts) => {
        const before = [registered(1, child, 'K-001'), registered(11, other, 'K-002'), ...facts]
        const after = [...before, act, undoOf(40, act)]
        for (const who of [child, other]) {
          const { settled: _before, ...was } = fileOf(who, before)
          const { settled: _after, ...is } = fileOf(who, after)
          expect(is).toEqual(was)
        }
      }),
    )
  })

  it('asks whose is what came to the kept record meanwhile, until the two were compared', () => {
    const between = entry(35, birthStated, child, '2013-09-10', { born: '2011-02-11' })
    const undone = [...keptEntries, act, between, undoOf(40, act)]
    expect(mergeDeadlines(child, undone, '+07:00')).toMatchObject([
      { code: 'register.recorded-while-merged', opens: '2013-09-20', due: '2013-10-04', params: { count: 1 } },
    ])
    expect(mergeDeadlines(child, [...keptEntries, act, undoOf(40, act)], '+07:00')).toEqual([])
    const compared = { ...entry(50, lookedAlike, child, '2013-09-21', { other, areTwins: 'no' }), also: [other] }
    expect(mergeDeadlines(child, [...undone, compared], '+07:00')).toEqual([])
  })
})

describe('whether two records may be merged', () => {
  type Lack = {
    agency?: Recorded['agency']
    also?: SubjectId[]
    more?: readonly Recorded[]
    facts?: readonly Recorded[]
    of?: SubjectId
  }

  function pieces({
    agency = agencies.welfare.id,
    also = [other],
    more = [],
    facts = all,
    of: from = other,
  }: Lack = {}) {
    const checks = mergedGate.checks(
      mergeOf(60, child, from, { agency, also }),
      worldOf([...facts, ...more], pack, day('2013-09-01')),
    )
    return rule(checks, allClasses).pieces.map(({ code }) => code)
  }
  const twins = entry(22, siblingStated, child, '2013-03-01', {
    sibling: other,
    bond: 'full',
    isTwin: true,
    livesTogether: 'yes',
  })
  const certain = [entry(23, birthStated, child, '2013-03-01', { born: '2011-03-03' }, { basis: 'document' })]
  const apart = [...certain, { ...(otherEntries[1] ?? act), basis: 'document' as const }]

  it('passes for the state child-welfare authority, and for the agency responsible for both', () => {
    expect(pieces()).toEqual([])
    const ours = [child, other].map((who, place) =>
      entry(24 + place, allocated, who, '2013-03-01', { agency: agencies.ngo.id, cause: 'first' }),
    )
    expect(pieces({ agency: agencies.ngo.id, more: ours })).toEqual([])
  })

  it('fails for each missing piece by itself', () => {
    expect(pieces({ also: [] })).toEqual(['register.merge-two-records'])
    expect(pieces({ more: [mergeOf(31, third, other)] })).toEqual(['register.merge-not-yet'])
    expect(pieces({ more: [mergeOf(31, other, third)] })).toEqual(['register.merge-not-yet'])
    expect(pieces({ more: [mergeOf(31, third, child)] })).toEqual(['register.merge-not-yet'])
    expect(pieces({ facts: [...keptEntries, registered(11, other, 'K-002')], more: apart })).toEqual([
      'register.merge-births-agree',
    ])
    expect(pieces({ more: [{ ...twins, also: [other] }] })).toEqual(['register.merge-not-twins'])
    const compared = {
      ...entry(25, lookedAlike, other, '2013-03-01', { other: child, areTwins: 'yes' }),
      also: [child],
    }
    expect(pieces({ more: [compared] })).toEqual(['register.merge-not-twins'])
    expect(pieces({ agency: agencies.ngo.id })).toEqual(['register.merge-responsible'])
    const one = entry(24, allocated, child, '2013-03-01', { agency: agencies.ngo.id, cause: 'first' })
    const theirs = entry(26, allocated, other, '2013-03-01', { agency: agencies.welfare.id, cause: 'first' })
    expect(pieces({ agency: agencies.ngo.id, more: [one, theirs] })).toEqual(['register.merge-responsible'])
  })

  it('refuses dates of birth that cannot be one, uncertain ones too: an older child cannot vanish in a younger', () => {
    const said = (born: string) => entry(23, birthStated, other, '2013-03-01', { born }, { basis: 'told' })
    const facts = [...keptEntries, registered(11, other, 'K-002')]
    expect(pieces({ facts, more: [said('2005')] })).toEqual(['register.merge-births-agree'])
    expect(pieces({ facts, more: [said('2010/2012')] })).toEqual([])
  })

  it('lets a record take in a second one', () => {
    expect(pieces({ more: [mergeOf(31, child, third)] })).toEqual([])
  })

  it('is "cannot tell" about twins to who does not read care', () => {
    const world = worldOf([...all, { ...twins, also: [other] }], pack, day('2013-09-01'))
    const [piece] = rule(mergedGate.checks(mergeOf(60, child, other), world), maskOf(['identity'])).pieces
    expect(piece).toMatchObject({ code: 'register.merge-not-twins', status: 'cannot-tell' })
  })

  test('what it names is all that is missing: mending it makes it pass', () => {
    fc.assert(
      fc.property(fc.subarray([...mergeGateCodes]), (lacks) => {
        const has = (code: (typeof mergeGateCodes)[number]) => lacks.includes(code)
        const lacking = pieces({
          ...(has('register.merge-responsible') ? { agency: agencies.ngo.id } : {}),
          ...(has('register.merge-two-records') ? { also: [] } : {}),
          facts: has('register.merge-births-agree') ? [...keptEntries, registered(11, other, 'K-002'), ...apart] : all,
          more: [
            ...(has('register.merge-not-yet') ? [mergeOf(31, third, other)] : []),
            ...(has('register.merge-not-twins') ? [{ ...twins, also: [other] }] : []),
          ],
        })
        expect(lacking.toSorted()).toEqual(lacks.toSorted())
      }),
    )
  })
})

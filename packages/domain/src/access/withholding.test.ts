// A complaint, its corrections, its answer and what is seen afterwards are withheld alike.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answer, complaint, complaintId, look } from '../assess/complaints.fixture.ts'
import * as kinds from '../assess/complaint-kinds.ts'
import { agencies, entry, people, testId } from '../example-entries.fixture.ts'
import { withheldIn, withholdingOf } from './withholding.ts'

const against = { againstAgencies: [agencies.prisons.id], againstAccounts: [people.officer] }
const both = [people.officer, agencies.prisons.id].toSorted()

describe('what is withheld', () => {
  test('a kind that names nobody withholds nothing', () => {
    expect(withholdingOf(entry(1, kinds.complaintMade, people.child, '2013-10-01', {}))).toEqual({ from: [], with: [] })
    expect(withheldIn([complaint()]).size).toBe(0)
  })

  test('the complaint, its answer and every look after it, in whatever order they came', () => {
    const all = [complaint(against), answer(), look(320, '2013-11-01')]
    for (const order of [all, all.toReversed()]) {
      expect(withheldIn(order)).toEqual(new Map(all.map(({ id }) => [id, both])))
    }
  })

  test('a correction that leaves a name out shows nothing; one that adds a name hides what was there before', () => {
    const first = complaint({ againstAccounts: [people.officer] })
    const second = {
      ...complaint({ againstAgencies: [agencies.prisons.id], reason: 'x' }),
      id: testId(1301),
      replaces: complaintId,
    }
    expect([...withheldIn([first, second]).values()]).toEqual([both, both])
  })

  test('a withdrawal is withheld as what it withdraws', () => {
    const withdrawn = { ...complaint({}), id: testId(1302), retracts: complaintId }
    expect(withheldIn([complaint(against), withdrawn]).get(testId(1302))).toEqual(both)
  })

  test('a body of a newer version is withheld from those it names, as far as they can be read', () => {
    const newer = {
      ...complaint({ againstAccounts: [people.officer, 'nobody'], againstAgencies: { not: 'a list' } }),
      v: 7,
    }
    expect(withheldIn([newer]).get(complaintId)).toEqual([people.officer])
  })

  test('two complaints stay apart; in any order the same is withheld', () => {
    const other = entry(330, kinds.complaintMade, people.child, '2013-10-02', { againstAccounts: [people.worker] })
    const about = entry(331, kinds.reprisalSeen, people.child, '2013-10-03', { complaint: other.id, reprisals: [] })
    const all = [complaint(against), answer(), look(320, '2013-11-01'), other, about]
    const expected = withheldIn(all)
    expect(expected.get(about.id)).toEqual([people.worker])
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (order) => {
        expect(withheldIn(order)).toEqual(new Map(order.flatMap(({ id }) => [[id, expected.get(id) ?? []] as const])))
      }),
      { seed: 20131001 },
    )
  })
})

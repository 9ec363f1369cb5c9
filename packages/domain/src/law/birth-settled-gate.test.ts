import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import { allClasses, maskOf } from '../access/classes.ts'
import type { Recorded } from '../chronicle/entry.ts'
import { rule } from '../chronicle/gate.ts'
import { agencies, day, entry, people, testId, worldOf } from '../example-entries.fixture.ts'
import { birthStated, noteWritten } from '../register/kinds.ts'
import { birthSettled } from '../register/life-kinds.ts'
import { birthGateCodes, birthSettledGate } from './birth-settled-gate.ts'

const { child } = people
const pack = cambodia()
const former = entry(1, birthStated, child, '2011-02-10', { born: '2011-02-10' }, { basis: 'told' })

type Claim = { agency?: Recorded['agency']; basis?: Recorded['basis']; born?: string }

function claim({ agency = agencies.ngo.id, basis = 'document', born = '2011-09-10' }: Claim = {}): Recorded {
  return entry(2, birthStated, child, '2013-09-01', { born }, { basis, agency })
}

function pieces(entries: readonly Recorded[], body: Record<string, unknown> = {}, seen = allClasses) {
  const act = entry(3, birthSettled, child, '2013-09-10', {
    claim: testId(1002),
    born: '2011-09-10',
    documentSeen: 'A yellow card',
    ...body,
  })
  const checks = birthSettledGate.checks(act, worldOf(entries, pack, day('2013-09-10')))
  return rule(checks, seen).pieces
}
const codes = (...given: Parameters<typeof pieces>) => pieces(...given).map(({ code }) => code)

describe('settling a birth date', () => {
  test('passes with a document and a second agency that states the same', () => {
    expect(codes([former, claim()])).toEqual([])
    // Whoever settles may have brought the paper too, where another agency saw it as well.
    const mine = entry(2, birthStated, child, '2013-09-01', { born: '2011-09-10' }, { basis: 'document' })
    const theirs = { ...former, agency: agencies.ngo.id }
    const backed = entry(5, birthStated, child, '2013-09-03', { born: '2011-09-10' }, { agency: agencies.ngo.id })
    expect(codes([theirs, mine, backed])).toEqual([])
  })

  test('one agency under two accounts is one agency, also where it stated no other date', () => {
    const mine = entry(2, birthStated, child, '2013-09-01', { born: '2011-09-10' }, { basis: 'document' })
    const theirs = { ...former, agency: agencies.ngo.id }
    expect(codes([theirs, { ...mine, author: people.ngoWorker }])).toEqual(['birth.two-agencies'])
  })

  test('fails for each missing piece by itself', () => {
    expect(codes([former])).toEqual(['birth.claim-stands'])
    expect(codes([former, claim()], { born: '2011-10-10' })).toContain('birth.claim-says-the-same')
    expect(codes([former, claim({ basis: 'told' })])).toEqual(['birth.claim-on-document'])
    expect(codes([former, claim({ agency: agencies.welfare.id })])).toEqual(['birth.two-agencies'])
  })

  test('an agency alone cannot hide its former date by withdrawing or correcting it', () => {
    const alone = claim({ agency: agencies.welfare.id })
    const gone = { ...entry(4, noteWritten, child, '2013-09-02', { reason: 'r' }), kind: birthStated.name }
    expect(codes([former, alone, { ...gone, retracts: testId(1001) }])).toEqual(['birth.two-agencies'])
    const corrected = { ...alone, replaces: testId(1001) }
    expect(codes([former, corrected], { claim: testId(1001) })).toEqual(['birth.two-agencies'])
  })

  test('is "cannot tell" to who does not see identities', () => {
    const [piece] = pieces([former, claim({ basis: 'told' })], {}, maskOf(['care']))
    expect(piece).toMatchObject({ code: 'birth.claim-on-document', status: 'cannot-tell' })
  })

  test('what it names is all that is missing: mending it makes it pass', () => {
    const anyLack = fc.record({ isTold: fc.boolean(), isAlone: fc.boolean(), isOther: fc.boolean() })
    fc.assert(
      fc.property(anyLack, ({ isTold, isAlone, isOther }) => {
        const stated = (mended: readonly string[]) =>
          claim({
            basis: isTold && !mended.includes('birth.claim-on-document') ? 'told' : 'document',
            agency: isAlone && !mended.includes('birth.two-agencies') ? agencies.welfare.id : agencies.ngo.id,
            born: isOther && !mended.includes('birth.claim-says-the-same') ? '2011-09-11' : '2011-09-10',
          })
        const named = codes([former, stated([])])
        expect(named.length > 0).toBe(isTold || isAlone || isOther)
        expect(named.filter((code) => !birthGateCodes.some((known) => known === code))).toEqual([])
        expect(codes([former, stated(named)])).toEqual([])
      }),
      { numRuns: 50, seed: 20131010 },
    )
  })
})

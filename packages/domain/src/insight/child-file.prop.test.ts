// What must hold of any chronicle: facts fold to the same file in whatever order they arrived; sending again changes nothing; what is
// withdrawn leaves no trace but itself; deadlines have keys of their own and run in order.
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import * as assess from '../assess/kinds.ts'
import * as care from '../care/kinds.ts'
import type { Recorded } from '../chronicle/entry.ts'
import { entry, people, planned, story, testId } from '../example-entries.fixture.ts'
import { kindNamed } from '../kinds.ts'
import { contactLostStated } from '../register/family-kinds.ts'
import * as register from '../register/kinds.ts'
import { died } from '../register/life-kinds.ts'
import { livingOutsideStated } from '../register/outside-kinds.ts'
import { addDays, plainDate } from '../time/plain-date.ts'
import { childFile, statusLine, type ChildFile } from './child-file.ts'

const pack = cambodia()
const runs = { numRuns: 150, seed: 20131015 }

type Maker = (number: number, day: string) => Recorded
const { child, aunt, prison, otherPrison } = people

/** Facts that may be added to the story at any day. */
const makers: readonly Maker[] = [
  (number, day) => entry(number, register.residenceBegan, child, day, { facility: otherPrison }),
  (number, day) => entry(number, register.residenceBegan, child, day, { facility: prison }),
  (number, day) => entry(number, register.residenceEnded, child, day, { route: 'kin' }),
  (number, day) => entry(number, register.residenceEnded, child, day, { route: 'parents-own-arrangement' }),
  (number, day) => entry(number, register.birthStated, child, day, { born: '2011-03' }),
  (number, day) => entry(number, register.birthStated, child, day, { born: '2010-09-01' }, { basis: 'document' }),
  (number, day) => entry(number, died, child, day, {}),
  (number, day) =>
    entry(number, livingOutsideStated, child, day, { livingWith: 'alone', attended: 'no', whereaboutsKnown: 'yes' }),
  (number, day) => entry(number, contactLostStated, child, day, { lostRelation: 'sibling', whom: 'Big brother' }),
  (number, day) =>
    entry(
      number,
      care.placementBegan,
      child,
      day,
      { tier: 2, carer: aunt, isParentsOwnArrangement: false },
      { also: [aunt] },
    ),
  (number, day) => entry(number, care.contactHeld, child, day, { way: 'visit', hasHappened: true }),
  (number, day) =>
    entry(number, care.followUpDone, child, day, {
      way: 'visit',
      isChildSeen: true,
      isChildAlone: true,
      isSleepingPlaceSeen: true,
      concern: 'act',
    }),
  (number, day) =>
    entry(number, assess.viewHeard, child, day, {
      whose: 'mother',
      about: 'separation',
      stance: 'disagrees',
      freely: 'yes',
    }),
  (number, day) =>
    entry(number, assess.measureConfirmed, child, day, { measure: 1, isInPlace: false, proof: 'mother-says' }),
  (number, day) =>
    entry(
      number,
      register.kinRegistered,
      testId(93),
      day,
      { names: { latin: 'Sok' }, relation: 'aunt' },
      { also: [child] },
    ),
]

const anyDay = fc.integer({ min: 0, max: 400 }).map((days) => String(addDays(plainDate('2013-03-01'), days)))
const anyFacts = fc
  .array(fc.tuple(fc.nat({ max: makers.length - 1 }), anyDay), { maxLength: 8 })
  .map((picked) => picked.flatMap(([index, day], place) => makers[index]?.(200 + place, day) ?? []))
const anyChronicle = anyFacts.map((facts) => [...Object.values(story()), planned(), ...facts])

function essence(file: ChildFile): unknown {
  const { whereabouts, limit, stay, departure, deadlines } = file
  return { line: statusLine(file), whereabouts, limit, stay, way: departure?.way, on: departure?.range, deadlines }
}

function fold(entries: readonly Recorded[]): unknown {
  return essence(childFile(child, entries, pack))
}

/** The same entries in another order, facts with the seqs that this order gives them; acts keep theirs. */
function arrive(entries: readonly Recorded[], order: readonly number[]): Recorded[] {
  const shuffled = entries.map((each, index) => ({ each, at: order[index] ?? 0 })).toSorted((a, b) => a.at - b.at)
  const isFact = (each: Recorded): boolean => kindNamed(each.kind)?.family === 'fact'
  const seqs = entries.filter(isFact).map(({ seq }) => seq ?? 0)
  return shuffled.map(({ each }) => (isFact(each) ? { ...each, seq: seqs.shift() ?? 0 } : each))
}

describe('any chronicle', () => {
  test('facts fold to the same file in whatever order they arrived', () => {
    fc.assert(
      fc.property(anyChronicle, fc.array(fc.nat(), { minLength: 60, maxLength: 60 }), (entries, order) => {
        expect(fold(arrive(entries, order))).toEqual(fold(entries))
      }),
      runs,
    )
  })

  test('sending again changes nothing', () => {
    fc.assert(
      fc.property(anyChronicle, fc.array(fc.nat(), { maxLength: 20 }), (entries, again) => {
        const repeated = again.flatMap((index) => entries[index % entries.length] ?? [])
        expect(fold([...entries, ...repeated])).toEqual(fold(entries))
      }),
      runs,
    )
  })

  test('withdrawing what was added restores the file', () => {
    fc.assert(
      fc.property(anyChronicle, fc.nat({ max: makers.length - 1 }), anyDay, (entries, index, day) => {
        const added = makers[index]?.(300, day)
        if (added === undefined) return
        const withdrawal = {
          ...entry(301, register.noteWritten, added.subject, day, { reason: 'A slip' }),
          kind: added.kind,
          also: added.also,
          retracts: added.id,
        }
        expect(fold([...entries, added, withdrawal])).toEqual(fold(entries))
      }),
      runs,
    )
  })

  test('deadlines have keys of their own, and open before they are due, and are due before they are broken', () => {
    fc.assert(
      fc.property(anyChronicle, (entries) => {
        const { deadlines } = childFile(child, entries, pack)
        expect(new Set(deadlines.map(({ code, key }) => `${code} ${key}`)).size).toBe(deadlines.length)
        for (const { code, opens, due, breachFrom } of deadlines) {
          expect(breachFrom === null || breachFrom >= due).toBe(true)
          // A child who came in past the limit, or left before the law allowed, has its day behind it from the start.
          if (code !== 'law.limit' && code !== 'law.birth-date-unsure') expect(opens <= due).toBe(true)
        }
      }),
      runs,
    )
  })

  test('nothing of a pending entry counts as done', () => {
    fc.assert(
      fc.property(anyChronicle, (entries) => {
        const acts = entries.filter(({ kind }) => kindNamed(kind)?.family === 'act')
        const waiting = acts.map(({ seq: _seq, received: _received, ...each }) => each)
        const facts = entries.filter(({ kind }) => kindNamed(kind)?.family === 'fact')
        const file = childFile(child, [...facts, ...waiting], pack)
        expect(file.lastDecision).toBeNull()
        expect(file.access.responsible).toBeNull()
        expect(file.care.plans).toEqual([])
      }),
      { ...runs, numRuns: 40 },
    )
  })
})

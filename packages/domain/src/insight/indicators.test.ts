import { describe, expect, it } from 'vitest'
import { cambodia } from '../../../../policies/kh/policy.ts'
import * as assessKinds from '../assess/kinds.ts'
import * as careKinds from '../care/kinds.ts'
import type { Recorded, SubjectId } from '../chronicle/entry.ts'
import { day, entry, people, story } from '../example-entries.fixture.ts'
import * as register from '../register/kinds.ts'
import type { Instant } from '../time/instant.ts'
import { endOfDay } from '../time/instant.ts'
import { addDays } from '../time/plain-date.ts'
import {
  addIndicatorCarer,
  addIndicatorChild,
  addIndicatorFacility,
  finishIndicators,
  knownBy,
  startIndicators,
  type IndicatorFigure,
} from './indicators.ts'
import type { Month, PartId } from './indicator-lines.ts'

const pack = cambodia()
const august: Month = { first: day('2013-08-01'), last: day('2013-08-31') }
const november: Month = { first: day('2013-11-01'), last: day('2013-11-30') }
const { child, mother, prison } = people

const facility = [
  entry(80, register.facilityRegistered, prison, '2010-01-01', {
    code: 'TST',
    name: { en: 'Test', km: 'សាក' },
    province: '12',
    holdsWomen: true,
  }),
  ...['2013-08-20', '2013-10-20', '2013-11-20'].map((on, index) =>
    entry(81 + index, register.censusTaken, prison, on, { method: 'visit', women: 20, children: 1 }),
  ),
]
const held = [
  entry(85, register.carerRegistered, mother, '2011-01-01', { names: { latin: 'Sok Vanna' }, sex: 'female' }),
  entry(86, register.custodyBegan, mother, '2011-01-01', {
    place: 'facility',
    facility: prison,
    cause: 'remand',
    legalStatus: 'pre-trial',
    charge: 'theft',
  }),
]
const left = entry(87, register.residenceEnded, child, '2013-10-15', { facility: prison, route: 'kin' })
const moved = entry(
  88,
  careKinds.placementBegan,
  child,
  '2013-10-15',
  { tier: 2, carer: people.aunt, isParentsOwnArrangement: false },
  { also: [people.aunt] },
)

function figures(
  month: Month,
  childEntries: readonly Recorded[],
  more: { knownUntil?: Instant | null; mayList?: (subject: SubjectId) => boolean; facility?: readonly Recorded[] } = {},
): Map<PartId, IndicatorFigure> {
  const { knownUntil = null, mayList = null } = more
  const indicators = startIndicators({ month, knownUntil, pack, mayList })
  addIndicatorCarer(indicators, mother, held)
  addIndicatorChild(indicators, child, childEntries)
  addIndicatorFacility(indicators, prison, more.facility ?? facility)
  const { indicators: all } = finishIndicators(indicators)
  return new Map(all.flatMap((each) => each.figures).map((figure) => [figure.part, figure]))
}

const entries = Object.values(story())
const outside = [...entries, left, moved]
const ratio = (figure: IndicatorFigure | undefined) =>
  figure === undefined ? null : [figure.numerator.certain, figure.denominator.certain]

describe('a child inside at the month’s end', () => {
  const inAugust = figures(august, entries)

  it('counts where its prison reports, with what it has and lacks', () => {
    expect(ratio(inAugust.get('inside'))).toEqual([1, 1])
    expect(ratio(inAugust.get('past'))).toEqual([0, 1])
    expect(ratio(inAugust.get('decision-none'))).toEqual([1, 1])
    expect(ratio(inAugust.get('ready-before-limit'))).toEqual([0, 1])
    expect(ratio(inAugust.get('facility-reports'))).toEqual([1, 1])
  })

  it('is not carried forward where the prison does not report', () => {
    const silent = figures(august, entries, { facility: facility.slice(0, 1) })
    expect(ratio(silent.get('inside'))).toEqual([0, 0])
    expect(ratio(silent.get('facility-reports'))).toEqual([0, 1])
  })

  it('has its mother among the carers in custody', () => {
    expect(ratio(inAugust.get('child-inside'))).toEqual([1, 1])
    expect(ratio(inAugust.get('child-outside-only'))).toEqual([0, 1])
    expect(ratio(inAugust.get('pre-trial'))).toEqual([1, 1])
    expect(inAugust.get('has-lawyer')?.numerator).toEqual({ certain: 0, possible: 1 })
  })

  it('has a full decision, and is ready, once they stand', () => {
    const inSeptember = figures({ first: day('2013-09-01'), last: day('2013-09-30') }, entries, {
      facility: [...facility, entry(89, register.censusTaken, prison, '2013-09-20', { method: 'visit', women: 20 })],
    })
    expect(ratio(inSeptember.get('decision-full'))).toEqual([1, 1])
    expect(ratio(inSeptember.get('ready-before-limit'))).toEqual([1, 1])
  })

  it('is past the limit from the first day on, with the days over', () => {
    const march = { first: day('2014-03-01'), last: day('2014-03-31') }
    const stayed = figures(march, entries, {
      facility: [...facility, entry(90, register.censusTaken, prison, '2014-03-20', { method: 'visit', women: 20 })],
    })
    expect(ratio(stayed.get('past'))).toEqual([1, 1])
    expect(stayed.get('past')?.days).toEqual({ median: 50, longest: 50 })
    expect(ratio(stayed.get('past-decided'))).toEqual([0, 1])
  })
})

describe('a child who left for its aunt', () => {
  it('left in October, by a placement with kin, without a plan', () => {
    const october = figures({ first: day('2013-10-01'), last: day('2013-10-31') }, outside)
    expect(ratio(october.get('left'))).toEqual([1, 1])
    expect(ratio(october.get('left-kin'))).toEqual([1, 1])
    expect(ratio(october.get('unplanned'))).toEqual([1, 1])
    expect(ratio(october.get('family-first'))).toEqual([1, 1])
    expect(ratio(october.get('inside'))).toEqual([0, 0])
  })

  it('is separated as long as the mother is held: met her or not, and why not', () => {
    const contact = (number: number, on: string, body: Record<string, unknown>) =>
      entry(number, careKinds.contactHeld, child, on, body, { also: [mother] })
    const missed = contact(91, '2013-11-10', { way: 'visit', hasHappened: false, cause: 'money' })
    const before = figures(november, [...outside, missed])
    expect(ratio(before.get('met-mother'))).toEqual([0, 1])
    expect(ratio(before.get('missed-means'))).toEqual([1, 1])
    const call = contact(92, '2013-11-12', { way: 'call', hasHappened: true })
    expect(ratio(figures(november, [...outside, call]).get('met-mother'))).toEqual([0, 1])
    const visit = contact(93, '2013-11-12', { way: 'visit', hasHappened: true })
    expect(ratio(figures(november, [...outside, visit]).get('met-mother'))).toEqual([1, 1])
  })

  it('is visited on time, or not, or there is still a week', () => {
    const done = (on: string) =>
      entry(94, careKinds.followUpDone, child, on, {
        way: 'visit',
        isChildSeen: true,
        isChildAlone: false,
        isSleepingPlaceSeen: true,
        concern: 'none',
      })
    // The thirtieth day after the move is 14 November.
    expect(ratio(figures(november, outside).get('follow-up-on-time'))).toEqual([0, 1])
    expect(ratio(figures(november, [...outside, done('2013-11-20')]).get('follow-up-on-time'))).toEqual([1, 1])
    const midNovember = { first: day('2013-11-01'), last: day('2013-11-16') }
    expect(figures(midNovember, outside).get('follow-up-on-time')?.numerator).toEqual({ certain: 0, possible: 1 })
  })
})

describe('known time', () => {
  it('counts what was known ten days after the month, and restates the figure later', () => {
    const late = { ...left, received: '2013-12-20T03:00:00.000Z' as Instant }
    const lateMove = { ...moved, received: '2013-12-20T03:00:00.000Z' as Instant }
    const knownUntil = endOfDay(knownBy(november), pack.head.timeZone.utcOffset)
    const chronicle = [...entries, late, lateMove]
    expect(ratio(figures(november, chronicle, { knownUntil }).get('inside'))).toEqual([1, 1])
    expect(ratio(figures(november, chronicle).get('inside'))).toEqual([0, 0])
    expect(knownBy(november)).toBe(addDays(november.last, 10))
  })
})

describe('the list behind a figure', () => {
  it('names whom the reader may see, and nobody to one who only counts', () => {
    expect(figures(august, entries).get('inside')?.listed).toBeNull()
    expect(figures(august, entries, { mayList: () => false }).get('inside')?.listed).toEqual([])
    expect(figures(august, entries, { mayList: (subject) => subject === child }).get('inside')?.listed).toEqual([
      { subject: child, isMet: 'yes' },
    ])
  })

  it('shows no percentage under twenty', () => {
    expect(figures(august, entries).get('inside')?.share).toEqual({ count: 1, of: 1, percent: null })
  })
})

it('reads decisions by what they declare where reasons are not seen', () => {
  const declaredOnly = entries.filter(({ kind }) => kind !== assessKinds.decisionMade.name)
  const september = { first: day('2013-09-01'), last: day('2013-09-30') }
  const seen = figures(september, declaredOnly, {
    facility: [...facility, entry(95, register.censusTaken, prison, '2013-09-20', { method: 'visit', women: 20 })],
  })
  expect(ratio(seen.get('decision-full'))).toEqual([1, 1])
})

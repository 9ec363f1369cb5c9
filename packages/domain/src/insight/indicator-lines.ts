// What one person, place or event adds to a monthly indicator. A figure is a count of lines: all of a part are its denominator, those
// that are met its numerator. Both are ranges where a birth, a stay or an answer is uncertain. Source: practice.md part 5.
import type { SubjectId } from '../chronicle/entry.ts'
import type { DateRange, PlainDate } from '../time/plain-date.ts'
import type { Certainty } from './share.ts'

/** Each part of each indicator, by the number of practice.md part 5. A number without parts is not recorded yet. */
export const indicatorParts = {
  1: ['inside', 'entered', 'born', 'left'],
  2: ['facility-reports', 'women-covered'],
  3: ['past', 'past-decided'],
  4: ['pregnant', 'breastfeeding', 'child-inside', 'child-outside-only', 'pre-trial', 'has-lawyer'],
  5: [],
  6: [],
  7: ['checked-before-entry'],
  8: ['entry-in-time', 'birth-in-time', 'periodic-in-time', 'limit-in-time'],
  9: ['decision-full', 'decision-interim', 'decision-overstay', 'decision-none'],
  10: ['measure-real', 'measure-a-real'],
  11: ['ready-before-limit'],
  12: [
    'left-with-mother',
    'left-other-parent',
    'left-own-arrangement',
    'left-kin',
    'left-foster',
    'left-residential',
    'left-hospital',
    'left-died',
    'left-unknown',
  ],
  13: ['unplanned'],
  14: ['emergency-reviewed'],
  15: ['family-first', 'residential-under-three'],
  16: [
    'met-mother',
    'missed-prison',
    'missed-home',
    'missed-means',
    'missed-child',
    'missed-mother',
    'missed-not-known',
  ],
  17: ['siblings-in-contact'],
  18: ['follow-up-on-time'],
  19: ['placement-broke-down'],
  20: ['measured-lately', 'acute-malnutrition'],
  21: ['vaccines-up-to-date', 'contact-in-time'],
  22: ['birth-registered'],
  23: [],
  24: [],
  25: ['died', 'complaint-answered'],
} as const satisfies Record<number, readonly string[]>

export type IndicatorNumber = keyof typeof indicatorParts
export type PartId = (typeof indicatorParts)[IndicatorNumber][number]
export const indicatorNumbers = Object.keys(indicatorParts).map(Number) as IndicatorNumber[] // keys of the record above

export type Met = 'yes' | 'possibly' | 'no'

export type Line = {
  part: PartId
  subject: SubjectId
  /** The facility that must report for this line to count: nothing is carried forward. Null for people and events outside. */
  place: SubjectId | null
  /** Whether it belongs to the denominator at all. */
  counted: Certainty
  met: Met
  /** Of those past the limit: days over at least. */
  days?: number
  /** Of a facility: how many people it stands for; 1 unless said. */
  weight?: number
}

/** A calendar month, both days included. */
export type Month = { first: PlainDate; last: PlainDate }

/** How an uncertain day lies in a span: certainly, possibly, or not at all (null). */
export function within({ earliest, latest }: DateRange, first: PlainDate, last: PlainDate): Certainty | null {
  if (latest < first || earliest > last) return null
  return first <= earliest && latest <= last ? 'certain' : 'possible'
}

export function metIf(isMet: boolean): Met {
  return isMet ? 'yes' : 'no'
}

// What a carer in custody adds to indicator 4 (practice.md part 5): pregnant, breastfeeding, with a child inside or only outside, tried or
// not, with a lawyer. A carer counts who is held at the end of the month and is pregnant or has a child under eighteen.
import type { Recorded, SubjectId } from '../chronicle/entry.ts'
import { carerStanding } from '../register/standing-state.ts'
import { settled as settle } from '../settled.ts'
import { addMonths, type PlainDate } from '../time/plain-date.ts'
import type { ChildFile } from './child-file.ts'
import type { Line, Met, PartId } from './indicator-lines.ts'
import { metIf } from './indicator-lines.ts'
import { carerFigures, type CarerFigures } from './situation-carer.ts'

const breastfedMonths = 24
const childMonths = 216

export type HeldCarer = CarerFigures & { lawyer: Met }

/** A carer who is held on the day; null for who is not. `entries` are those that had occurred and were known. */
export function heldCarer(entries: readonly Recorded[], day: PlainDate): HeldCarer | null {
  const figures = carerFigures(entries, day)
  if (figures === null) return null
  const lawyer = carerStanding(settle(entries)).described?.body.hasLawyer
  return { ...figures, lawyer: lawyer === undefined || lawyer === 'unknown' ? 'possibly' : metIf(lawyer === 'yes') }
}

/** A child as its carers' lines need it. */
export type CarersChild = { isInside: boolean; place: SubjectId | null; isUnderTwo: boolean; isMinor: boolean }

/** Of whom the child is, and how it stands for them. */
export function carersChild({ register }: ChildFile, place: SubjectId | null, day: PlainDate): CarersChild {
  const born = register.birth.range.latest
  return {
    isInside: place !== null,
    place,
    isUnderTwo: born !== null && addMonths(born, breastfedMonths) > day,
    isMinor: register.died === null && (born === null || addMonths(born, childMonths) > day),
  }
}

/** The lines of a carer who is held, with the children known to be hers or his. */
export function carerLines(carer: SubjectId, held: HeldCarer, children: readonly CarersChild[]): Line[] {
  const inside = children.filter(({ isInside }) => isInside)
  const minors = children.filter(({ isMinor }) => isMinor)
  if (!held.isPregnant && minors.length === 0) return []
  const place = held.facility ?? inside[0]?.place ?? null
  const line = (part: PartId, met: Met): Line => ({ part, subject: carer, place, counted: held.certainty, met })
  return [
    line('pregnant', metIf(held.isPregnant)),
    line('breastfeeding', metIf(inside.some(({ isUnderTwo }) => isUnderTwo))),
    line('child-inside', metIf(inside.length > 0)),
    line('child-outside-only', metIf(inside.length === 0 && minors.length > 0)),
    line('pre-trial', metIf(held.isPreTrial)),
    line('has-lawyer', held.lawyer),
  ]
}

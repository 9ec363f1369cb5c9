// What one child adds to the situation report, folded from its chronicle.
import type { Recorded, SubjectId } from '../chronicle/entry.ts'
import { settle } from '../chronicle/fold.ts'
import { childAssess, decisionOn, type Decision } from '../assess/state.ts'
import { kindNamed } from '../kinds.ts'
import { statutoryClock, type Clock } from '../law/clock.ts'
import type { LawPack } from '../law/pack.ts'
import { settledBirth } from '../law/birth-claims.ts'
import { birthAsEdtf } from '../law/signals.ts'
import { childRegister, type ChildRegister, type Residence } from '../register/state.ts'
import { ageAt, type AgeRange } from '../time/age.ts'
import type { Edtf } from '../time/edtf.ts'
import { dateOf, partsOf, type PlainDate } from '../time/plain-date.ts'
import { countDays, intersectSpans, knowSpans } from '../time/span.ts'
import { dated, daysOfStay, presenceOn, type DatedStay, type Presence, type Stay } from './presence.ts'
import type { Certainty } from './share.ts'
import type { Range } from './situation-report.ts'

export type Inside = {
  facility: SubjectId
  certainty: Certainty
  carer: SubjectId | null
  age: AgeRange | null
  hasBirthDate: boolean
  /** Past the limit in force on the day; null when certainly not. */
  pastLimit: Certainty | null
  daysOver: Range
  decision: Decision['type'] | null
  isAssessed: boolean
}

export type ChildFigures = {
  code: string | null
  /** Null: not living in a facility on the day of the report. */
  inside: Inside | null
  /** Where it lived on each day of the trend. */
  past: readonly ({ facility: SubjectId; certainty: Certainty } | null)[]
  /** Days lived in each facility from the first of the month to the day of the report. */
  daysThisMonth: readonly { facility: SubjectId; days: Range }[]
  /** Agencies that finished an assessment of it, once for each assessment. */
  assessedBy: readonly SubjectId[]
}

type ResidenceStay = Residence & Stay & { facility: SubjectId }

/** The figures of one child. `entries` are those that had occurred and were known; `days` end with the day of the report. */
export function childFigures(entries: readonly Recorded[], days: readonly PlainDate[], law: LawPack): ChildFigures {
  const settled = settle(entries, (kind) => kindNamed(kind)?.family)
  const stated = childRegister(settled)
  // Days of the report are whole days: in which zone a change of a birth date arrived makes a day's difference at most.
  const register = { ...stated, birth: settledBirth(stated.birth, entries, law, '+00:00') }
  const stays = dated(
    register.residences.map((each): ResidenceStay => ({ ...each, isMove: each.route === 'transfer' })),
  )
  const { assessments, decisions } = childAssess(settled)
  const asOf = days.at(-1)
  const presence = asOf === undefined ? null : presenceOn(stays, asOf)
  const assessedBy = assessments.flatMap(({ finished }) => (finished === null ? [] : [finished.entry.agency]))
  return {
    code: register.code,
    inside:
      presence === null || asOf === undefined
        ? null
        : {
            ...whereAndWhen(register, stays, presence, asOf, law),
            decision: decisionOn(decisions, asOf)?.type ?? null,
            isAssessed: assessedBy.length > 0,
          },
    past: days.map((day) => placeOn(stays, day)),
    daysThisMonth: asOf === undefined ? [] : daysInMonthOf(stays, asOf),
    assessedBy,
  }
}

function placeOn(stays: readonly DatedStay<ResidenceStay>[], day: PlainDate) {
  const presence = presenceOn(stays, day)
  return presence === null ? null : { facility: presence.stay.facility, certainty: presence.certainty }
}

function whereAndWhen(
  register: ChildRegister,
  stays: readonly DatedStay<ResidenceStay>[],
  { stay, certainty }: Presence<ResidenceStay>,
  asOf: PlainDate,
  law: LawPack,
): Omit<Inside, 'decision' | 'isAssessed'> {
  const born = birthAsEdtf(register.birth.range)
  const mother = register.relations.find(({ relation }) => relation === 'mother') ?? register.relations[0]
  const clock = born === null ? null : clockOf(born, stays, asOf, law)
  return {
    facility: stay.facility,
    certainty,
    carer: stay.carer ?? mother?.carer ?? null,
    age: born === null ? null : ageAt(born, asOf, law.missingDay.rule),
    hasBirthDate: born !== null,
    pastLimit: clock === null ? 'possible' : pastLimit(clock, certainty),
    daysOver: clock?.daysOver ?? { min: 0, max: 0 },
  }
}

function clockOf(birth: Edtf, stays: readonly DatedStay<Stay>[], asOf: PlainDate, law: LawPack): Clock {
  return statutoryClock({ birth, inPrison: stays.map(daysOfStay), rules: law, asOf, leadMonths: 0 })
}

function pastLimit({ state }: Clock, presence: Certainty): Certainty | null {
  if (state === 'past') return presence
  return state === 'may-be-past' ? 'possible' : null
}

function daysInMonthOf(
  stays: readonly DatedStay<ResidenceStay>[],
  asOf: PlainDate,
): { facility: SubjectId; days: Range }[] {
  const { year, month } = partsOf(asOf)
  const window = [{ first: dateOf(year, month, 1), last: asOf }]
  return stays.flatMap((each) => {
    const { certain, widest } = knowSpans([daysOfStay(each)])
    const max = countDays(intersectSpans(widest, window))
    return max === 0
      ? []
      : [{ facility: each.stay.facility, days: { min: countDays(intersectSpans(certain, window)), max } }]
  })
}

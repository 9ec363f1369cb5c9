// The situation report as data: the figures of one day, each with what it rests on. Names in JSON are fixed (interface.md).
// It holds nothing that identifies a child: `pastLimit.children` is filled only for a reader who may see those very children.
import type { SubjectId } from '../chronicle/entry.ts'
import type { Rate } from '../entitlement/rates.ts'
import type { chargeCategories } from '../register/kinds.ts'
import type { Edtf } from '../time/edtf.ts'
import type { PlainDate } from '../time/plain-date.ts'
import type { Count, Share } from './share.ts'

export type BothLanguages = { en: string; km: string }
export type NamedFacility = { code: string; name: BothLanguages }
export type Range = { min: number; max: number }
export type Charge = (typeof chargeCategories)[number]

/** A child past the limit, by its code: for those who may see it. */
export type ListedChild = {
  id: SubjectId
  code: string
  facility: string
  daysOver: Range
  hasOverstayDecision: boolean
}

export type Difference = NamedFacility & { register: number; census: number; countedOn: Edtf }

export type TrendPoint = {
  date: Edtf
  children: number
  /** Differs from `children` where the register is not certain. */
  possible: number
  /** Who counted: 'register' is this host's own chronicle. */
  publisher: string
  source: string
  coverage: { scope: 'national' | 'monitored'; facilities: number | null; of: number | null }
  /** A line may be drawn from the point before it in the list: same publisher, same coverage (G9). */
  isJoined: boolean
}

export type SituationReport = {
  asOf: PlainDate
  /** Known by the end of this day; null: everything accepted until now. */
  knownAt: PlainDate | null
  isDemonstration: boolean
  children: {
    /** Certainly living in a reporting facility. */
    total: number
    range: Count
    /** Certainly past the age limit in force on the day. */
    overLimitAge: number
    overLimitAgeRange: Count
    limitMonths: number | null
    ages: { minMonths: number; maxMonths: number } | null
  }
  pastLimit: {
    range: Count
    withOverstayDecision: number
    medianDaysOver: number | null
    longestDaysOver: number | null
    children: ListedChild[] | null
  }
  carers: {
    total: number
    range: Count
    withChildInside: number
    pregnant: number
    byCharge: Partial<Record<Charge, number>>
    preTrial: number
    preTrialShare: Share
  }
  assessments: { byState: number; byOthers: number; childrenInsideAssessed: Share }
  decisions: { full: number; interim: number; overstay: number; none: number }
  facilities: {
    withWomen: number
    reporting: number
    notReporting: NamedFacility[]
    /** Women held in reporting facilities, by the last official list of the year before; null when a list is lacking. */
    womenCovered: { count: number; of: number; overPercent: number | null } | null
    withOnSiteProgramme: number
    withStateRunProgramme: number
    differences: Difference[]
  }
  entitlement: { rate: Rate; rielPerDay: number; childDaysThisMonth: Range; rielThisMonth: Range } | null
  trend: TrendPoint[]
  missing: {
    facilitiesNotReporting: number
    childrenInThemInRegister: number
    childrenWithoutBirthDate: number
    childrenWithoutDecision: number
    childrenWithoutAssessment: number
    childrenWithoutKnownCarer: number
    carersWithoutKnownCharge: number
  }
}

// The sentences of the situation report. One type for all languages, so that a sentence missing in one does not compile.
import type { Charge, TrendPoint } from './situation-report.ts'

export type ReportLanguage = 'en' | 'km'

export type SituationWords = {
  title: (day: string) => string
  demonstration: string
  knownAt: (day: string) => string
  headings: Record<
    'children' | 'pastLimit' | 'carers' | 'decisions' | 'facilities' | 'food' | 'trend' | 'missing',
    string
  >
  childrenInside: (count: string, reporting: number, withWomen: number) => string
  ages: (youngest: string, oldest: string) => string
  overLimit: (count: string, limitYears: string) => string
  age: (months: number) => string
  years: (months: number) => string
  daysOver: (median: number, longest: number) => string
  overstay: (withDecision: number, of: number) => string
  listedChild: (code: string, facility: string, days: string, hasDecision: boolean) => string
  carers: (count: string, withChild: number, pregnant: number) => string
  charge: Record<Charge, string>
  preTrial: (share: string) => string
  share: (count: number, of: number, percent: number | null) => string
  assessments: (byState: number, byOthers: number) => string
  assessed: (share: string) => string
  decisions: (counts: { full: number; interim: number; overstay: number; none: number }) => string
  reporting: (reporting: number, withWomen: number) => string
  notReporting: (names: string) => string
  womenCovered: (overPercent: number, count: number, of: number) => string
  womenCoveredFew: (count: number, of: number) => string
  womenCoveredUnknown: string
  programmes: (onSite: number, byState: number) => string
  difference: (facility: string, register: number, census: number, day: string) => string
  food: (children: number, rate: number, riel: number) => string
  foodMonth: (childDays: string, riel: string) => string
  foodUnknown: string
  source: (source: string) => string
  trendPoint: (date: string, count: string, publisher: string, coverage: string, isJoined: boolean) => string
  publisher: (publisher: string) => string
  coverage: (coverage: TrendPoint['coverage']) => string
  nothingMissing: string
  missing: {
    facilitiesNotReporting: (count: number, inRegister: number) => string
    childrenWithoutBirthDate: (count: number) => string
    childrenWithoutDecision: (count: number) => string
    childrenWithoutAssessment: (count: number) => string
    childrenWithoutKnownCarer: (count: number) => string
    carersWithoutKnownCharge: (count: number) => string
  }
  number: (value: number) => string
  range: (certain: string, possible: string) => string
}

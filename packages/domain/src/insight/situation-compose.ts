// From the tallies of the facilities to the report: only those that report are added up.
import { dailyEntitlement } from '../entitlement/daily.ts'
import { limitCertainlyOn } from '../law/past.ts'
import { shareOf } from './share.ts'
import type { FacilityFigures } from './situation-facility.ts'
import type { Charge, ListedChild, NamedFacility, SituationReport } from './situation-report.ts'
import type { Situation } from './situation-state.ts'
import { addTally, startTally, type Tally } from './situation-tally.ts'
import { trend, type RegisterPoint } from './situation-trend.ts'

/** Puts the report together. */
export function compose(situation: Situation): SituationReport {
  const { input, facilities } = situation
  const withWomen = facilities.filter(({ holdsWomen }) => holdsWomen).toSorted(byCode)
  const reporting = withWomen.filter(isReportingNow)
  const sum = startTally(0)
  for (const { id } of reporting) addTally(sum, situation.tallies.get(id) ?? startTally(0))
  return {
    asOf: input.asOf,
    knownAt: input.knownAt?.day ?? null,
    isDemonstration: input.isDemonstration,
    children: {
      total: sum.children.certain,
      range: sum.children,
      overLimitAge: sum.overLimitAge.certain,
      overLimitAgeRange: sum.overLimitAge,
      limitMonths: limitCertainlyOn(input.law, input.asOf)?.months ?? null,
      ages: sum.ages,
    },
    pastLimit: pastLimitOf(situation, sum, reporting),
    carers: carersOf(sum),
    assessments: { ...situation.assessments, childrenInsideAssessed: shareOf(sum.assessed, sum.children.possible) },
    decisions: sum.decisions,
    facilities: facilitiesOf(situation, withWomen, reporting),
    entitlement: entitlementOf(situation, sum),
    trend: trend(input.asOf, input.publishedFigures, registerPoints(situation, withWomen)),
    missing: missingOf(situation, sum, withWomen),
  }
}

function pastLimitOf(situation: Situation, sum: Tally, reporting: FacilityFigures[]): SituationReport['pastLimit'] {
  const days = [...sum.daysOver].flatMap(([over, children]) => Array.from({ length: children }, () => over))
  const ordered = days.toSorted((a, b) => a - b)
  const codes = new Map(reporting.map(({ id, code }) => [id, code]))
  const listed = situation.listed.flatMap(({ at: facility, ...child }): ListedChild[] => {
    const code = codes.get(facility)
    return code === undefined ? [] : [{ ...child, facility: code }]
  })
  return {
    range: sum.overLimitAge,
    withOverstayDecision: sum.withOverstayDecision,
    medianDaysOver: ordered[Math.floor((ordered.length - 1) / 2)] ?? null,
    longestDaysOver: ordered.at(-1) ?? null,
    children: situation.input.mayList === null ? null : listed.toSorted((a, b) => b.daysOver.min - a.daysOver.min),
  }
}

function carersOf(sum: Tally): SituationReport['carers'] {
  // A Map of charges to counts, written as an object in the order of the largest.
  const byCharge: Partial<Record<Charge, number>> = Object.fromEntries(
    [...sum.byCharge].toSorted((a, b) => b[1] - a[1]),
  )
  return {
    total: sum.carers.certain,
    range: sum.carers,
    withChildInside: sum.carersWithChildInside,
    pregnant: sum.pregnant,
    byCharge,
    preTrial: sum.preTrial,
    preTrialShare: shareOf(sum.preTrial, sum.carers.certain),
  }
}

function facilitiesOf(
  situation: Situation,
  withWomen: FacilityFigures[],
  reporting: FacilityFigures[],
): SituationReport['facilities'] {
  return {
    withWomen: withWomen.length,
    reporting: reporting.length,
    notReporting: withWomen.filter((each) => !isReportingNow(each)).map(named),
    womenCovered: womenCovered(withWomen, reporting),
    withOnSiteProgramme: situation.facilities.filter(({ hasProgramme }) => hasProgramme).length,
    withStateRunProgramme: situation.facilities.filter(({ hasStateRunProgramme }) => hasStateRunProgramme).length,
    differences: reporting.flatMap((facility) => {
      const register = situation.tallies.get(facility.id)?.children.certain ?? 0
      const { census } = facility
      if (census === null || census.children === register) return []
      return { ...named(facility), register, census: census.children, countedOn: census.countedOn }
    }),
  }
}

/** "Over 80 %" is a floor: the official lists are of another day than the counts, so the share is given by tens only. */
function womenCovered(
  withWomen: FacilityFigures[],
  reporting: FacilityFigures[],
): SituationReport['facilities']['womenCovered'] {
  const womenIn = (facilities: FacilityFigures[]) =>
    facilities.reduce<number | null>(
      (sum, { womenByOfficialList: women }) => (sum === null || women === null ? null : sum + women),
      0,
    )
  const count = womenIn(reporting)
  const of = womenIn(withWomen)
  if (reporting.length === 0 || count === null || of === null || of === 0) return null
  return { count, of, overPercent: shareOf(count, of).percent === null ? null : Math.floor((count * 10) / of) * 10 }
}

function entitlementOf({ input }: Situation, sum: Tally): SituationReport['entitlement'] {
  const daily = dailyEntitlement(sum.children.certain, input.asOf, input.rates)
  if (daily === null) return null
  const { min, max } = sum.daysThisMonth
  const { rielPerDay } = daily.rate
  return {
    rate: daily.rate,
    rielPerDay: daily.riel,
    childDaysThisMonth: { min, max },
    rielThisMonth: { min: min * rielPerDay, max: max * rielPerDay },
  }
}

function registerPoints({ days, tallies }: Situation, withWomen: FacilityFigures[]): RegisterPoint[] {
  return days.map((day, index) => {
    const reporting = withWomen.filter(({ isReporting }) => isReporting[index] === true)
    const counts = reporting.map(({ id }) => tallies.get(id)?.trend[index] ?? { certain: 0, possible: 0 })
    const count = counts.reduce(
      (sum, each) => ({ certain: sum.certain + each.certain, possible: sum.possible + each.possible }),
      { certain: 0, possible: 0 },
    )
    return { day, count, reporting: reporting.map(({ code }) => code), of: withWomen.length }
  })
}

function missingOf({ tallies }: Situation, sum: Tally, withWomen: FacilityFigures[]): SituationReport['missing'] {
  const silent = withWomen.filter((each) => !isReportingNow(each))
  return {
    facilitiesNotReporting: silent.length,
    childrenInThemInRegister: silent.reduce((total, { id }) => total + (tallies.get(id)?.children.possible ?? 0), 0),
    childrenWithoutBirthDate: sum.withoutBirthDate,
    childrenWithoutDecision: sum.decisions.none,
    childrenWithoutAssessment: sum.children.possible - sum.assessed,
    childrenWithoutKnownCarer: sum.withoutKnownCarer,
    carersWithoutKnownCharge: sum.byCharge.get('unknown') ?? 0,
  }
}

function isReportingNow({ isReporting }: FacilityFigures): boolean {
  return isReporting.at(-1) === true
}

function named({ code, name }: FacilityFigures): NamedFacility {
  return { code, name }
}

function byCode(left: NamedFacility, right: NamedFacility): number {
  return left.code < right.code ? -1 : 1
}

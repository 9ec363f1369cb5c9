// The situation report in English.
import { digitsInGroups } from './digits.ts'
import type { SituationWords } from './situation-words.ts'

const counted = (count: number, one: string, many: string) => `${digitsInGroups(count)} ${count === 1 ? one : many}`
const children = (count: number) => counted(count, 'child', 'children')
const facilities = (count: number) => counted(count, 'facility', 'facilities')
const publishers: Record<string, string> = {
  register: 'this register',
  'prisons-department': 'prisons department',
  licadho: 'LICADHO',
}

export const englishWords: SituationWords = {
  title: (day) => `Children living in prison with their mothers: situation on ${day}`,
  demonstration: 'DEMONSTRATION: these people are invented.',
  knownAt: (day) => `As it was known on ${day}.`,
  headings: {
    children: 'Children',
    pastLimit: 'Past the age limit',
    carers: 'Mothers and pregnant women',
    decisions: 'Assessments and decisions',
    facilities: 'Facilities',
    food: 'Food money',
    trend: 'Over time',
    missing: 'What is missing',
  },
  childrenInside: (count, reporting, withWomen) =>
    `${count} ${count === '1' ? 'child lives' : 'children live'} in the ${facilities(reporting)} that ${reporting === 1 ? 'reports' : 'report'}, of ${withWomen} that hold women.`,
  ages: (youngest, oldest) => `They are aged from ${youngest} to ${oldest}.`,
  overLimit: (count, limitYears) => `${count} of them are past the age limit of ${limitYears}.`,
  age: (months) =>
    months < 24 ? counted(months, 'month', 'months') : counted(Math.floor(months / 12), 'year', 'years'),
  years: (months) => (months % 12 === 0 ? counted(months / 12, 'year', 'years') : counted(months, 'month', 'months')),
  daysOver: (median, longest) =>
    `Those certainly past it are ${digitsInGroups(median)} days over in the middle case, ${digitsInGroups(longest)} at most.`,
  overstay: (withDecision, of) => `A decision to stay past the limit is in force for ${withDecision} of ${of}.`,
  listedChild: (code, facility, days, hasDecision) =>
    `  ${code}, ${facility}: ${days} days over${hasDecision ? '' : ', no decision to stay past the limit'}`,
  carers: (count, withChild, pregnant) => `${count}: ${withChild} with a child inside, ${pregnant} pregnant.`,
  charge: {
    'drug-trafficking': 'drug trafficking',
    theft: 'theft',
    prostitution: 'prostitution',
    'human-trafficking': 'human trafficking',
    violence: 'violence',
    fraud: 'fraud',
    other: 'other',
    unknown: 'not known',
  },
  preTrial: (share) => `Still awaiting trial: ${share}.`,
  share: (count, of, percent) => `${count} of ${of}${percent === null ? '' : ` (${percent} %)`}`,
  assessments: (byState, byOthers) =>
    `Assessments finished so far by any state authority: ${byState}; by others: ${byOthers}.`,
  assessed: (share) => `Children inside who were assessed: ${share}.`,
  decisions: ({ full, interim, overstay, none }) =>
    `Decisions in force: ${full} full, ${interim} interim, ${overstay} to stay past the limit; none for ${children(none)}.`,
  reporting: (reporting, withWomen) =>
    `${reporting} of ${withWomen} facilities that hold women counted in the last 31 days.`,
  notReporting: (names) => `Not reporting, and not counted: ${names}.`,
  womenCovered: (overPercent, count, of) =>
    `They hold over ${overPercent} % of the women held (${digitsInGroups(count)} of ${digitsInGroups(of)} by the last official list).`,
  womenCoveredFew: (count, of) => `They hold ${count} of ${of} women held, by the last official list.`,
  womenCoveredUnknown: 'What share of the women held they hold is not known: an official list is lacking.',
  programmes: (onSite, byState) => `Facilities with learning or play on site: ${onSite}; run by the State: ${byState}.`,
  difference: (facility, register, census, day) =>
    `${facility}: the register has ${children(register)}, the count of ${day} ${digitsInGroups(census)}.`,
  food: (count, rate, riel) =>
    `Owed a day: ${children(count)} × ${digitsInGroups(rate)} riel = ${digitsInGroups(riel)} riel.`,
  foodMonth: (childDays, riel) => `This month until this day: ${childDays} child-days, ${riel} riel.`,
  foodUnknown: 'No rate is known for this day.',
  source: (source) => `Source: ${source}`,
  trendPoint: (date, count, publisher, coverage, isJoined) =>
    `${isJoined ? '├' : '•'} ${date}  ${count}  ${publisher}, ${coverage}`,
  publisher: (publisher) => publishers[publisher] ?? publisher,
  coverage: ({ scope, facilities: covered, of }) => {
    if (scope === 'national') return 'national'
    if (covered === null) return 'monitored prisons (how many is not said)'
    return of === null ? facilities(covered) : `${covered} of ${facilities(of)}`
  },
  nothingMissing: 'Nothing that this report looks for.',
  missing: {
    facilitiesNotReporting: (count, inRegister) =>
      `${facilities(count)} did not report; the register has ${children(inRegister)} there, who are not counted above.`,
    childrenWithoutBirthDate: (count) => `${children(count)} without any birth date.`,
    childrenWithoutDecision: (count) => `${children(count)} without a decision in force.`,
    childrenWithoutAssessment: (count) => `${children(count)} never assessed.`,
    childrenWithoutKnownCarer: (count) => `${children(count)} whose carer inside is not known.`,
    carersWithoutKnownCharge: (count) => `${counted(count, 'carer', 'carers')} whose charge is not known.`,
  },
  number: digitsInGroups,
  range: (certain, possible) => (certain === possible ? certain : `${certain} to ${possible}`),
}

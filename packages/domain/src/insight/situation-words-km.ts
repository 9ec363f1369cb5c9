// The situation report in Khmer. To be read by a native speaker: docs/khmer-review.md.
import { digitsInGroups } from './digits.ts'
import type { SituationWords } from './situation-words.ts'

const publishers: Record<string, string> = {
  register: 'បញ្ជីនេះ',
  'prisons-department': 'អគ្គនាយកដ្ឋានពន្ធនាគារ',
  licadho: 'លីកាដូ',
}

export const khmerWords: SituationWords = {
  title: (day) => `កុមាររស់នៅក្នុងពន្ធនាគារជាមួយម្តាយ៖ ស្ថានភាពនៅថ្ងៃទី ${day}`,
  demonstration: 'សាកល្បង៖ មនុស្សទាំងនេះមិនមានពិតទេ។',
  knownAt: (day) => `តាមអ្វីដែលបានដឹងនៅថ្ងៃទី ${day}។`,
  headings: {
    children: 'កុមារ',
    pastLimit: 'លើសអាយុកំណត់',
    carers: 'ម្តាយ និងស្ត្រីមានផ្ទៃពោះ',
    decisions: 'ការវាយតម្លៃ និងសេចក្តីសម្រេច',
    facilities: 'ពន្ធនាគារ',
    food: 'ប្រាក់អាហារ',
    trend: 'តាមពេលវេលា',
    missing: 'អ្វីដែលខ្វះ',
  },
  childrenInside: (count, reporting, withWomen) =>
    `កុមារ ${count} នាក់រស់នៅក្នុងពន្ធនាគារ ${reporting} ដែលបានរាយការណ៍ ក្នុងចំណោម ${withWomen} ដែលឃុំស្ត្រី។`,
  ages: (youngest, oldest) => `ពួកគេមានអាយុពី ${youngest} ដល់ ${oldest}។`,
  overLimit: (count, limitYears) => `ក្នុងនោះ ${count} នាក់លើសអាយុកំណត់ ${limitYears}។`,
  age: (months) => (months < 24 ? `${months} ខែ` : `${Math.floor(months / 12)} ឆ្នាំ`),
  years: (months) => (months % 12 === 0 ? `${months / 12} ឆ្នាំ` : `${months} ខែ`),
  daysOver: (median, longest) =>
    `អ្នកដែលលើសអាយុកំណត់ច្បាស់លាស់ លើស ${digitsInGroups(median)} ថ្ងៃ (មធ្យភាគ) និងយ៉ាងច្រើន ${digitsInGroups(longest)} ថ្ងៃ។`,
  overstay: (withDecision, of) => `សេចក្តីសម្រេចឱ្យនៅបន្តលើសអាយុកំណត់ មានសុពលភាពសម្រាប់ ${withDecision} ក្នុងចំណោម ${of} នាក់។`,
  listedChild: (code, facility, days, hasDecision) =>
    `  ${code}, ${facility}៖ លើស ${days} ថ្ងៃ${hasDecision ? '' : ' គ្មានសេចក្តីសម្រេចឱ្យនៅបន្ត'}`,
  carers: (count, withChild, pregnant) => `${count} នាក់៖ ${withChild} នាក់មានកូននៅជាមួយ ${pregnant} នាក់មានផ្ទៃពោះ។`,
  charge: {
    'drug-trafficking': 'ជួញដូរគ្រឿងញៀន',
    theft: 'លួច',
    prostitution: 'ពេស្យាចារ',
    'human-trafficking': 'ជួញដូរមនុស្ស',
    violence: 'ហិង្សា',
    fraud: 'ឆបោក',
    other: 'ផ្សេងទៀត',
    unknown: 'មិនដឹង',
  },
  preTrial: (share) => `កំពុងរង់ចាំការជំនុំជម្រះ៖ ${share}។`,
  share: (count, of, percent) => `${count} ក្នុងចំណោម ${of}${percent === null ? '' : ` (${percent} %)`}`,
  assessments: (byState, byOthers) => `ការវាយតម្លៃដែលបានបញ្ចប់ដោយអាជ្ញាធររដ្ឋ៖ ${byState} ដោយអ្នកដទៃ៖ ${byOthers}។`,
  assessed: (share) => `កុមារនៅក្នុងពន្ធនាគារដែលបានវាយតម្លៃ៖ ${share}។`,
  decisions: ({ full, interim, overstay, none }) =>
    `សេចក្តីសម្រេចដែលមានសុពលភាព៖ ពេញលេញ ${full} បណ្តោះអាសន្ន ${interim} ឱ្យនៅលើសអាយុកំណត់ ${overstay} កុមារគ្មានសេចក្តីសម្រេច ${none} នាក់។`,
  reporting: (reporting, withWomen) =>
    `ពន្ធនាគារ ${reporting} ក្នុងចំណោម ${withWomen} ដែលឃុំស្ត្រី បានរាប់ក្នុងរយៈពេល 31 ថ្ងៃចុងក្រោយ។`,
  notReporting: (names) => `មិនបានរាយការណ៍ ហើយមិនបានរាប់បញ្ចូល៖ ${names}។`,
  womenCovered: (overPercent, count, of) =>
    `ពន្ធនាគារទាំងនេះឃុំស្ត្រីលើសពី ${overPercent} % នៃស្ត្រីដែលត្រូវឃុំ (${digitsInGroups(count)} ក្នុងចំណោម ${digitsInGroups(of)} តាមបញ្ជីផ្លូវការចុងក្រោយ)។`,
  womenCoveredFew: (count, of) => `ពន្ធនាគារទាំងនេះឃុំស្ត្រី ${count} ក្នុងចំណោម ${of} នាក់ តាមបញ្ជីផ្លូវការចុងក្រោយ។`,
  womenCoveredUnknown: 'មិនដឹងថាពន្ធនាគារទាំងនេះឃុំស្ត្រីប៉ុន្មានភាគរយទេ៖ ខ្វះបញ្ជីផ្លូវការ។',
  programmes: (onSite, byState) => `ពន្ធនាគារដែលមានការរៀន ឬការលេងនៅក្នុងពន្ធនាគារ៖ ${onSite} ដំណើរការដោយរដ្ឋ៖ ${byState}។`,
  difference: (facility, register, census, day) =>
    `${facility}៖ បញ្ជីមានកុមារ ${digitsInGroups(register)} នាក់ ការរាប់ថ្ងៃទី ${day} មាន ${digitsInGroups(census)} នាក់។`,
  food: (count, rate, riel) =>
    `ត្រូវផ្តល់ក្នុងមួយថ្ងៃ៖ កុមារ ${digitsInGroups(count)} នាក់ × ${digitsInGroups(rate)} រៀល = ${digitsInGroups(riel)} រៀល។`,
  foodMonth: (childDays, riel) => `ខែនេះ គិតដល់ថ្ងៃនេះ៖ ${childDays} ថ្ងៃ-កុមារ ${riel} រៀល។`,
  foodUnknown: 'មិនដឹងអត្រាសម្រាប់ថ្ងៃនេះទេ។',
  source: (source) => `ប្រភព៖ ${source}`,
  trendPoint: (date, count, publisher, coverage, isJoined) =>
    `${isJoined ? '├' : '•'} ${date}  ${count}  ${publisher}, ${coverage}`,
  publisher: (publisher) => publishers[publisher] ?? publisher,
  coverage: ({ scope, facilities, of }) => {
    if (scope === 'national') return 'ទូទាំងប្រទេស'
    if (facilities === null) return 'ពន្ធនាគារដែលបានតាមដាន (មិនបានប្រាប់ចំនួន)'
    return of === null ? `ពន្ធនាគារ ${facilities}` : `ពន្ធនាគារ ${facilities} ក្នុងចំណោម ${of}`
  },
  nothingMissing: 'គ្មានអ្វីដែលរបាយការណ៍នេះរកទេ។',
  missing: {
    facilitiesNotReporting: (count, inRegister) =>
      `ពន្ធនាគារ ${count} មិនបានរាយការណ៍ បញ្ជីមានកុមារ ${inRegister} នាក់នៅទីនោះ ដែលមិនបានរាប់ខាងលើទេ។`,
    childrenWithoutBirthDate: (count) => `កុមារ ${count} នាក់គ្មានថ្ងៃខែឆ្នាំកំណើត។`,
    childrenWithoutDecision: (count) => `កុមារ ${count} នាក់គ្មានសេចក្តីសម្រេចដែលមានសុពលភាព។`,
    childrenWithoutAssessment: (count) => `កុមារ ${count} នាក់មិនដែលបានវាយតម្លៃ។`,
    childrenWithoutKnownCarer: (count) => `កុមារ ${count} នាក់ដែលមិនដឹងថានៅជាមួយអ្នកណា។`,
    carersWithoutKnownCharge: (count) => `អ្នកថែទាំ ${count} នាក់ដែលមិនដឹងបទចោទ។`,
  },
  number: digitsInGroups,
  range: (certain, possible) => (certain === possible ? certain : `${certain} ដល់ ${possible}`),
}

// A pack as lines that can be compared one by one: each rule beside the limits, by its place in the pack, with whom it concerns.
import { ruleNumbers } from '@komar/domain/insight/rule-words'
import type { CountryPack, PolicyPack } from '@komar/domain/policy'
import { isWhole } from '@komar/domain/policy'

export type RuleLine = { whom: string; what: string; says: string }

type Sourced = { source: string; status: string }

/** Every rule of a pack by its place in it. */
export function ruleLines(pack: CountryPack): Map<string, RuleLine> {
  return new Map([...lawLines(pack), ...(isWhole(pack) ? workLines(pack) : [])])
}

function lawLines({ law, head }: CountryPack): [string, RuleLine][] {
  const { leadTime, overstay, noticeAnswerWorkingDays: notice, responsibleAuthority: office, missingDay } = law
  const longer = `${leadTime.longer.months} months where ${leadTime.longer.reasons.join(', ')}`
  const lines: [string, string, string, string | null][] = [
    [
      'law.lead-time',
      'whoever plans with mother and child',
      'Planning begins before the limit',
      `${leadTime.months} months; ${longer}${cite(leadTime)}`,
    ],
    [
      'law.missing-day',
      'children born on 29 February',
      'An age is reached in a year without that day',
      `${missingDay.rule === 'next-day' ? 'on 1 March' : 'on 28 February'}${cite(missingDay)}`,
    ],
    [
      'law.overstay',
      'children past the limit, and who decides on them',
      'A stay past the limit',
      overstay === null ? null : `${overstay.days} days at a time, ${overstay.times} times${cite(overstay)}`,
    ],
    [
      'law.answer',
      'offices that are written to',
      'A letter is answered within',
      notice === null ? null : `${notice.days} working days${cite(notice)}`,
    ],
    [
      'law.office',
      'children past the limit',
      'Responsible for them',
      office === null ? null : `${office.name.en}${cite(office)}`,
    ],
    [
      'law.holidays',
      'offices that are written to',
      'Days on which offices are closed',
      law.publicHolidays === undefined ? null : `${law.publicHolidays.days.join(', ')}${cite(law.publicHolidays)}`,
    ],
    ['head.zone', 'everybody', 'Time zone', `${head.timeZone.name} (${head.timeZone.utcOffset})`],
  ]
  return lines.flatMap(([place, whom, what, says]) => (says === null ? [] : [[place, { whom, what, says }]]))
}

function cite({ source, status }: Sourced): string {
  return ` (${status}: ${source})`
}

const whomOf: Readonly<Record<string, string>> = {
  assessments: 'children who are assessed, and who assesses them',
  decisions: 'children of whom it is decided, and the panel',
  separation: 'children who are to leave their mothers',
  emergency: 'children taken out in an emergency',
  contact: 'children outside, and their mothers',
  followUp: 'children outside, and who visits them',
  care: 'carers and homes',
  breakdown: 'children whose place broke down',
  release: 'mothers who are released, and their children',
  reunification: 'children who go back to their mothers',
  transfer: 'mothers and children who are moved',
  death: 'after a death',
  leavingCare: 'young people who leave care',
  closure: 'children with whom the work ends',
  register: 'children in the register',
  rounds: 'monitors, and children in prison',
  work: 'workers',
}

function workLines({ procedures, measures, wellbeing, questionnaires }: PolicyPack): [string, RuleLine][] {
  return [
    ...ruleNumbers(procedures).map(({ path, value, unit, status, source }): [string, RuleLine] => [
      `procedures.${path}`,
      {
        whom: whomOf[path.split('.')[0] ?? ''] ?? 'the work',
        what: `procedures.json, ${path}`,
        says: `${String(value)}${unit === null || unit === 'count' ? '' : ` ${unit}`}${cite({ source, status })}`,
      },
    ]),
    ...measures.measures.flatMap(({ number, dutyHolder, parts }) =>
      parts.map((part): [string, RuleLine] => [
        `measures.${number}.${part.part}`,
        {
          whom: `children who stay; owed by: ${dutyHolder}`,
          what: `Special measure ${number}`,
          says: `class ${part.class}: ${part.text.en}`,
        },
      ]),
    ),
    ...wellbeing.immunisation.doses.map(({ vaccine, dose, dueDays, minGapDays, ...dosed }): [string, RuleLine] => [
      `doses.${vaccine}.${dose}`,
      {
        whom: 'children by their age',
        what: `Vaccine ${vaccine}, dose ${dose}`,
        says: `from day ${dueDays} of life, ${minGapDays} days after the one before${cite(dosed)}`,
      },
    ]),
    ...questionnaires.map(({ id, version, sections }): [string, RuleLine] => [
      `questionnaires.${id}`,
      {
        whom: 'mothers and children who are asked',
        what: `Questionnaire ${id}`,
        says: `version ${version}, ${sections.length} sections`,
      },
    ]),
  ]
}

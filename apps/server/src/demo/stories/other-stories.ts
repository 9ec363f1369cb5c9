// Three shorter stories: a child past the limit with two overstay decisions; a mother's own arrangement with her sister, which is
// lawful informal care; and a child gone on a weekend without a plan, found again by the next visitor, which is a breach.
import * as care from '@komar/domain/care/kinds'
import { homeInspected } from '@komar/domain/care/carer-kinds'
import { residentialApproved } from '@komar/domain/care/residential-kinds'
import type { SubjectId } from '@komar/domain/chronicle/entry'
import { plainDate, type PlainDate } from '@komar/domain/time/plain-date'
import { hours } from '../calendar.ts'
import { allocate, assessChild, hearBoth, type Work } from '../casework-steps.ts'
import { decideOverstay } from '../casework.ts'
import type { ToldFamily } from '../family-entries.ts'
import { followUp, leave, registerKin, supervisor } from './story-steps.ts'

const worker = { who: 'worker', hour: hours.worker } as const

/** Eight years old on the day of the report, and nowhere to go. */
export function tellOverstay(work: Work, family: ToldFamily): void {
  const child = family.children[0]?.id
  if (child === undefined) return
  allocate(work, child, plainDate('2013-10-02'))
  const assessed = plainDate('2014-01-16')
  hearBoth(work, child, assessed, 'leave', 101)
  assessChild(work, child, { day: assessed, type: 'entry', isShort: false })
  const asked = (
    day: string,
    tier: number,
    who: string,
    answer: 'not-reached' | 'not-suitable' | 'undecided',
    why: string,
  ) =>
    work.pen.write(care.optionExplored, {
      ...worker,
      day: plainDate(day),
      subject: child,
      basis: 'told',
      body: { tier, who, answer, why },
    })
  asked('2014-01-20', 2, 'ពូ', 'not-reached', 'បាត់ដំណឹងតាំងពី ២០០៩')
  asked('2014-01-27', 4, 'មណ្ឌលក្នុងខេត្តកណ្តាល', 'not-suitable', 'មិនបានចុះបញ្ជី មិនដែលត្រួតពិនិត្យ')
  refuseHome(work, family, child, decideOverstay(work, { child }, plainDate('2014-02-03')))
  asked('2014-10-14', 3, 'គ្រួសារចិញ្ចឹមក្នុងស្រុក', 'undecided', 'កំពុងវាយតម្លៃ')
  decideOverstay(work, { child }, plainDate('2014-11-20'))
}

/** A home offers a bed. It is not registered and nobody inspected it: approval is refused, and says why. */
function refuseHome(work: Work, family: ToldFamily, child: SubjectId, until: PlainDate): void {
  const home = registerKin(work, family, child, '2014-02-10', 'home', '0803')
  work.pen.write(homeInspected, {
    ...worker,
    day: plainDate('2014-02-17'),
    subject: home,
    also: [child],
    body: {
      registration: 'not-registered',
      inspectedBy: 'បុគ្គលិកសង្គមកិច្ច',
      fitness: 'not-fit',
      children: 34,
      staff: 2,
      words: 'ក្មេងពីរនាក់ដេកគ្រែតែមួយ បិទសោយប់',
    },
  })
  work.pen.write(residentialApproved, {
    ...supervisor,
    day: plainDate('2014-02-18'),
    subject: child,
    also: [home],
    body: {
      home,
      decision: work.pen.id(plainDate('2014-02-18')),
      until,
      grounds: ['no-family-place'],
      isAdoptionOffered: false,
      reasons: 'មណ្ឌលថាមានគ្រែទំនេរ',
    },
    isRefused: true,
  })
}

/** The mother sends her child to her sister herself: recorded, visited within 14 days, helped. */
export function tellOwnArrangement(work: Work, family: ToldFamily): void {
  const left = family.plan.left
  const child = family.children[0]?.id
  if (left === null || child === undefined) return
  const { pen } = work
  leave(work, family, child, '2014-03-18', 'told')
  const aunt = registerKin(work, family, child, '2014-03-21', 'aunt')
  pen.write(care.placementBegan, {
    ...worker,
    day: plainDate('2014-03-24'),
    subject: child,
    also: [aunt],
    occurred: left,
    basis: 'told',
    body: { tier: 2, carer: aunt, isParentsOwnArrangement: true },
  })
  followUp(work, child, '2014-03-29', 'none', 'មីងស្រឡាញ់ក្មួយ ខ្វះអង្ករ')
  pen.write(care.contactHeld, {
    ...worker,
    day: plainDate('2014-04-27'),
    subject: child,
    also: [family.mother],
    basis: 'told',
    body: { way: 'visit', hasHappened: true, words: 'ម្តាយសប្បាយ' },
  })
  pen.write(care.contactHeld, {
    ...worker,
    day: plainDate('2014-06-08'),
    subject: child,
    also: [family.mother],
    basis: 'told',
    body: { way: 'visit', hasHappened: false, cause: 'distance' },
  })
  followUp(work, child, '2014-08-12', 'watch', 'ស្គមបន្តិច យកទៅមណ្ឌលសុខភាព')
}

/** Gone on a Saturday; nobody planned it. Found at the grandmother's, and repaired from there. */
export function tellUnplanned(work: Work, family: ToldFamily): void {
  const left = family.plan.left
  const child = family.children[0]?.id
  if (left === null || child === undefined) return
  leave(work, family, child, '2014-06-23', 'told')
  const grandmother = registerKin(work, family, child, '2014-07-01', 'grandmother')
  work.pen.write(care.placementBegan, {
    ...worker,
    day: plainDate('2014-07-02'),
    subject: child,
    also: [grandmother],
    occurred: left,
    basis: 'told',
    body: { tier: 2, carer: grandmother, isParentsOwnArrangement: false },
  })
  followUp(work, child, '2014-07-02', 'act', 'យំរាល់យប់ មិនបានលាម្តាយ')
  work.pen.write(care.contactHeld, {
    ...worker,
    day: plainDate('2014-07-19'),
    subject: child,
    also: [family.mother],
    basis: 'told',
    body: { way: 'visit', hasHappened: true, words: 'ម្តាយ និងកូនយំទាំងពីរ' },
  })
  followUp(work, child, '2014-08-05', 'watch', 'គេងលក់ជាងមុន')
}

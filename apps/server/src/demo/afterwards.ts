// What became of the children who left without their mothers once the State's agencies worked with the system: a third of the meetings
// with the mother missed, mostly for money, distance or the prison; three visits of five on time; gaps at New Year, Pchum Ben and in the
// floods (practice.md part 4). Facts only: no plan had been made for them.
import type { missedCauses } from '@komar/domain/care/kinds'
import type { SubjectId } from '@komar/domain/chronicle/entry'
import { addDays, addMonths, type PlainDate } from '@komar/domain/time/plain-date'
import { lastDay, systemStart } from './calendar.ts'
import { allocate, type Work } from './casework-steps.ts'
import type { ToldFamily } from './family-entries.ts'
import { contact, followUp, move, registerKin } from './stories/story-steps.ts'

const causes: readonly (typeof missedCauses)[number][] = [
  'money',
  'money',
  'distance',
  'distance',
  'prison',
  'child-ill',
  'unknown',
]
const districts = ['0802', '0805', '0807', '0301', '0210', '1208', '1702']
const words = ['ញ៉ាំបាន គេងស្កប់', 'សួររកម៉ាក់', 'រៀនស្រួល', 'ស្គមបន្តិច', 'លេងជាមួយបងជីដូនមួយ', 'ផ្តាសាយ']
const routes: ReadonlySet<string> = new Set(['kin', 'residential', 'unknown'])

/** Tells of each child whom kin or a home took in after the marked day. */
export function tellAfterwards(work: Work, told: readonly ToldFamily[]): void {
  for (const family of told) {
    const { left, route, story } = family.plan
    if (left === null || story !== undefined || !routes.has(route) || left < addDays(systemStart, 14)) continue
    for (const { id } of family.children) followChild(work, family, id, left, route === 'residential' ? 4 : 2)
  }
}

function followChild(work: Work, family: ToldFamily, child: SubjectId, left: PlainDate, tier: 2 | 4): void {
  const { random } = work
  const found = addDays(left, random.int(3, 25))
  if (found > addDays(lastDay, -2)) return
  allocate(work, child, found)
  const relation = tier === 4 ? 'home' : random.pick(['grandmother', 'aunt', 'uncle'] as const)
  const kin = registerKin(work, family, child, found, relation, random.pick(districts))
  move(work, child, { on: found, occurred: left, kin, tier })
  const end = addDays(lastDay, -1)
  for (let step = 0; ; step += 1) {
    const due = step < 2 ? addDays(left, [14, 30][step] ?? 30) : addMonths(left, step, 'last-day')
    const day = addDays(due, random.chance(0.6) ? random.int(-3, 4) : random.int(10, 40))
    if (due > end) break
    if (day > found && day <= end && !isFeast(day)) {
      followUp(work, child, day, random.chance(0.1) ? 'watch' : 'none', random.pick(words), {
        friends: random.pick(['has-friends', 'one-friend', 'not-asked'] as const),
      })
    }
  }
  for (let month = 1; ; month += 1) {
    const day = addDays(addMonths(left, month, 'last-day'), random.int(-6, 6))
    if (day > end) break
    const isMissed = random.chance(0.34)
    if (day > found && !isFeast(day)) contact(work, family, child, day, isMissed ? { cause: random.pick(causes) } : {})
  }
}

/** Khmer New Year, Pchum Ben, and the floods of October 2014: nobody travels. */
function isFeast(day: PlainDate): boolean {
  const monthDay = day.slice(5)
  return (monthDay >= '04-13' && monthDay <= '04-17') || (day >= '2014-09-22' && day <= '2014-10-05')
}

// The first year of the system, from the marked day on: half of the assessments late, a third of first decisions interim, measures
// not provided, renewals that lapse (practice.md part 4). Children past the limit get overstay decisions, three at most.
import type { SubjectId } from '@komar/domain/chronicle/entry'
import { mayBeYounger } from '@komar/domain/assess/stay-rules'
import { limitRange } from '@komar/domain/law/signals'
import type { DayRange } from '@komar/domain/register/state'
import { edtfBounds } from '@komar/domain/time/edtf'
import { addDays, addMonths, daysBetween, earlier, later, type PlainDate } from '@komar/domain/time/plain-date'
import { lastDay, systemStart } from './calendar.ts'
import {
  allocate,
  assessChild,
  checkMeasures,
  decide,
  hearBoth,
  measuresFor,
  optionsFor,
  panelOf,
  recommend,
  type DecisionBody,
  type Work,
} from './casework-steps.ts'
import type { ToldFamily } from './family-entries.ts'

type Case = { child: SubjectId; birth: DayRange; ends: PlainDate }

/** Works on every child who is inside on the marked day or comes in after it. */
export function tellCasework(work: Work, told: readonly ToldFamily[]): void {
  for (const { children, plan } of told) {
    const ends = addDays(earlier(plan.left ?? lastDay, lastDay), -1)
    for (const { id, plan: child } of children) {
      const starts = later(
        addDays(systemStart, work.random.int(0, 30)),
        addDays(child.entered, work.random.int(11, 30)),
      )
      if (starts < ends) workOn(work, { child: id, birth: edtfBounds(child.stated), ends }, starts)
    }
  }
}

function workOn(work: Work, one: Case, starts: PlainDate): void {
  const { random } = work
  allocate(work, one.child, starts)
  if (random.chance(0.08)) return // Nobody got round to it.
  const interim = addDays(starts, random.int(1, 9))
  if (random.chance(0.35) && interim < one.ends) decideInterim(work, one, interim)
  const assessed = addDays(starts, random.chance(0.5) ? random.int(10, 14) : random.int(24, 100))
  if (assessed >= one.ends) return
  const months = ageOn(one, assessed)
  hearBoth(work, one.child, assessed, 'stay', months)
  const assessment = assessChild(work, one.child, { day: assessed, type: 'entry', isShort: false })
  recommend(work, one.child, assessed)
  let next = addDays(assessed, random.int(3, 12))
  let former: 'none' | 'full' | 'overstay' = 'none'
  for (let overstays = 0; next < one.ends && overstays < 3;) {
    const limit = limitRange(one.birth, work.pack.law, next)
    if (limit !== null && limit.earliest > next && daysBetween(next, limit.earliest) < 8) next = limit.earliest
    const isPast = limit !== null && limit.earliest <= next
    const until = isPast
      ? decideOverstay(work, one, next)
      : decideStay(work, one, next, former === 'full' ? null : assessment)
    overstays += isPast ? 1 : 0
    former = isPast ? 'overstay' : 'full'
    if (random.chance(0.12)) return // Then it was forgotten.
    next = addDays(until, random.int(-3, 25))
  }
}

function ageOn({ birth }: Case, day: PlainDate): number {
  return birth.latest === null ? 12 : Math.max(0, Math.floor(daysBetween(birth.latest, day) / 31))
}

function decideInterim(work: Work, one: Case, day: PlainDate): void {
  const { random } = work
  decide(work, one.child, day, {
    type: 'interim',
    outcome: 'stay',
    from: day,
    until: addDays(day, 14),
    measures: measuresFor(work, day, 0.5),
    isRenewal: false,
    options: [],
    panel: panelOf(work).slice(0, random.int(1, 2)),
    orders: ['food', 'health', 'keep-together'],
    secondAgency: work.people.person('ngo-supervisor').agencyId,
    reasons: 'មានតែស្ថាប័នមួយ ត្រូវរង់ចាំការវាយតម្លៃពេញលេញ',
  })
}

/** A full stay: three months under one year, six after, never past the limit. Without an assessment it is a renewal. */
function decideStay(work: Work, one: Case, day: PlainDate, assessment: DecisionBody['assessment'] | null): PlainDate {
  const limit = limitRange(one.birth, work.pack.law, day)
  const longest = addMonths(day, mayBeYounger(one.birth, day, 12) ? 3 : 6, 'last-day')
  const until = limit === null ? longest : earlier(longest, addDays(limit.earliest, -1))
  const measures = measuresFor(work, day, 0.75)
  if (assessment === null) hearBoth(work, one.child, day, 'stay', ageOn(one, day))
  decide(work, one.child, day, {
    type: 'full',
    outcome: 'stay',
    from: day,
    until,
    measures,
    isRenewal: assessment === null,
    ...(assessment !== null && assessment !== undefined && { assessment }),
    options: optionsFor(null),
    panel: panelOf(work),
    reasons: 'ម្តាយមើលថែកូនបានល្អ នៅក្រៅមិនទាន់មានអ្នកទទួល',
  })
  const check = addDays(day, work.random.int(15, 45))
  if (check < one.ends) checkMeasures(work, one.child, check, measures)
  return until
}

/** Past the limit, and no safe place yet: thirty days, with dated steps. */
export function decideOverstay(work: Work, one: Pick<Case, 'child'>, day: PlainDate): PlainDate {
  const until = addDays(day, 30)
  decide(work, one.child, day, {
    type: 'overstay',
    outcome: 'stay',
    from: day,
    until,
    measures: measuresFor(work, day, 0.6),
    isRenewal: false,
    options: optionsFor(null),
    panel: panelOf(work),
    reasons: 'លើសអាយុកំណត់ តែមិនទាន់មានកន្លែងសុវត្ថិភាព',
    overstay: {
      whyNoSafePlace: 'សាច់ញាតិមិនទាន់រកឃើញ មណ្ឌលជិតនោះមិនបានចុះបញ្ជី',
      whoIsFindingOne: work.people.person('worker').nameEn,
      steps: [
        { what: 'ទៅជួបជីដូន', by: addDays(day, 10) },
        { what: 'សួរមន្ទីរសង្គមកិច្ចខេត្ត', by: addDays(day, 20) },
      ],
    },
  })
  return until
}

// When a child and its mother are next to meet: weekly in the first month where the distance allows, then fortnightly to six months
// under five, and monthly as the floor, which alone is a breach; a call adds to a visit and does not replace it. A stop by decision puts
// this off until the day on which it is looked at again, and no longer. Source: practice.md part 3, G-C1.
import type { Deadline } from '../chronicle/deadline.ts'
import { mayBeYounger } from '../assess/stay-rules.ts'
import type { PolicyPack } from '../policy.ts'
import type { ChildRegister } from '../register/state.ts'
import { edtfBounds } from '../time/edtf.ts'
import { addDays, addMonths, earlier, later, type DateRange, type PlainDate } from '../time/plain-date.ts'
import { hasDied, type ChildAfter } from './after-state.ts'
import type { ChildCare, Departure, Plan } from './state.ts'

export const contactDeadlineCodes = ['care.contact-due', 'care.contact-stop-review'] as const
type Code = (typeof contactDeadlineCodes)[number]

const lookAheadDays = 7

type Moved = { departure: Departure; on: DateRange }
type Child = { register: Pick<ChildRegister, 'birth'>; care: Pick<ChildCare, 'contacts'>; after: ChildAfter }

/** The next meeting that is owed, and the day on which a stop is looked at again. */
export function contactDeadlines(moved: Moved, child: Child, pack: PolicyPack): Deadline[] {
  if (hasDied(child.after, 'mother')) return []
  const stopped = child.after.contactStops.at(-1)
  const reviewOn = stopped?.body.reviewOn
  const due = contactDue(moved, child, pack)
  const key = moved.departure.key
  if (stopped === undefined || reviewOn === undefined || isHeldSince(child.care, stopped.entry.occurred)) return [due]
  const review = dated('care.contact-stop-review', key, addDays(reviewOn, -lookAheadDays), reviewOn, null)
  const putOff = (day: PlainDate): PlainDate => later(day, reviewOn)
  return [
    review,
    {
      ...due,
      opens: putOff(due.opens),
      due: putOff(due.due),
      breachFrom: due.breachFrom === null ? null : later(due.breachFrom, addDays(reviewOn, lookAheadDays)),
    },
  ]
}

/** Whether they met again after a stop: then it is over. */
function isHeldSince({ contacts }: Child['care'], day: string): boolean {
  return contacts.some(
    ({ body, entry }) => body.hasHappened && body.way === 'visit' && (edtfBounds(entry.occurred).earliest ?? '') > day,
  )
}

function contactDue({ departure, on }: Moved, { register, care }: Child, pack: PolicyPack): Deadline {
  const last =
    care.contacts
      .filter(({ body }) => body.hasHappened && body.way === 'visit')
      .flatMap(({ entry }): PlainDate[] => {
        const { latest } = edtfBounds(entry.occurred)
        return latest !== null && latest >= on.earliest ? [latest] : []
      })
      .toSorted()
      .at(-1) ?? null
  const base = last ?? on.latest
  const floor = addMonths(base, pack.procedures.contact.floorEvery.value)
  const firstOn = last === null ? departure.plan?.body.contact?.firstOn : undefined
  const wished = firstOn !== undefined && firstOn >= on.latest ? firstOn : null
  const due = wished ?? earlier(nextContact(base, on.latest, departure.plan, register, pack), floor)
  const opens = later(base, addDays(due, -lookAheadDays))
  return dated('care.contact-due', departure.key, opens, due, addDays(later(floor, due), 1))
}

function nextContact(
  base: PlainDate,
  movedOn: PlainDate,
  plan: Plan | null,
  { birth }: Pick<ChildRegister, 'birth'>,
  pack: PolicyPack,
): PlainDate {
  const { floorEvery, firstPhase, secondPhaseUnderFive } = pack.procedures.contact
  const planned = plan?.body.contact?.everyDays
  const afterwards = planned === undefined ? addMonths(base, floorEvery.value) : addDays(base, planned)
  if (plan?.body.contact?.isTooFarForWeekly === true) return afterwards
  if (base < addMonths(movedOn, firstPhase.lasts.value)) return addDays(base, firstPhase.every.value)
  const isYoung = mayBeYounger(birth.range, base, secondPhaseUnderFive.ageBelow.value * 12)
  if (isYoung && base < addMonths(movedOn, secondPhaseUnderFive.lastsUntil.value)) {
    return addDays(base, secondPhaseUnderFive.every.value)
  }
  return afterwards
}

function dated(code: Code, key: string, opens: PlainDate, due: PlainDate, breachFrom: PlainDate | null): Deadline {
  const classes = ['identity', 'care'] as const
  return { code, key, classes, opens, due, breachFrom, duty: 'both', harm: 2, params: {} }
}

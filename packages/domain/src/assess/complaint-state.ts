// Complaints, folded: each with its answer, the looks for reprisals after it, and from whom it is withheld. One fold for children and
// places. Days (practice.md part 3, G-Q1; numbers in the pack): answered within so many working days of the day on which it was made;
// a planned move waits so many days for the answer; reprisals are looked for so many days.
import { isWithheld } from '../access/policy.ts'
import { withheldIn } from '../access/withholding.ts'
import type { AgencyId, Recorded, Uuid } from '../chronicle/entry.ts'
import { statedOf, type Settled, type Stated } from '../chronicle/fold.ts'
import type { CountryPack } from '../policy.ts'
import { edtfBounds } from '../time/edtf.ts'
import { dayOfInstant } from '../time/instant.ts'
import { addDays, earlier, type PlainDate } from '../time/plain-date.ts'
import { addWorkingDays } from '../time/working-days.ts'
import * as kinds from './complaint-kinds.ts'
import { bearsId } from './state.ts'

export type ChildComplaint = Stated<typeof kinds.complaintMade>
export type PlaceComplaint = Stated<typeof kinds.placeComplaintMade>
export type Answer = Stated<typeof kinds.complaintAnswered>
export type Look = Stated<typeof kinds.reprisalSeen>

export type Complaint = {
  id: Uuid
  made: ChildComplaint | PlaceComplaint
  /** The decision or plan that it is about. */
  concerns: Uuid | null
  /** The last day on which it can have been made: nobody's answer is late before it is. */
  madeOn: PlainDate
  /** Null where the country's pack does not say within how many days. */
  answerDue: PlainDate | null
  /** The first day on which a planned move need not wait for the answer any more; null where the pack does not say. */
  holdsUntil: PlainDate | null
  /** The last day of the watch for reprisals; null for a place, and where the pack does not say. */
  watchUntil: PlainDate | null
  /** The first answer that the host accepted. */
  answer: Answer | null
  answeredOn: PlainDate | null
  looks: readonly Look[]
  agency: AgencyId
  withheld: readonly Uuid[]
}

/** The complaints in a chronicle, the oldest first: a child's, or a place's. */
export function complaintsOf(settled: Settled, entries: readonly Recorded[], pack: CountryPack): Complaint[] {
  const withheld = withheldIn(entries)
  const answers: Answer[] = [
    ...statedOf(settled, kinds.complaintAnswered),
    ...statedOf(settled, kinds.placeComplaintAnswered),
  ].filter(({ isPending }) => !isPending)
  const looks = statedOf(settled, kinds.reprisalSeen)
  const ofChild = statedOf(settled, kinds.complaintMade).map((made) => ({
    made,
    concerns: made.body.aboutEntry ?? null,
    isWatched: true,
  }))
  const ofPlace = statedOf(settled, kinds.placeComplaintMade).map((made) => ({
    made,
    concerns: null,
    isWatched: false,
  }))
  return [...ofChild, ...ofPlace].map(({ made, concerns, isWatched }) => {
    const rules = pack.procedures?.decisions
    const madeOn = lastDayOf(made.entry, pack)
    const parties = withheld.get(made.id) ?? []
    const answer = answers.find(({ body }) => bearsId(made, body.complaint)) ?? null
    return {
      id: made.id,
      made,
      concerns,
      madeOn,
      answerDue: rules === undefined ? null : addWorkingDays(madeOn, rules.complaintAnsweredWithin.value),
      holdsUntil: rules === undefined ? null : addDays(madeOn, rules.complaintHoldsMoveFor.value),
      watchUntil: isWatched && rules !== undefined ? addDays(madeOn, rules.reprisalWatch.value) : null,
      answer,
      answeredOn: answer === null ? null : lastDayOf(answer.entry, pack),
      // Those complained of cannot end the watch by looking themselves.
      looks: looks.filter(
        ({ body, entry }) => bearsId(made, body.complaint) && !isWithheld([entry.author, entry.agency], parties),
      ),
      agency: made.entry.agency,
      withheld: parties,
    }
  })
}

/** Whether it was answered by its day; never where no day is set. */
export function isAnsweredInTime({ answeredOn, answerDue }: Complaint): boolean {
  return answeredOn !== null && answerDue !== null && answeredOn <= answerDue
}

/** Whether its answer fell due in a span of days, both included. */
export function isDueWithin({ answerDue }: Complaint, first: PlainDate, last: PlainDate): boolean {
  return answerDue !== null && first <= answerDue && answerDue <= last
}

/** The last day on which something can have happened: nothing happened after it was told, so a slip of the year holds no clock up. */
export function lastDayOf({ occurred, received, written }: Recorded, pack: CountryPack): PlainDate {
  const told = dayOfInstant(received ?? written, pack.head.timeZone.utcOffset)
  return earlier(edtfBounds(occurred).latest ?? told, told)
}

// What a child inside adds to the indicators 20 (growth) and 21 (vaccines and tuberculosis contact) of practice.md part 5. A child who may
// be five is counted as possible. Vaccines are counted only where a card or a dose is known: of the others nothing is known, and nothing
// is said. Acute malnutrition that is only possible, as the birth is uncertain, is possible here too.
import type { PolicyPack } from '../policy.ts'
import { addDays, addMonths, closedRange, type PlainDate } from '../time/plain-date.ts'
import { growthPoints } from '../wellbeing/growth-points.ts'
import { dosesOf, isUpToDate } from '../wellbeing/immunisation.ts'
import { dayOf } from '../wellbeing/signal.ts'
import type { ChildFile } from './child-file.ts'
import { metIf, type Line, type Met, type Month } from './indicator-lines.ts'
import type { Certainty } from './share.ts'

/** Practice.md part 5, row 20. */
const measuredWithinDays = 35
const fiveYearsMonths = 60

type Place = Pick<Line, 'counted'> & { place: Line['place'] }

/** Growth and vaccines of a child who lives inside on the last day of the month. */
export function healthLines(file: ChildFile, present: Place, last: PlainDate, pack: PolicyPack): Line[] {
  const { register, wellbeing, child } = file
  const birth = register.birth.range
  const isUnder = underFive(birth.earliest, birth.latest, last)
  const line = (part: Line['part'], met: Met, counted: Certainty = present.counted): Line => ({
    part,
    subject: child,
    place: present.place,
    counted,
    met,
  })
  const points = growthPoints(wellbeing, { sex: register.sex, birth }).filter(({ on }) => on <= last)
  const lately = points.filter(({ on }) => on > addDays(last, -measuredWithinDays))
  const acute = lately.findLast((point) => point.acute !== null)?.acute ?? null
  const hasRecord = wellbeing.doses.length > 0 || wellbeing.card?.body.card === 'seen'
  const isCurrent = isUpToDate(dosesOf(wellbeing.doses, birth, pack.wellbeing), hasRecord, last, pack.wellbeing)
  const counted = isUnder === 'certain' ? present.counted : 'possible'
  return [
    ...(isUnder === null ? [] : [line('measured-lately', metIf(lately.length > 0), counted)]),
    ...(isUnder === null || acute === null ? [] : [line('acute-malnutrition', acuteMet(acute), counted)]),
    ...(isCurrent === null ? [] : [line('vaccines-up-to-date', metIf(isCurrent))]),
  ]
}

function acuteMet({ is, isCertain }: { is: 'severe' | 'moderate' | 'none'; isCertain: boolean }): Met {
  return is === 'none' ? 'no' : isCertain ? 'yes' : 'possibly'
}

function underFive(earliest: PlainDate | null, latest: PlainDate | null, day: PlainDate): Certainty | null {
  const range = closedRange({ earliest, latest })
  if (addMonths(range.latest, fiveYearsMonths) <= day) return null
  return addMonths(range.earliest, fiveYearsMonths) > day ? 'certain' : 'possible'
}

/** Tuberculosis contacts under five whose days to be seen ended in the month: seen in time, or not. */
export function contactLines(
  { child, register, wellbeing }: ChildFile,
  { first, last }: Month,
  pack: PolicyPack,
): Line[] {
  const { under, contactSeenWithin } = pack.wellbeing.rules.tuberculosis
  const born = register.birth.range.latest
  return wellbeing.exposures.flatMap(({ id, entry, body }): Line[] => {
    const on = dayOf(entry)
    if (body.disease !== 'tuberculosis' || on === null) return []
    const due = addDays(on, contactSeenWithin.value)
    const isOld = born !== null && addMonths(born, under.value) <= on
    if (isOld || due < first || due > last) return []
    const isSeen = wellbeing.contacts.some((contact) => {
      const seen = dayOf(contact.entry)
      return (contact.body.exposure === id || contact.body.exposure === entry.id) && seen !== null && seen <= due
    })
    return [{ part: 'contact-in-time', subject: child, place: null, counted: 'certain', met: metIf(isSeen) }]
  })
}

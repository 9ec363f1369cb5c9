// The law's clock of one child as its page shows it: how the host's dates were reckoned, from what this reader sees.
import type { ChildFile } from '@komar/domain/insight/child-file'
import { statutoryClock } from '@komar/domain/law/clock'
import { limitPerhapsOn } from '@komar/domain/law/past'
import { birthAsEdtf } from '@komar/domain/law/signals'
import type { CountryPack } from '@komar/domain/policy'
import { ageAt } from '@komar/domain/time/age'
import { addDays, type PlainDate } from '@komar/domain/time/plain-date'
import { spanBetween } from '@komar/domain/time/span'
import { formatMonths } from '../i18n/format-date.ts'
import type { Speech } from '../i18n/speech.ts'
import type { ClockReckoning } from '../ui/clock-chip.tsx'

/** Birth as known, the limit in force today, and the days over. */
export function reckoningOf(
  { register }: ChildFile,
  pack: CountryPack,
  today: PlainDate,
  { language }: Pick<Speech, 'language'>,
): ClockReckoning {
  const birth = birthAsEdtf(register.birth.range)
  const inForce = limitPerhapsOn(pack.law, today)
  const limit =
    inForce === undefined
      ? null
      : {
          months: inForce.months,
          from: inForce.from,
          note: inForce.note?.[language] ?? null,
          source: inForce.source,
          isVerified: inForce.status === 'verified',
        }
  if (birth === null) return { birth, limit, daysOver: { min: 0, max: 0 } }
  // The day of leaving is a day outside.
  const inPrison = register.residences.map(({ from, to }) => {
    const { first, last } = spanBetween(from, to)
    return to === null
      ? { first, last }
      : { first, last: { earliest: addDays(last.earliest, -1), latest: addDays(last.latest, -1) } }
  })
  const clock = statutoryClock({ birth, inPrison, rules: pack.law, asOf: today, leadMonths: pack.law.leadTime.months })
  return { birth, limit, daysOver: clock.daysOver }
}

/** "2 years and 3 months old", or both ends; null when the birth is not known. */
export function sayAge({ register }: ChildFile, today: PlainDate, speech: Speech): string | null {
  const birth = birthAsEdtf(register.birth.range)
  const age = birth === null ? null : ageAt(birth, today)
  if (age === null) return null
  const [least, most] = [formatMonths(age.minMonths, speech), formatMonths(age.maxMonths, speech)]
  return least === most ? speech.text('child.age', { age: least }) : speech.text('child.age-between', { least, most })
}

// A dose by the names of the country's schedule.
import type { WellbeingPack } from '@komar/domain/wellbeing/pack'
import { formatNumber } from '../i18n/format-number.ts'
import type { Speech } from '../i18n/speech.ts'

type Named = { vaccine: string; dose: number }

/** "Polio drops, dose 2"; the vaccine's own code where the schedule no longer names it. */
export function sayDose({ vaccine, dose }: Named, { immunisation }: WellbeingPack, speech: Speech): string {
  const named = immunisation.vaccines.find(({ id }) => id === vaccine)
  const name = named?.name[speech.language] ?? vaccine
  return speech.text('vaccine.dose', { vaccine: name, dose: formatNumber(dose, speech) })
}

import type { MeasureClass } from '@komar/domain/assess/measures'
import type { StayMeasure } from '@komar/domain/assess/state'
import type { PolicyPack } from '@komar/domain/policy'
import type { PlainDate } from '@komar/domain/time/plain-date'
import type { Speech } from '../i18n/speech.ts'

/** A special measure as it stands: what was decided of it, and what was last seen. */
export type Measure = {
  number: number
  class: MeasureClass
  dutyHolder: string
  due: PlainDate
  state: StayMeasure['state']
  isInPlace: boolean
  seen: { isInPlace: boolean; on: PlainDate | null; proof: string } | null
  letterAnswerDue: PlainDate | null
}

/** What the measure is, in the reader's language. */
export function sayMeasure(
  { number, class: of }: { number: number; class: string },
  pack: PolicyPack,
  speech: Speech,
): string {
  const parts = pack.measures.measures.find((row) => row.number === number)?.parts ?? []
  const part = parts.find((each) => each.class === of) ?? parts[0]
  return part === undefined ? speech.text('measures.number', { number }) : part.text[speech.language]
}

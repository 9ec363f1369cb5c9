import type { CountryPack } from '@komar/domain/policy'
import type { Speech } from '../i18n/speech.ts'

/** What the measure is, in the reader's language. */
export function sayMeasure(
  { number, class: of }: { number: number; class: string },
  pack: CountryPack,
  speech: Speech,
): string {
  const parts = pack.measures?.measures.find((row) => row.number === number)?.parts ?? []
  const part = parts.find((each) => each.class === of) ?? parts[0]
  return part === undefined ? speech.text('measures.number', { number }) : part.text[speech.language]
}

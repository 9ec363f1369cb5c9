import type { RecordContext } from './context.ts'

/** A special measure of the catalogue in the reader's language: its first part, by number. */
export function measureText(number: number, { pack, speech }: Pick<RecordContext, 'pack' | 'speech'>): string {
  const row = pack.measures?.measures.find((each) => each.number === number)
  const words = row?.parts[0]?.text[speech.language]
  return words === undefined ? String(number) : `${number}. ${words}`
}

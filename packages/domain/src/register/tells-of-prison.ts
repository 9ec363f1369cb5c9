// What is carried or sent outside must not tell where the family comes from (practice.md, "Stigma"): these words would. A list can miss a
// word: whoever writes is told what the line is for.

const words = /prison|jail|detention|correction|\bcell\b|inmate|ពន្ធនាគារ|គុក|ឃុំឃាំង|អប់រំកែប្រែ/i

/** Whether a text holds a word, in English or Khmer, that tells a reader where the family comes from. */
export function tellsOfPrison(text: string): boolean {
  return words.test(text)
}

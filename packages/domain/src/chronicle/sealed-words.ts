// What is shown in the place of a text that cannot be opened, on a page and in print. The same words in both languages wherever it
// stands, so that a form can tell them from what somebody wrote: nobody corrects what they could not read.
export const sealedWords = {
  en: 'Sealed with the key of its agency. This device does not have it. A supervisor of that agency can give it: open “Key of the agency” in the menu.',
  km: 'ត្រូវបានចាក់សោដោយកូនសោរបស់ស្ថាប័នដែលសរសេរវា។ ឧបករណ៍នេះមិនមានកូនសោនោះទេ។ អ្នកត្រួតពិនិត្យនៃស្ថាប័ននោះអាចផ្តល់វាបាន៖ សូមបើក “កូនសោរបស់ស្ថាប័ន” ក្នុងបញ្ជី។',
} as const

/** For paper and files that the host makes: it has no key at all. */
export const sealedWordsInPrint = {
  en: 'Sealed with the key of the agency that wrote it, and not in this copy. That agency can read it out.',
  km: 'ត្រូវបានចាក់សោដោយកូនសោរបស់ស្ថាប័នដែលសរសេរវា ហើយមិនមានក្នុងច្បាប់ចម្លងនេះទេ។ ស្ថាប័ននោះអាចអានឱ្យស្តាប់បាន។',
} as const

/** Whether a text is no text of a person, but what stands in the place of one that could not be opened. */
export function standsForSealed(given: unknown): boolean {
  return given === sealedWords.en || given === sealedWords.km
}

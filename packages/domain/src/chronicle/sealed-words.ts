// What is shown in the place of a text that cannot be opened, on a page and in print. The same words in both languages wherever it
// stands, so that a form can tell them from what somebody wrote: nobody corrects what they could not read.
export const sealedWords = {
  en: 'Sealed with the key of its agency. This device does not have it. A supervisor of that agency can give it, under “Keys”.',
  km: 'ត្រូវបានបិទដោយសោរបស់អង្គភាពរបស់វា។ ឧបករណ៍នេះមិនមានសោនោះទេ។ អ្នកគ្រប់គ្រងនៃអង្គភាពនោះអាចផ្តល់សោនេះបាន ក្នុងទំព័រ «សោ»។',
} as const

/** For paper and files that the host makes: it has no key at all. */
export const sealedWordsInPrint = {
  en: 'Sealed with the key of its agency, and not in this print. The agency can read it out.',
  km: 'ត្រូវបានបិទដោយសោរបស់អង្គភាពរបស់វា ហើយមិនមាននៅក្នុងឯកសារបោះពុម្ពនេះទេ។ អង្គភាពនោះអាចអានឲ្យស្តាប់បាន។',
} as const

/** Whether a text is no text of a person, but what stands in the place of one that could not be opened. */
export function standsForSealed(given: unknown): boolean {
  return given === sealedWords.en || given === sealedWords.km
}

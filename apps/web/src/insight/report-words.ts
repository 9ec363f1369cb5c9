// The report's own sentences (domain), said with the reader's dates and figures, so that page, terminal and print say the same.
import type { Count } from '@komar/domain/insight/share'
import type { ReportLanguage, SituationWords } from '@komar/domain/insight/situation-words'
import { englishWords } from '@komar/domain/insight/situation-words-en'
import { khmerWords } from '@komar/domain/insight/situation-words-km'
import { formatNumber, inReadersFigures } from '../i18n/format-number.ts'
import type { Speech } from '../i18n/speech.ts'

const wordsOf: Record<ReportLanguage, SituationWords> = { en: englishWords, km: khmerWords }

/** How the report speaks to this reader: `say` turns a sentence's figures into the reader's. */
export type ReportWords = { words: SituationWords; say: (sentence: string) => string; count: (count: Count) => string }

export function reportWords(speech: Speech): ReportWords {
  const words = wordsOf[speech.language]
  return {
    words,
    say: (sentence) => inReadersFigures(sentence, speech),
    count: ({ certain, possible }) => words.range(formatNumber(certain, speech), formatNumber(possible, speech)),
  }
}

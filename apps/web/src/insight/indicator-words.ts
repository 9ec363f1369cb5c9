// The texts of the indicators from the country's rules, in the reader's language.
import { indicatorCatalogueSchema } from '@komar/domain/insight/indicator-catalogue'
import type { PartId } from '@komar/domain/insight/indicator-lines'
import catalogue from '../../../../policies/kh/indicators.json' with { type: 'json' }
import type { Speech } from '../i18n/speech.ts'

export type AboutIndicator = {
  title: string
  numerator: string
  denominator: string
  /** Why there is no figure; null where there is one. */
  notRecorded: string | null
  labelOf: (part: PartId) => string
  isCount: (part: PartId) => boolean
}

export type IndicatorWords = {
  rule: (speech: Speech) => string
  of: (number: number, speech: Speech) => AboutIndicator
}

/** Checked once for each page. */
export function indicatorWords(): IndicatorWords {
  const { rule, indicators } = indicatorCatalogueSchema.parse(catalogue)
  return {
    rule: ({ language }) => rule[language],
    of: (number, { language }) => {
      const found = indicators.find((each) => each.number === number)
      const partOf = (part: PartId) => found?.parts.find((each) => each.part === part)
      return {
        title: found?.title[language] ?? '',
        numerator: found?.numerator[language] ?? '',
        denominator: found?.denominator[language] ?? '',
        notRecorded: found?.notRecorded?.[language] ?? null,
        labelOf: (part) => partOf(part)?.label[language] ?? part,
        isCount: (part) => partOf(part)?.kind === 'count',
      }
    },
  }
}

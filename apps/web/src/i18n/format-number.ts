import { numberLocale } from './language.ts'
import { madeOnce } from './made-once.ts'
import type { Speech } from './speech.ts'

type NumberSpeech = Pick<Speech, 'language' | 'digits'>

/** By the most decimals, then by the locale. */
const formats = madeOnce((decimals) =>
  madeOnce((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: Number(decimals) })),
)

/** A number in the reader's figures, with at most `fractionDigits` decimals. */
export function formatNumber(value: number, speech: NumberSpeech, fractionDigits = 2): string {
  const locale = numberLocale(speech.language, speech.digits)
  return formats(String(fractionDigits))(locale).format(value)
}

/** A share (0.27) as per cent ("27 %"), with at most `fractionDigits` decimals. */
export function formatPercent(share: number, speech: NumberSpeech, fractionDigits = 0): string {
  return `${formatNumber(share * 100, speech, fractionDigits)} %`
}

/** Figures of a text that is already written in Latin ones ("2027", "14:02"), changed to the reader's. */
export function inReadersFigures(text: string, speech: NumberSpeech): string {
  if (speech.language === 'en' || speech.digits === 'latin') return text
  const khmerZero = 0x17e0
  return text.replace(/[0-9]/g, (figure) => String.fromCodePoint(khmerZero + Number(figure)))
}

/** Figures of a text that is already written in Khmer ones ("៧ ថ្ងៃ"), changed to Latin ones. */
export function inLatinFigures(text: string): string {
  const khmerZero = 0x17e0
  return text.replace(/[\u17e0-\u17e9]/g, (figure) => String(figure.charCodeAt(0) - khmerZero))
}

import { optionsOf } from '@komar/domain/assess/questionnaire'
import type { Section } from '@komar/domain/assess/state'
import { sectionAnswerSchema, type StoredAnswer } from '@komar/domain/assess/stored-answers'
import type { CountryPack } from '@komar/domain/policy'
import { isEdtf } from '@komar/domain/time/edtf'
import type { ReactNode } from 'react'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { formatNumber } from '../i18n/format-number.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { Speech } from '../i18n/speech.ts'
import { itemOf, sectionTitle } from './assessment-view.ts'
import './section-answers.css'

/** The answers of one section: question, what was said, what was seen, and why there is no answer. */
export function SectionAnswers({ section, pack }: { section: Section; pack: CountryPack }): ReactNode {
  const speech = useSpeech()
  const answers = section.stated.body.answers.flatMap((answer) => {
    const read = sectionAnswerSchema.safeParse(answer)
    return read.success ? [read.data] : []
  })
  return (
    <section>
      <h4>{sectionTitle(section, pack, speech)}</h4>
      <dl className="section-answers">
        {answers.map((answer) => (
          <div key={`${answer.item} ${answer.row ?? ''}`}>
            <dt>{itemOf(answer.item, pack)?.item.text?.[speech.language] ?? answer.item}</dt>
            <dd>
              {sayAnswer(answer, pack, speech)}
              {answer.seenWords !== undefined && (
                <p className="soft">{speech.text('assessment.seen-words', { words: answer.seenWords })}</p>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** One answer in words: options by their text, dates as known, a missing answer by its reason. */
export function sayAnswer(answer: StoredAnswer, pack: CountryPack, speech: Speech): string {
  if (answer.missing !== undefined) return speech.text(`missing.${answer.missing}`)
  const values = answer.value === undefined ? [] : Array.isArray(answer.value) ? answer.value : [answer.value]
  const said = values.map((value) => sayValue(value, answer, pack, speech))
  const all = answer.other === undefined ? said : [...said, answer.other]
  return all.length === 0 ? speech.text('assessment.no-answer') : all.join(', ')
}

function sayValue(value: string | number | boolean, answer: StoredAnswer, pack: CountryPack, speech: Speech): string {
  if (typeof value === 'boolean') return speech.text(value ? 'answer.yes' : 'answer.no')
  const unit = answer.unit === undefined ? '' : ` ${answer.unit}`
  if (typeof value === 'number') return `${formatNumber(value, speech)}${unit}`
  const found = itemOf(answer.item, pack)
  if (found === null) return `${value}${unit}`
  if (found.item.type === 'date' && isEdtf(value)) return formatEdtf(value, speech, 'between')
  const option = optionsOf(found.questionnaire, found.item).find(({ code }) => code === value)
  return option === undefined ? `${value}${unit}` : option.text[speech.language]
}

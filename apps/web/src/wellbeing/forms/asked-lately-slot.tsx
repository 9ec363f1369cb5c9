import type { ReactNode } from 'react'
import { sayOption } from '../../chronicle/field-words.ts'
import { formatEdtf } from '../../i18n/format-edtf.ts'
import { useSpeech } from '../../i18n/language-provider.tsx'
import type { Slot } from '../../record/field-kinds.ts'
import { Notice } from '../../ui/notice.tsx'
import { latelyOf } from './asked-lately-of.ts'

/** Says who asked this informant the same thing lately, and when, before it is asked again. */
export function AskedLatelySlot({ values, context }: Slot): ReactNode {
  const speech = useSpeech()
  const before = latelyOf(values, context)
  const months = context.pack.wellbeing?.rules.instruments.notRepeatedWithin.value
  if (before === null || months === undefined) return null
  const author = context.authors.find(({ id }) => id === before.entry.author)
  return (
    <Notice tone="amber" heading={speech.text('form.instrument.lately')}>
      <p>
        {speech.text('form.instrument.lately-what', {
          who: sayOption('answeredBy', before.body.answeredBy, speech),
          date: formatEdtf(before.entry.occurred, speech),
          author: author?.displayName ?? speech.text('entry.someone'),
          months,
        })}
      </p>
    </Notice>
  )
}

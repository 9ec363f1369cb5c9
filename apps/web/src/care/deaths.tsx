import type { Death } from '@komar/domain/care/after-state'
import type { PlainDate } from '@komar/domain/time/plain-date'
import type { ReactNode } from 'react'
import { sayOption } from '../chronicle/field-words.ts'
import { formatDate } from '../i18n/format-date.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { Speech } from '../i18n/speech.ts'
import { LabelLines } from './label-lines.tsx'

/** Quietly: who has died, and what was done for those who stay. */
export function Deaths({ deaths }: { deaths: readonly Death[] }): ReactNode {
  const speech = useSpeech()
  return deaths.map(({ id, entry, who, done }) => (
    <div key={id} className="card stack-tight">
      <h3>
        {speech.text('after.death', {
          who: sayOption('whoDied', who, speech),
          date: formatEdtf(entry.occurred, speech),
        })}
      </h3>
      <LabelLines
        lines={[
          [speech.text('field.toldOutsideOn'), dayWords(done.toldOutsideOn, speech)],
          [speech.text('field.inquiryAskedOn'), dayWords(done.inquiryAskedOn, speech)],
          [speech.text('field.isClosestToldInPerson'), yesWords(done.isClosestToldInPerson, speech)],
          [speech.text('field.funeral'), done.funeral && sayOption('funeral', done.funeral, speech)],
          [
            speech.text('field.areSiblingsTold'),
            done.areSiblingsTold && sayOption('areSiblingsTold', done.areSiblingsTold, speech),
          ],
          [speech.text('field.comfort'), done.comfort],
        ]}
      />
    </div>
  ))
}

function dayWords(day: PlainDate | undefined, speech: Speech): string | undefined {
  return day === undefined ? undefined : formatDate(day, speech)
}

function yesWords(value: boolean | undefined, { text }: Speech): string | undefined {
  return value === undefined ? undefined : text(value ? 'answer.yes' : 'answer.no')
}

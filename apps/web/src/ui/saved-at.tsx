import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatTime } from '../i18n/format-instant.ts'
import { useSpeech } from '../i18n/language-provider.tsx'

type Props = {
  /** When the draft was last written to this device, an instant; null before the first time. */ at: string | null
}

/** "Saved on this device 14:02". Its place is kept while nothing is saved, so that the form does not move. */
export function SavedAt({ at }: Props): ReactNode {
  const speech = useSpeech()
  return (
    <p className="row small soft" role="status">
      {at === null ? (
        <span>{speech.text('draft.saves-as-you-type')}</span>
      ) : (
        <>
          <Check aria-hidden="true" size={16} />
          <span>{speech.text('draft.saved-at', { time: formatTime(at, speech) })}</span>
        </>
      )}
    </p>
  )
}

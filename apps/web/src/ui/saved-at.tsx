import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatTime } from '../i18n/format-instant.ts'
import { useSpeech } from '../i18n/language-provider.tsx'

export type Saved = {
  /** When the draft was last written to this device, an instant; null before the first time. */
  savedAt: string | null
  /** False while the last change is not written yet: a screen reader then waits before it says the time. */
  isSaved: boolean
}

/** "Saved on this device 14:02". Its place is kept while nothing is saved, so that the form does not move. */
export function SavedAt({ draft: { savedAt, isSaved } }: { draft: Saved }): ReactNode {
  const speech = useSpeech()
  return (
    <p className="row small soft saved-at" role="status" aria-busy={!isSaved}>
      {savedAt === null ? (
        <span>{speech.text('draft.saves-as-you-type')}</span>
      ) : (
        <>
          <Check aria-hidden="true" size={16} />
          <span>{speech.text('draft.saved-at', { time: formatTime(savedAt, speech) })}</span>
        </>
      )}
    </p>
  )
}

import { plainDate } from '@komar/domain/time/plain-date'
import { useState, type ReactNode } from 'react'
import { useSpeech } from '../../i18n/language-provider.tsx'
import { formatDate } from '../../i18n/format-date.ts'
import { useToday } from '../../shell/use-today.ts'
import { loadTextPack, readTextPack, type TextPack } from '../text-pack.ts'

/** Where a licence-holder's wording can be read in from a file; Komar ships none, and this page forgets it when it is left. */
export function TextPackField({ pack }: { pack: TextPack | null }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const today = useToday()
  const [isRefused, setIsRefused] = useState(false)
  const read = async (file: File | undefined): Promise<void> => {
    const found = file === undefined ? null : readTextPack(await file.text(), today)
    setIsRefused(found === null)
    if (found !== null) loadTextPack(found)
  }
  return (
    <details className="screen-only">
      <summary>{text('text-pack.title')}</summary>
      <p className="soft">{text('text-pack.lead')}</p>
      <label>
        {text('text-pack.file')}{' '}
        <input
          className="text-pack-file"
          type="file"
          accept="application/json"
          onChange={(event) => void read(event.target.files?.[0])}
        />
      </label>
      {isRefused && <p className="field-error">{text('text-pack.refused')}</p>}
      {pack !== null && (
        <p role="status">
          {text('text-pack.loaded', {
            holder: pack.holder,
            reference: pack.reference,
            until: formatDate(plainDate(pack.until), speech),
          })}
        </p>
      )}
    </details>
  )
}

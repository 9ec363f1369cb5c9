import { useState, type ReactNode } from 'react'
import { useSpeech } from '../../i18n/language-provider.tsx'
import { useSession } from '../../shell/session.tsx'
import { loadTextPack, readTextPack, useTextPack } from '../text-pack.ts'

/** Where a licence-holder's wording can be read in from a file; Komar ships none, and this page forgets it when it is left. */
export function TextPackField({ instrument }: { instrument: string }): ReactNode {
  const { text } = useSpeech()
  const { host } = useSession()
  const pack = useTextPack(instrument)
  const [isRefused, setIsRefused] = useState(false)
  const read = async (file: File | undefined): Promise<void> => {
    const found = file === undefined ? null : readTextPack(await file.text(), host.today)
    setIsRefused(found === null)
    if (found !== null) loadTextPack(found)
  }
  return (
    <details className="screen-only">
      <summary>{text('text-pack.title')}</summary>
      <p className="soft">{text('text-pack.lead')}</p>
      <label>
        {text('text-pack.file')}{' '}
        <input type="file" accept="application/json" onChange={(event) => void read(event.target.files?.[0])} />
      </label>
      {isRefused && <p className="field-error">{text('text-pack.refused')}</p>}
      {pack !== null && (
        <p>{text('text-pack.loaded', { holder: pack.holder, reference: pack.reference, until: pack.until })}</p>
      )}
    </details>
  )
}

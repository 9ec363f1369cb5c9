import { useEffect, useRef, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import './access.css'

type Props = { codes: readonly string[]; onWritten: () => void }

/** Recovery codes, shown here and never again; to be written on paper, because the phone is what gets lost. */
export function RecoveryCodes({ codes, onWritten }: Props): ReactNode {
  const text = useText()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <Notice tone="amber" heading={text('second-factor.codes-heading')} ref={box} announce>
      <p>{text('second-factor.codes-what')}</p>
      <ul className="recovery-codes" translate="no">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div>
        <Button weight="main" onClick={onWritten}>
          {text('second-factor.codes-written')}
        </Button>
      </div>
    </Notice>
  )
}

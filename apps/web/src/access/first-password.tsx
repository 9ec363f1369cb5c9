import { Copy } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import './access.css'

type Props = {
  password: string
  user: string
  /** Forgets it: it is nowhere else. */
  children?: ReactNode
}

/** A one-time password, which is shown here and never again; to be handed over in person. */
export function FirstPassword({ password, user, children }: Props): ReactNode {
  const text = useText()
  const box = useRef<HTMLDivElement>(null)
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => box.current?.focus(), [])
  const copy = async (): Promise<void> => {
    // Some browsers allow it only on secure addresses; the words stand there to be written down.
    await navigator.clipboard?.writeText(password).then(
      () => setIsCopied(true),
      () => setIsCopied(false),
    )
  }
  return (
    <Notice tone="calm" heading={text('first-password.heading')} ref={box} announce>
      <dl className="first-password">
        <div>
          <dt>{text('people.column-user')}</dt>
          <dd>{user}</dd>
        </div>
        <div>
          <dt>{text('first-password.label')}</dt>
          <dd translate="no">{password}</dd>
        </div>
      </dl>
      <p>{text('first-password.hand-over')}</p>
      <p className="soft">{text('first-password.once')}</p>
      <div className="row screen-only">
        <Button onClick={() => void copy()}>
          <Copy aria-hidden="true" size={20} /> {text('first-password.copy')}
        </Button>
        {children}
      </div>
      {isCopied && <p role="status">{text('first-password.copied')}</p>}
    </Notice>
  )
}

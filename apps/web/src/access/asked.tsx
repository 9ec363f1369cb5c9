import { useState, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'

type AskedProps = { action: string; question: string; children?: ReactNode; onYes: () => Promise<void> }

/** A button whose consequence is said before it is done. */
export function Asked({ action, question, children, onYes }: AskedProps): ReactNode {
  const text = useText()
  const [isAsking, setIsAsking] = useState(false)
  if (!isAsking) {
    return (
      <div>
        <Button onClick={() => setIsAsking(true)}>{action}</Button>
      </div>
    )
  }
  const yes = async (): Promise<void> => {
    await onYes()
    setIsAsking(false)
  }
  return (
    <Notice tone="amber" heading={question} announce>
      {children}
      <div className="row">
        <Button weight="main" onClick={() => void yes()}>
          {action}
        </Button>
        <Button onClick={() => setIsAsking(false)}>{text('account.leave')}</Button>
      </div>
    </Notice>
  )
}

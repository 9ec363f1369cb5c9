import type { Answer } from '@komar/contract/client'
import type { PasskeyAnswer, PasskeyRequest } from '@komar/contract/passkey-answer'
import { useState, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { Button } from '../ui/button.tsx'
import { knowsPasskeys, signWithPasskey } from './passkey.ts'

/** What a passkey is to sign, and what becomes of it. */
export type Signing = {
  ask: () => Promise<Answer<PasskeyRequest>>
  onSigned: (passkey: PasskeyAnswer) => Promise<void>
  onFault: (message: string) => void
}
type Props = Signing & { id: string }

/** Lets a passkey prove who one is; nothing where the browser knows none. */
export function PasskeyButton({ id, ask, onSigned, onFault }: Props): ReactNode {
  const text = useText()
  const [isTrying, setIsTrying] = useState(false)
  if (!knowsPasskeys()) return null
  const press = async (): Promise<void> => {
    setIsTrying(true)
    const signed = await signWithPasskey(ask, text)
    if (signed.ok) await onSigned(signed.value)
    else onFault(signed.message)
    setIsTrying(false)
  }
  return (
    <div className="stack-tight">
      <Button id={id} onClick={() => void press()} disabled={isTrying} aria-describedby={`${id}-help`}>
        {text(isTrying ? 'sign-in.trying' : 'sign-in.passkey')}
      </Button>
      <p className="field-help" id={`${id}-help`}>
        {text('sign-in.passkey-help')}
      </p>
    </div>
  )
}

import { useEffect, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { TextField } from '../ui/text-field.tsx'
import { PasskeyButton, type Signing } from './passkey-button.tsx'
import type { AskedCode } from './use-code.ts'

type Props = {
  asked: AskedCode
  /** Left out where a passkey's button stands already. */
  passkey?: Signing
}

/** The second factor, once it is asked for: a field, and a button where there is a passkey. It takes the keyboard as it comes. */
export function CodeField(props: Props): ReactNode {
  return props.asked.isWanted ? <Shown {...props} /> : null
}

function Shown({ asked, passkey }: Props): ReactNode {
  const text = useText()
  const { fieldId, ways } = asked
  const isOffered = ways.passkey && passkey !== undefined
  const first = isOffered && !ways.app ? `${fieldId}-passkey` : fieldId
  useEffect(() => (document.getElementById(first) ?? document.getElementById(fieldId))?.focus(), [first, fieldId])
  return (
    <>
      {isOffered && <PasskeyButton id={`${fieldId}-passkey`} {...passkey} />}
      <TextField
        id={fieldId}
        label={text(ways.app ? 'sign-in.code' : 'sign-in.recovery-code')}
        help={text(ways.app ? 'sign-in.code-help' : 'sign-in.recovery-code-help')}
        value={asked.code}
        onChange={asked.setCode}
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
      />
    </>
  )
}

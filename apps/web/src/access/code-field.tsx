import { useEffect, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { TextField } from '../ui/text-field.tsx'
import type { AskedCode } from './use-code.ts'

/** The field for the second factor, once it is asked for; it takes the keyboard as it comes. */
export function CodeField({ asked }: { asked: AskedCode }): ReactNode {
  return asked.isWanted ? <Shown asked={asked} /> : null
}

function Shown({ asked }: { asked: AskedCode }): ReactNode {
  const text = useText()
  const { fieldId } = asked
  useEffect(() => document.getElementById(fieldId)?.focus(), [fieldId])
  return (
    <TextField
      id={fieldId}
      label={text('sign-in.code')}
      help={text('sign-in.code-help')}
      value={asked.code}
      onChange={asked.setCode}
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
    />
  )
}

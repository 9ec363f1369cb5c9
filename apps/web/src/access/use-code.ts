// The second factor of a form: its field comes when the host asks for it, and not before.
import type { HttpProblem } from '@komar/contract/problem'
import { useState } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import type { Refusal } from '../store/vault-state.ts'
import type { FieldError } from '../ui/error-summary.tsx'

/** `asked`: the field has come, and there is nothing to mend. */
export type CodeRefusal = FieldError | 'asked' | null

export type AskedCode = {
  fieldId: string
  isWanted: boolean
  code: string
  setCode: (code: string) => void
  given: string | undefined
  /** What a refusal says of the code; null where it is about something else. */
  refusalOf: (problem: HttpProblem | 'offline') => CodeRefusal
}

export function useCode(fieldId: string): AskedCode {
  const text = useText()
  const [isWanted, setIsWanted] = useState(false)
  const [code, setCode] = useState('')
  const refusalOf = (problem: HttpProblem | 'offline'): CodeRefusal => {
    const said = problem === 'offline' ? null : problem.code
    if (said !== 'session.code-needed' && said !== 'session.code-wrong') return null
    setIsWanted(true)
    setCode('')
    if (said === 'session.code-wrong') return { fieldId, message: text('problem.session.code-wrong') }
    return isWanted ? { fieldId, message: text('sign-in.code-missing') } : 'asked'
  }
  const given = code.trim() === '' ? undefined : code.trim()
  return { fieldId, isWanted, code, setCode, given, refusalOf }
}

/** The same of a refusal of the vault. */
export function codeRefusalOf(refusal: Refusal, asked: AskedCode): CodeRefusal {
  return refusal.kind === 'problem' ? asked.refusalOf(refusal.problem) : null
}

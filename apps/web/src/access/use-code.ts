// The second factor of a form: what is asked for comes when the host asks for it, and not before.
import type { HttpProblem } from '@komar/contract/problem'
import { useState } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import type { SecondStep } from '../store/device-stores.ts'
import type { Refusal } from '../store/vault-state.ts'
import type { FieldError } from '../ui/error-summary.tsx'

/** `asked`: the field has come, and there is nothing to mend. */
export type CodeRefusal = FieldError | 'asked' | null

/** With what it can be given, as the host says; a recovery code serves in any case. */
export type Ways = { app: boolean; passkey: boolean }

export type AskedCode = {
  fieldId: string
  isWanted: boolean
  ways: Ways
  code: string
  setCode: (code: string) => void
  given: SecondStep
  /** What a refusal says of the code or the passkey; null where it is about something else. */
  refusalOf: (problem: HttpProblem | 'offline') => CodeRefusal
}

const wrong = ['session.code-wrong', 'session.passkey-wrong'] as const

export function useCode(fieldId: string): AskedCode {
  const text = useText()
  const [isWanted, setIsWanted] = useState(false)
  const [ways, setWays] = useState<Ways>({ app: true, passkey: false })
  const [code, setCode] = useState('')
  const refusalOf = (problem: HttpProblem | 'offline'): CodeRefusal => {
    if (problem === 'offline') return null
    const mistaken = wrong.find((each) => each === problem.code)
    if (problem.code !== 'session.code-needed' && mistaken === undefined) return null
    setIsWanted(true)
    setCode('')
    if (mistaken !== undefined) return { fieldId, message: text(`problem.${mistaken}`) }
    setWays(waysOf(problem))
    return isWanted ? { fieldId, message: text('sign-in.code-missing') } : 'asked'
  }
  const given = code.trim() === '' ? {} : { code: code.trim() }
  return { fieldId, isWanted, ways, code, setCode, given, refusalOf }
}

function waysOf({ params }: HttpProblem): Ways {
  return { app: params?.['app'] !== 0, passkey: Number(params?.['passkeys'] ?? 0) > 0 }
}

/** The same of a refusal of the vault. */
export function codeRefusalOf(refusal: Refusal, asked: AskedCode): CodeRefusal {
  return refusal.kind === 'problem' ? asked.refusalOf(refusal.problem) : null
}

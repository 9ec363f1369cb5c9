// A form with a password: it waits while the vault tries, and says beside the field why it did not go.
import { useState } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import type { NamedAgency, Outcome, Refusal } from '../store/vault-state.ts'
import { useFieldErrors } from '../ui/use-field-errors.ts'
import { sayRefusal } from './refusal-words.ts'
import type { CodeRefusal } from './use-code.ts'

type Way = {
  fieldId: string
  go: () => Outcome
  /** Where a refusal belongs to another field or has its own words. */
  place?: (refusal: Refusal) => CodeRefusal
}

export function useWayIn() {
  const text = useText()
  const { errors, attempt, errorOf, show, clear } = useFieldErrors()
  const [isTrying, setIsTrying] = useState(false)
  const [agencies, setAgencies] = useState<readonly NamedAgency[]>([])
  return {
    errors,
    attempt,
    errorOf,
    isTrying,
    /** To choose from, where the person belongs to several and was asked for which they come in. */
    agencies,
    /** Shows what is missing before anything is tried. */
    show,
    /** True when it went. */
    tryWay: async ({ fieldId, go, place }: Way): Promise<boolean> => {
      setIsTrying(true)
      // A browser that suddenly keeps nothing: there is no more exact word for it.
      const refusal = await go().catch(() => 'failed' as const)
      setIsTrying(false)
      if (refusal === null) {
        clear()
        return true
      }
      // A question the first time, and a fault only where it was left open.
      if (refusal !== 'failed' && refusal.kind === 'which-agency' && agencies.length === 0) {
        setAgencies(refusal.agencies)
        clear()
        return false
      }
      if (refusal === 'failed') show([{ fieldId, message: text('state.failed') }])
      else {
        const placed = place?.(refusal) ?? { fieldId, message: sayRefusal(refusal, text) }
        if (placed === 'asked') clear()
        else show([placed])
      }
      return false
    },
  }
}

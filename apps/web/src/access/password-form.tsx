import { passwordLength } from '@komar/contract/session'
import { useState, type ReactNode, type SubmitEvent } from 'react'
import { useLanguage } from '../i18n/language-provider.tsx'
import type { MessageId } from '../i18n/message-id.ts'
import { useVault } from '../shell/session.tsx'
import type { Refusal } from '../store/vault-state.ts'
import { Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { newPasswordFaults, NewPasswordFields, PasswordField } from './new-password-fields.tsx'
import { useWayIn } from './use-way-in.ts'

const noPasswords = { old: '', chosen: '', again: '' }
type Passwords = typeof noPasswords

/** Changes the password at the host and of the store on this device. `onChanged` is called when both have it. */
export function PasswordForm({ onChanged, weight }: { onChanged?: () => void; weight?: 'main' }): ReactNode {
  const { text } = useLanguage()
  const form = useChangePassword(onChanged)
  return (
    <>
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <form className="stack" onSubmit={(event) => void form.submit(event)} noValidate>
        <PasswordField
          name="old"
          label="password.old"
          value={form.passwords.old}
          onChange={form.change}
          error={form.errorOf('old')}
        />
        <NewPasswordFields password={form.passwords} onChange={form.change} errorOf={form.errorOf} />
        <div>
          <Button weight={weight ?? 'plain'} type="submit" disabled={form.isTrying}>
            {text('password.action')}
          </Button>
        </div>
      </form>
    </>
  )
}

function useChangePassword(onChanged: (() => void) | undefined) {
  const { text } = useLanguage()
  const vault = useVault()
  const { errors, attempt, errorOf, isTrying, show, tryWay } = useWayIn()
  const [passwords, setPasswords] = useState(noPasswords)
  const place = (refusal: Refusal) =>
    isOldWrong(refusal) ? { fieldId: 'old', message: text('password.old-wrong') } : null

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const faults = faultsOf(passwords).map(({ fieldId, id }) => ({
      fieldId,
      message: text(id, { length: passwordLength.min }),
    }))
    if (faults.length > 0) return show(faults)
    const hasChanged = await tryWay({ fieldId: 'chosen', go: () => vault.changePassword(passwords), place })
    if (!hasChanged) return
    setPasswords(noPasswords)
    onChanged?.()
  }

  const change = (name: keyof Passwords, value: string): void =>
    setPasswords((before) => ({ ...before, [name]: value }))
  return { passwords, change, errors, attempt, errorOf, isTrying, submit }
}

function isOldWrong(refusal: Refusal): boolean {
  const problem = refusal.kind === 'problem' ? refusal.problem : 'offline'
  return problem !== 'offline' && problem.code === 'access.wrong-credentials'
}

function faultsOf({ old, ...chosen }: Passwords): { fieldId: keyof Passwords; id: MessageId }[] {
  const faults = newPasswordFaults(chosen)
  return old === '' ? [{ fieldId: 'old', id: 'password.old-missing' }, ...faults] : faults
}

import type { ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { Gate } from '../shell/gate.tsx'
import { useTitle } from '../shell/page.tsx'
import { useVault } from '../shell/session.tsx'
import { Button } from '../ui/button.tsx'
import { PasswordForm } from './password-form.tsx'

/** Someone with a first password given by an administrator chooses their own before anything else. */
export function ChangePasswordPage(): ReactNode {
  const text = useText()
  useTitle('password.title')
  const vault = useVault()
  return (
    <Gate>
      <h1 tabIndex={-1}>{text('password.title')}</h1>
      <p>{text('password.why')}</p>
      <PasswordForm weight="main" />
      <Button weight="quiet" onClick={() => vault.lock()}>
        {text('shell.sign-out')}
      </Button>
    </Gate>
  )
}

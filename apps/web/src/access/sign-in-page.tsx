import { useState, type ReactNode, type SubmitEvent } from 'react'
import { useLanguage } from '../i18n/language-provider.tsx'
import { Gate } from '../shell/gate.tsx'
import { useTitle } from '../shell/page.tsx'
import { useVault } from '../shell/session.tsx'
import type { LockReason } from '../store/vault-state.ts'
import { Button } from '../ui/button.tsx'
import { ChoiceField } from '../ui/choice-field.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Notice } from '../ui/notice.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useWayIn } from './use-way-in.ts'
import { WaitingWork } from './waiting-work.tsx'

/**
 * The one way in, with a network and without: user name and password. `lockedBy`: what shut the page, when something did. The browser
 * is asked to keep neither: on a shared phone it would show who uses it, and open the store for whoever holds it. No browser must
 * obey, so the page says it too.
 */
export function SignInPage({ lockedBy = null }: { lockedBy?: LockReason | null }): ReactNode {
  const { text } = useLanguage()
  useTitle('sign-in.title')
  const form = useSignIn()
  return (
    <Gate>
      <h1 tabIndex={-1}>{text('sign-in.title')}</h1>
      {lockedBy !== null && (
        <Notice tone="calm">{text(lockedBy === 'idle' ? 'sign-in.locked-idle' : 'sign-in.locked')}</Notice>
      )}
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <form className="stack" onSubmit={(event) => void form.submit(event)} noValidate>
        <TextField
          id="user"
          label={text('sign-in.user')}
          value={form.user}
          onChange={form.setUser}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
        <TextField
          id="password"
          type="password"
          label={text('sign-in.password')}
          help={text('sign-in.do-not-save')}
          value={form.password}
          onChange={form.setPassword}
          autoComplete="off"
        />
        <WhichAgency form={form} />
        <Button weight="main" type="submit" disabled={form.isTrying}>
          {text(form.isTrying ? 'sign-in.trying' : 'sign-in.action')}
        </Button>
      </form>
      <p className="soft">{text('sign-in.help')}</p>
      <WaitingWork words="sign-in.work-waits" />
    </Gate>
  )
}

/** Of whoever belongs to several agencies: one at a time. */
function WhichAgency({ form }: { form: ReturnType<typeof useSignIn> }): ReactNode {
  const { text, language } = useLanguage()
  if (form.agencies.length === 0) return null
  return (
    <>
      <Notice announce>{text('sign-in.which-agency')}</Notice>
      <ChoiceField
        id="agency"
        label={text('sign-in.for-agency')}
        options={form.agencies.map(({ id, nameEn, nameKm }) => ({
          value: id,
          label: language === 'km' ? nameKm : nameEn,
        }))}
        value={form.agency}
        onChange={form.setAgency}
      />
    </>
  )
}

function useSignIn() {
  const { text } = useLanguage()
  const vault = useVault()
  const { errors, attempt, isTrying, agencies, show, tryWay } = useWayIn()
  const [agency, setAgency] = useState<string | null>(null)
  const [user, setUser] = useState('')
  const [password, setPassword] = useState('')
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (user.trim() === '') return show([{ fieldId: 'user', message: text('sign-in.user-missing') }])
    if (password === '') return show([{ fieldId: 'password', message: text('sign-in.password-missing') }])
    const chosen = agencies.some(({ id }) => id === agency) ? (agency ?? undefined) : undefined
    const fieldId = agencies.length > 0 ? 'agency' : 'password'
    await tryWay({ fieldId, go: () => vault.enter({ login: user, password, agency: chosen }) })
  }
  return { user, setUser, password, setPassword, agencies, agency, setAgency, errors, attempt, isTrying, submit }
}

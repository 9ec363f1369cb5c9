import { useEffect, useState, type ReactNode, type SubmitEvent } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { Gate } from '../shell/gate.tsx'
import { useTitle } from '../shell/page.tsx'
import { workers } from '../shell/service-worker.ts'
import { useVault } from '../shell/session.tsx'
import type { SecondStep } from '../store/device-stores.ts'
import type { LockReason } from '../store/vault-state.ts'
import { Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Notice } from '../ui/notice.tsx'
import { TextField } from '../ui/text-field.tsx'
import { CodeField } from './code-field.tsx'
import { ProviderWay } from './provider-way.tsx'
import { codeRefusalOf, useCode } from './use-code.ts'
import { useWayIn } from './use-way-in.ts'
import { WaitingWork } from './waiting-work.tsx'
import { WhichAgency } from './which-agency.tsx'

/**
 * The one way in, with a network and without: user name and password. `lockedBy`: what shut the page, when something did. The browser
 * is asked to keep neither: on a shared phone it would show who uses it, and open the store for whoever holds it. No browser must
 * obey, so the page says it too.
 */
export function SignInPage({ lockedBy = null }: { lockedBy?: LockReason | null }): ReactNode {
  const text = useText()
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
        <WhichAgency agencies={form.agencies} agency={form.agency} onChange={form.setAgency} />
        <CodeField
          asked={form.asked}
          passkey={{
            ask: form.askPasskey,
            onSigned: (passkey) => form.go({ passkey }),
            onFault: (message) => form.show([{ fieldId: form.asked.fieldId, message }]),
          }}
        />
        <Button weight="main" type="submit" disabled={form.isTrying}>
          {text(form.isTrying ? 'sign-in.trying' : 'sign-in.action')}
        </Button>
      </form>
      <ProviderWay />
      <p className="soft">{text('sign-in.help')}</p>
      <WaitingWork words="sign-in.work-waits" />
    </Gate>
  )
}

/** After the page has come to rest. */
const aheadAfterMs = 500

/** What fails here is fetched again when the store is opened. */
function fetchStoreAhead(): void {
  void import('../store/open-answering.ts').then(({ fetchAhead }) => fetchAhead()).catch(() => undefined)
}

function useSignIn() {
  const text = useText()
  const vault = useVault()
  const { errors, attempt, isTrying, agencies, show, tryWay } = useWayIn()
  const [agency, setAgency] = useState<string | null>(null)
  const [user, setUser] = useState('')
  const [password, setPassword] = useState('')
  useEffect(() => {
    // From this device's own files only: they cost no network, and are there when the password is.
    if (!workers()?.controller) return
    const timer = setTimeout(fetchStoreAhead, aheadAfterMs)
    return () => clearTimeout(timer)
  }, [])
  const asked = useCode('code')
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (user.trim() === '') return show([{ fieldId: 'user', message: text('sign-in.user-missing') }])
    if (password === '') return show([{ fieldId: 'password', message: text('sign-in.password-missing') }])
    fetchStoreAhead()
    await go(asked.given)
  }
  const go = async (second: SecondStep): Promise<void> => {
    const chosen = agencies.some(({ id }) => id === agency) ? (agency ?? undefined) : undefined
    await tryWay({
      fieldId: agencies.length > 0 ? 'agency' : 'password',
      go: () => vault.enter({ login: user, password, agency: chosen, ...second }),
      place: (refusal) => codeRefusalOf(refusal, asked),
    })
  }
  const askPasskey = () => vault.askPasskey({ login: user, password })
  const fields = { user, setUser, password, setPassword, agencies, agency, setAgency }
  return { ...fields, asked, askPasskey, errors, attempt, isTrying, show, go, submit }
}

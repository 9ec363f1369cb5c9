import { call } from '@komar/contract/client'
import { askPasskeyAtProvider } from '@komar/contract/provider'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState, type ReactNode, type SubmitEvent } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { useVault } from '../shell/session.tsx'
import type { SecondStep } from '../store/device-stores.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Loading } from '../ui/page-state.tsx'
import { CodeField } from './code-field.tsx'
import { codeRefusalOf, useCode } from './use-code.ts'
import { useWayIn } from './use-way-in.ts'
import { WhichAgency } from './which-agency.tsx'

/** After the provider: the session, where nothing more is asked; else Komar's own second step, and for which agency. */
export function FinishComingIn(): ReactNode {
  const text = useText()
  const form = useFinish()
  const isAsking = form.asked.isWanted || form.agencies.length > 0
  if (!isAsking && form.errors.length === 0) return <Loading />
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    void form.go(form.asked.given)
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <WhichAgency agencies={form.agencies} agency={form.agency} onChange={form.setAgency} />
      <CodeField
        asked={form.asked}
        passkey={{
          ask: () => call(askPasskeyAtProvider, { body: {} }),
          onSigned: (passkey) => form.go({ passkey }),
          onFault: (message) => form.show([{ fieldId: form.asked.fieldId, message }]),
        }}
      />
      {isAsking ? (
        <Button weight="main" type="submit" disabled={form.isTrying}>
          {text(form.isTrying ? 'sign-in.trying' : 'sign-in.action')}
        </Button>
      ) : (
        <a href="/" className={buttonClass('main')}>
          {text('sign-in.title')}
        </a>
      )}
    </form>
  )
}

function useFinish() {
  const vault = useVault()
  const navigate = useNavigate()
  const { errors, attempt, isTrying, agencies, show, tryWay } = useWayIn()
  const [agency, setAgency] = useState<string | null>(null)
  const asked = useCode('code')
  const go = async (second: SecondStep): Promise<void> => {
    const chosen = agencies.some(({ id }) => id === agency) ? (agency ?? undefined) : undefined
    const isIn = await tryWay({
      fieldId: agencies.length > 0 ? 'agency' : 'code',
      go: () => vault.enterByProvider({ ...second, agency: chosen }),
      place: (refusal) => codeRefusalOf(refusal, asked),
    })
    if (isIn) await navigate({ to: '/', replace: true })
  }
  const isBegun = useRef(false)
  useEffect(() => {
    if (isBegun.current) return
    isBegun.current = true
    void go({})
  })
  return { errors, attempt, isTrying, agencies, agency, setAgency, asked, show, go }
}

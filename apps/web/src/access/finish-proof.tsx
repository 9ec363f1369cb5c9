import { call } from '@komar/contract/client'
import type { HttpProblem } from '@komar/contract/problem'
import { confirmByProvider } from '@komar/contract/provider'
import { useEffect, useRef, useState, type ReactNode, type SubmitEvent } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { sayProblem } from '../shell/problem-words.ts'
import { Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Notice } from '../ui/notice.tsx'
import { Loading } from '../ui/page-state.tsx'
import { useFieldErrors } from '../ui/use-field-errors.ts'
import { CodeField } from './code-field.tsx'
import { tellProved } from './proof-channel.ts'
import { useCode } from './use-code.ts'

/** After a proof at the provider: Komar's own second step where there is one, and back to the page that asked. */
export function FinishProof(): ReactNode {
  const text = useText()
  const form = useFinish()
  if (form.isProved) {
    return (
      <Notice tone="calm" heading={text('provider.proved')} announce>
        <p>{text('provider.close-page')}</p>
      </Notice>
    )
  }
  if (form.problem !== null) {
    return (
      <Notice tone="brick" heading={sayProblem(form.problem, text)} announce>
        <p>{text('provider.close-page')}</p>
      </Notice>
    )
  }
  if (!form.asked.isWanted) return <Loading />
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    void form.go()
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <ErrorSummary errors={form.errors} attempt={form.attempt} />
      <CodeField asked={form.asked} />
      <Button weight="main" type="submit" disabled={form.isTrying}>
        {text(form.isTrying ? 'sign-in.trying' : 'confirm.action')}
      </Button>
    </form>
  )
}

function useFinish() {
  const { errors, attempt, show, clear } = useFieldErrors()
  const [isProved, setIsProved] = useState(false)
  const [isTrying, setIsTrying] = useState(false)
  const [problem, setProblem] = useState<HttpProblem | 'offline' | null>(null)
  const asked = useCode('code')
  const go = async (): Promise<void> => {
    const { code } = asked.given
    setIsTrying(true)
    const answer = await call(confirmByProvider, { body: code === undefined ? {} : { code } })
    setIsTrying(false)
    if (answer.ok) {
      tellProved()
      return setIsProved(true)
    }
    const refusal = asked.refusalOf(answer.problem)
    if (refusal === 'asked') return clear()
    if (refusal === null) return setProblem(answer.problem)
    show([refusal])
  }
  const isBegun = useRef(false)
  useEffect(() => {
    if (isBegun.current) return
    isBegun.current = true
    void go()
  })
  return { errors, attempt, isProved, isTrying, problem, asked, go }
}

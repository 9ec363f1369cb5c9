// The page that a proof at the identity provider is given in: it goes there at once, and came-in-page.tsx is where it comes back.
import { call } from '@komar/contract/client'
import type { HttpProblem } from '@komar/contract/problem'
import { beginProofAtProvider } from '@komar/contract/provider'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { Gate } from '../shell/gate.tsx'
import { useTitle } from '../shell/page.tsx'
import { sayProblem } from '../shell/problem-words.ts'
import { Notice } from '../ui/notice.tsx'
import { Loading } from '../ui/page-state.tsx'
import { goToProvider } from './provider-way.tsx'

export function ProvePage(): ReactNode {
  const text = useText()
  useTitle('confirm.heading')
  const [problem, setProblem] = useState<HttpProblem | 'offline' | null>(null)
  const isBegun = useRef(false)
  useEffect(() => {
    if (isBegun.current) return
    isBegun.current = true
    void goToProvider(call(beginProofAtProvider, { body: {} })).then(setProblem)
  }, [])
  return (
    <Gate>
      <h1 tabIndex={-1}>{text('confirm.heading')}</h1>
      {problem === null ? (
        <Loading />
      ) : (
        <Notice tone="brick" heading={sayProblem(problem, text)} announce>
          <p>{text('provider.close-page')}</p>
        </Notice>
      )}
    </Gate>
  )
}

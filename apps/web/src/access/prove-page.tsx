// The page that a proof at the identity provider is given in: it goes there at once where a page waits for it, and came-in-page.tsx is
// where it comes back.
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
import { isProofWanted } from './proof-channel.ts'
import { goToProvider } from './provider-way.tsx'

type Fault = HttpProblem | 'offline' | 'not-asked'

async function go(): Promise<Fault> {
  return (await isProofWanted()) ? goToProvider(call(beginProofAtProvider, { body: {} })) : 'not-asked'
}

export function ProvePage(): ReactNode {
  const text = useText()
  useTitle('confirm.heading')
  const [fault, setFault] = useState<Fault | null>(null)
  const isBegun = useRef(false)
  useEffect(() => {
    if (isBegun.current) return
    isBegun.current = true
    void go().then(setFault)
  }, [])
  const words = fault === 'not-asked' ? text('provider.not-asked') : fault === null ? null : sayProblem(fault, text)
  return (
    <Gate>
      <h1 tabIndex={-1}>{text('confirm.heading')}</h1>
      {words === null ? (
        <Loading />
      ) : (
        <Notice tone="brick" heading={words} announce>
          <p>{text('provider.close-page')}</p>
        </Notice>
      )}
    </Gate>
  )
}

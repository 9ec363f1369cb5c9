// Where the identity provider sends the browser back. What it answered goes from the address at once and is handed to the host; then
// somebody comes in, has proved once more who they are, or is tied. What the host refuses is said here.
import { call, type Answer } from '@komar/contract/client'
import type { HttpProblem } from '@komar/contract/problem'
import { takeProviderAnswer } from '@komar/contract/provider'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { Gate } from '../shell/gate.tsx'
import { useTitle } from '../shell/page.tsx'
import { sayProblem } from '../shell/problem-words.ts'
import { useVaultState } from '../shell/session.tsx'
import { UnsupportedPage } from '../shell/shut-pages.tsx'
import { buttonClass } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Loading } from '../ui/page-state.tsx'
import { FinishComingIn } from './finish-coming-in.tsx'
import { FinishProof } from './finish-proof.tsx'
import { ProviderButton, useProviderName } from './provider-way.tsx'

type Given = { state: string; code?: string; error?: string; iss?: string }
type Purpose = 'sign-in' | 'confirm' | 'tie'

function takeAnswer(): Given {
  const query = new URLSearchParams(location.search)
  if (location.search !== '') history.replaceState(history.state, '', location.pathname)
  const part = (name: string) => {
    const value = query.get(name)
    return value === null || value === '' ? {} : { [name]: value }
  }
  return { state: query.get('state') ?? '', ...part('code'), ...part('error'), ...part('iss') }
}

async function handIn(given: Given): Promise<Answer<{ purpose: Purpose }>> {
  // Opened by hand, or anew: there is nothing to hand in, and the host says that in its own words.
  return call(takeProviderAnswer, { body: given.state === '' ? { state: '-' } : given })
}

/** Hands the answer in once; then the page of what it was for. */
export function CameInPage(): ReactNode {
  const text = useText()
  useTitle('provider.title')
  const { status } = useVaultState()
  const [given] = useState(takeAnswer)
  const [answer, setAnswer] = useState<Answer<{ purpose: Purpose }> | null>(null)
  const isHandedIn = useRef(false)
  // A page that has not yet looked whether a store is open in another one would shut what is opened here.
  const isReady = status !== 'asking' && status !== 'unsupported'
  useEffect(() => {
    if (!isReady || isHandedIn.current) return
    isHandedIn.current = true
    void handIn(given).then(setAnswer)
  }, [isReady, given])
  if (status === 'unsupported') return <UnsupportedPage />
  return (
    <Gate>
      <h1 tabIndex={-1}>{text('provider.title')}</h1>
      {answer === null && <Loading />}
      {answer?.ok === false && <Refused problem={answer.problem} />}
      {answer?.ok === true && <Finish purpose={answer.value.purpose} />}
    </Gate>
  )
}

function Finish({ purpose }: { purpose: Purpose }): ReactNode {
  switch (purpose) {
    case 'sign-in':
      return <FinishComingIn />
    case 'confirm':
      return <FinishProof />
    case 'tie':
      return <Tied />
  }
}

/** Why nobody came in, and the way to try again. */
function Refused({ problem }: { problem: HttpProblem | 'offline' }): ReactNode {
  const text = useText()
  const code = problem === 'offline' ? problem : problem.code
  const isOfLink = code === 'request.conflict' || code === 'request.not-found'
  return (
    <>
      <Notice tone="brick" heading={isOfLink ? text('join.ended') : sayProblem(problem, text)} announce>
        {isOfLink && <p>{text('join.ended-next')}</p>}
      </Notice>
      <a href="/" className={buttonClass('main')}>
        {text('sign-in.title')}
      </a>
    </>
  )
}

function Tied(): ReactNode {
  const text = useText()
  const name = useProviderName()
  return (
    <Notice tone="calm" heading={text('provider.tied')} announce>
      <p>{text('provider.tied-next')}</p>
      {name !== null && <ProviderButton name={name} />}
    </Notice>
  )
}

// The way in by the host's identity provider, where it has one and answers. Without a network nothing of it is shown: it leads nowhere then.
import { call, type Answer } from '@komar/contract/client'
import type { HttpProblem } from '@komar/contract/problem'
import { beginAtProvider, showProvider } from '@komar/contract/provider'
import { useEffect, useState, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { sayProblem } from '../shell/problem-words.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'

/** The provider's name; null where the host has none, or has not answered. */
export function useProviderName(): string | null {
  const [name, setName] = useState<string | null>(null)
  useEffect(() => {
    let isWanted = true
    void call(showProvider, {}, { isBackground: true }).then((answer) => {
      if (isWanted && answer.ok) setName(answer.value.provider?.name ?? null)
    })
    return () => {
      isWanted = false
    }
  }, [])
  return name
}

const untrusted: HttpProblem = { type: 'about:blank', title: '', status: 401, code: 'provider.untrusted' }

/** Whether it is the address of a page, and never a script. */
export function isOfPage(address: string): boolean {
  return /^https?:/u.test(address)
}

/** Leaves this page for the provider's; answers only when that did not go. */
export async function goToProvider(begun: Promise<Answer<{ address: string }>>): Promise<HttpProblem | 'offline'> {
  const answer = await begun
  if (!answer.ok) return answer.problem
  if (!isOfPage(answer.value.address)) return untrusted
  globalThis.location.assign(answer.value.address)
  return new Promise(() => undefined)
}

/** On the sign-in page: a button with the provider's name, and what coming in so means. */
export function ProviderWay(): ReactNode {
  const text = useText()
  const name = useProviderName()
  if (name === null) return null
  return (
    <div className="stack-tight">
      <ProviderButton name={name} />
      <p className="soft">{text('sign-in.by-provider-what')}</p>
    </div>
  )
}

type Props = { name: string; /** Of a link that ties an account. */ token?: string }

/** Goes to the provider, and says why where it does not. */
export function ProviderButton({ name, token }: Props): ReactNode {
  const text = useText()
  const [isGoing, setIsGoing] = useState(false)
  const [problem, setProblem] = useState<HttpProblem | 'offline' | null>(null)
  const go = async (): Promise<void> => {
    setIsGoing(true)
    setProblem(await goToProvider(call(beginAtProvider, { body: token === undefined ? {} : { token } })))
    setIsGoing(false)
  }
  return (
    <>
      {problem !== null && <Notice tone="brick" heading={sayProblem(problem, text)} announce />}
      <Button onClick={() => void go()} disabled={isGoing}>
        {text(isGoing ? 'sign-in.trying' : 'sign-in.by-provider', { name })}
      </Button>
    </>
  )
}

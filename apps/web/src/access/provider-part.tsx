import type { Account, FreshInvitation } from '@komar/contract/accounts'
import { call } from '@komar/contract/client'
import type { HttpProblem } from '@komar/contract/problem'
import { makeProviderLink, removePassword, untieProvider } from '@komar/contract/provider-ties'
import type { ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { Asked } from './asked.tsx'
import { useProviderName } from './provider-way.tsx'

type Props = {
  account: Account
  onChanged: () => void
  onLink: (link: FreshInvitation) => void
  onProblem: (problem: HttpProblem | 'offline' | null) => void
}

/** Coming in by the identity provider, for an administrator: connected by a link, taken apart again, and the password beside it. */
export function ProviderPart({ account, onChanged, onLink, onProblem }: Props): ReactNode {
  const text = useText()
  const name = useProviderName()
  const { provider } = account
  if (provider === null || name === null) return null
  const target = { params: { id: account.id }, body: {} }
  const link = async (): Promise<void> => {
    const answer = await call(makeProviderLink, target)
    onProblem(answer.ok ? null : answer.problem)
    if (answer.ok) onLink(answer.value.invitation)
  }
  const change = async (endpoint: typeof untieProvider | typeof removePassword): Promise<void> => {
    const answer = await call(endpoint, target)
    onProblem(answer.ok ? null : answer.problem)
    if (answer.ok) onChanged()
  }
  const asked = (id: 'provider-link' | 'provider-untie' | 'password-remove', onYes: () => Promise<void>) => (
    <Asked action={text(`account.${id}`, { name })} question={text(`account.${id}-what`, { name })} onYes={onYes} />
  )
  return (
    <>
      <p>{text(stateOf(provider), { name })}</p>
      {provider.mayBeTied && account.disabledAt === null && asked('provider-link', link)}
      {provider.isTied && asked('provider-untie', () => change(untieProvider))}
      {provider.isTied &&
        provider.mayBeTied &&
        account.hasPassword &&
        asked('password-remove', () => change(removePassword))}
    </>
  )
}

function stateOf({ isTied, mayBeTied }: NonNullable<Account['provider']>) {
  if (isTied) return 'account.provider-tied'
  return mayBeTied ? 'account.provider-loose' : 'account.provider-may-not'
}

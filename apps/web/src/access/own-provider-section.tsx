import { call } from '@komar/contract/client'
import { signOutAtProvider } from '@komar/contract/provider'
import type { SecondFactor } from '@komar/contract/second-factor'
import type { ReactNode } from 'react'
import { formatInstant } from '../i18n/format-instant.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { Section } from '../ui/section.tsx'
import { isOfPage } from './provider-way.tsx'
import { useSession, useVault } from '../shell/session.tsx'
import { Button } from '../ui/button.tsx'

/** Coming in by the identity provider, for whoever may; with the way out of it for who did. */
export function OwnProviderSection({ provider }: Pick<SecondFactor, 'provider'>): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const vault = useVault()
  const { byProvider, host } = useSession()
  if (provider === null) return null
  const { name, tiedSince } = provider
  const signOut = async (): Promise<void> => {
    const answer = await call(signOutAtProvider, { body: {} })
    const address = answer.ok ? answer.value.address : null
    vault.lock(address !== null && isOfPage(address) ? address : undefined)
  }
  return (
    <Section id="own-provider" title="provider.own-title">
      <p>{text('provider.own', { name, when: formatInstant(tiedSince, speech, host.timeZone) })}</p>
      <p className="soft">{text('provider.own-what')}</p>
      {byProvider !== null && (
        <div>
          <Button onClick={() => void signOut()}>{text('provider.sign-out', { name })}</Button>
        </div>
      )}
    </Section>
  )
}

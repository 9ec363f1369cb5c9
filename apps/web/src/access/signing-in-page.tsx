import { useState, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { Page } from '../shell/page.tsx'
import { Notice } from '../ui/notice.tsx'
import { Section } from '../ui/section.tsx'
import { OwnProviderSection } from './own-provider-section.tsx'
import { PasswordForm } from './password-form.tsx'
import { SecondFactorSection, useSecondFactor } from './second-factor-section.tsx'

/** How I prove who I am: the password, and what is asked beside it. */
export function SigningInPage(): ReactNode {
  const text = useText()
  const asked = useSecondFactor()
  const own = asked.value
  return (
    <Page title="shell.signing-in" lead={<p>{text('second-factor.page-lead')}</p>}>
      <Section id="second-factor" title="second-factor.title">
        <SecondFactorSection asked={asked} />
        <p className="soft">{text('second-factor.offline')}</p>
      </Section>
      <Section id="own-password" title="device.password">
        {own?.hasPassword === false ? <p>{text('provider.no-password')}</p> : <OwnPassword />}
      </Section>
      {own !== undefined && <OwnProviderSection provider={own.provider} />}
    </Page>
  )
}

/** In place of every page, for someone whose role asks for a second factor that they do not have. */
export function AddSecondFactorPage(): ReactNode {
  return (
    <Page title="second-factor.title">
      <SecondFactorSection asked={useSecondFactor()} />
    </Page>
  )
}

function OwnPassword(): ReactNode {
  const text = useText()
  const [hasChanged, setHasChanged] = useState(false)
  return (
    <>
      <p>{text('device.password-what')}</p>
      {hasChanged && (
        <Notice tone="calm" announce>
          {text('device.password-changed')}
        </Notice>
      )}
      <PasswordForm onChanged={() => setHasChanged(true)} />
    </>
  )
}

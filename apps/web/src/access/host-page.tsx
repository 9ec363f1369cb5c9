// The host itself: its backups, its history, lists for an auditor. For the administrator; nothing here is about a child.
import type { ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { Page } from '../shell/page.tsx'
import { Section } from '../ui/section.tsx'
import { AuditSection } from './audit-section.tsx'
import { BackupsSection } from './backups-section.tsx'
import { HeadsSection } from './heads-section.tsx'
import './access.css'

/** Whether what people entrust to this host is safe, and how somebody else can check it. */
export function HostPage(): ReactNode {
  const text = useText()
  return (
    <Page title="host.title" lead={<p>{text('host.lead')}</p>}>
      <Section id="backups" title="backups.title">
        <BackupsSection />
      </Section>
      <Section id="history" title="heads.title">
        <HeadsSection />
      </Section>
      <Section id="audit" title="audit.title">
        <AuditSection />
      </Section>
    </Page>
  )
}

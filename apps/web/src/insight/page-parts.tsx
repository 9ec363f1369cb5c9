import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { MessageId } from '../i18n/message-id.ts'
import { useText } from '../i18n/language-provider.tsx'
import { holdsRulesOfTheWork } from '../policy/rules-held.ts'
import { useSession } from '../shell/session.tsx'
import './page-parts.css'

const parts = [
  { hash: 'decision', label: 'child.decision' },
  { hash: 'assessments', label: 'child.assessments' },
  { hash: 'ways-out', label: 'ways-out.title' },
  { hash: 'care', label: 'child.care' },
  { hash: 'wellbeing', label: 'wellbeing.title' },
  { hash: 'family', label: 'child.family' },
  { hash: 'chronicle', label: 'child.chronicle' },
] as const satisfies readonly { hash: string; label: MessageId }[]

/** What stands further down a child's page: on a phone it is many screens long. */
export function PageParts(): ReactNode {
  const text = useText()
  const { country } = useSession().host
  const shown = parts.filter(({ hash }) => hash !== 'assessments' || holdsRulesOfTheWork(country))
  return (
    <nav className="page-parts screen-only" aria-label={text('child.parts')}>
      {shown.map(({ hash, label }) => (
        <Link key={hash} to="." hash={hash}>
          {text(label)}
        </Link>
      ))}
    </nav>
  )
}

import { checklistEvidence, motorEvidence } from '@komar/domain/wellbeing/milestones'
import type { ReactNode } from 'react'
import { useText } from '../../i18n/language-provider.tsx'

/** Where the milestones come from, and what the list is not. */
export function ChecklistNote(): ReactNode {
  const text = useText()
  return (
    <div className="stack-tight">
      <p className="soft">{text('form.development.note')}</p>
      <p className="soft small" lang="en">
        {motorEvidence.source}. {checklistEvidence.source}
      </p>
    </div>
  )
}

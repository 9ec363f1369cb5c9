import { call } from '@komar/contract/client'
import { revokeQuestionnaire } from '@komar/contract/questionnaires'
import type { ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { PressAgain } from '../ui/press-again.tsx'

type Props = { id: string; askAgain: () => void }

/** Calls off a link that a teacher was given; who holds it can answer no more. */
export function RevokeLink({ id, askAgain }: Props): ReactNode {
  const text = useText()
  const revoke = async (): Promise<void> => {
    await call(revokeQuestionnaire, { params: { id } })
    askAgain()
  }
  return <PressAgain label={text('teacher-link.revoke')} sure={text('given-links.sure')} onSure={() => void revoke()} />
}

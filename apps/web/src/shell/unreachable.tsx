import type { ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { Button } from '../ui/button.tsx'
import { PageState } from '../ui/page-state.tsx'
import { Gate } from './gate.tsx'
import { useSessionHandle } from './session.tsx'

/** The host did not answer, and who is signed in is not known. */
export function Unreachable(): ReactNode {
  const text = useText()
  const { refresh } = useSessionHandle()
  return (
    <Gate>
      <PageState kind="offline">
        <Button weight="main" onClick={() => void refresh()}>
          {text('state.try-again')}
        </Button>
      </PageState>
    </Gate>
  )
}

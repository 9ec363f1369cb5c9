// Pages of a vault that is shut for another reason than being locked.
import type { ReactNode } from 'react'
import type { MessageId } from '../i18n/message-id.ts'
import { useText } from '../i18n/language-provider.tsx'
import type { WipeReport } from '../store/vault-state.ts'
import { Button } from '../ui/button.tsx'
import { Gate } from './gate.tsx'
import { useTitle } from './page.tsx'
import { useVault } from './session.tsx'

/** The browser cannot keep work safely: what is written would lie open, or be lost. */
export function UnsupportedPage(): ReactNode {
  const text = useText()
  useTitle('shut.unsupported')
  return (
    <Gate>
      <h1 tabIndex={-1}>{text('shut.unsupported')}</h1>
      <p>{text('shut.unsupported-next')}</p>
    </Gate>
  )
}

/** Another window has a newer page, which keeps things in another way. */
export function OutdatedPage(): ReactNode {
  const text = useText()
  useTitle('shut.outdated')
  return (
    <Gate>
      <h1 tabIndex={-1}>{text('shut.outdated')}</h1>
      <p>{text('shut.outdated-next')}</p>
      <Button weight="main" onClick={() => globalThis.location.reload()}>
        {text('shut.load-again')}
      </Button>
    </Gate>
  )
}

const reasons = {
  'own-wish': 'shut.wiped-own-wish',
  host: 'shut.wiped-host',
  'wrong-passwords': 'shut.wiped-wrong-passwords',
} as const satisfies Record<WipeReport['why'], MessageId>

/** Something was taken off this device: why, and what waits here still. */
export function WipedPage({ report: { why, left } }: { report: WipeReport }): ReactNode {
  const text = useText()
  useTitle('shut.wiped')
  const vault = useVault()
  return (
    <Gate>
      <h1 tabIndex={-1}>{text('shut.wiped')}</h1>
      <p>{text(reasons[why])}</p>
      <p>{text('shut.wiped-left', { count: left })}</p>
      <Button weight="main" onClick={() => vault.start()}>
        {text('shut.to-sign-in')}
      </Button>
    </Gate>
  )
}

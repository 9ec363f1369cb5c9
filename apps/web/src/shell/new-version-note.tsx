import type { ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { Button } from '../ui/button.tsx'
import { takeNewVersion, useIsNewVersionReady } from './new-version.ts'

/** A quiet line when a new version waits; nothing else happens until somebody asks for it. */
export function NewVersionNote(): ReactNode {
  const text = useText()
  if (!useIsNewVersionReady()) return null
  return (
    <p className="frame-note" role="status">
      {text('app.new-version')}{' '}
      <Button weight="quiet" onClick={takeNewVersion}>
        {text('app.new-version-use')}
      </Button>
    </p>
  )
}

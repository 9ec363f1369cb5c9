// How to put the app on this device, and whether all of it is there. Where the browser offers to install, its own question is asked.
import { useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import type { AppState } from '../service-worker/messages.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Loading } from '../ui/page-state.tsx'
import { offeredInstallation } from './installation.ts'
import { mendApp } from './new-version.ts'

export function InstallHelp(): ReactNode {
  return (
    <div className="stack">
      <WhatIsKept />
      <HowToInstall />
    </div>
  )
}

function WhatIsKept(): ReactNode {
  const text = useText()
  const [kept, setKept] = useState<AppState | null | undefined>(undefined)
  useEffect(() => void mendApp().then(setKept), [])
  if (kept === undefined) return <Loading />
  if (kept === null) return <Notice tone="amber">{text('install.not-kept')}</Notice>
  if (kept.missing > 0) return <Notice tone="amber">{text('install.missing', { count: kept.missing })}</Notice>
  return <Notice tone="calm">{text('install.kept')}</Notice>
}

function HowToInstall(): ReactNode {
  const text = useText()
  const { state } = useSyncExternalStore(offeredInstallation.subscribe, offeredInstallation.read)
  if (state === 'installed') return <p>{text('install.done')}</p>
  if (state === 'offered') {
    return (
      <div>
        <Button onClick={() => void offeredInstallation.accept()}>{text('install.button')}</Button>
      </div>
    )
  }
  return (
    <ul>
      <li>{text('install.how-ios')}</li>
      <li>{text('install.how-other')}</li>
    </ul>
  )
}

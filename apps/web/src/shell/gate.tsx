import type { ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { appNameWords, iconAddress, useAppName } from './app-name.ts'
import { LanguageSwitch } from './language-switch.tsx'
import { NewVersionNote } from './new-version-note.tsx'
import './gate.css'

/** The narrow page before the frame: signing in, a first password, no connection. */
export function Gate({ children }: { children: ReactNode }): ReactNode {
  const text = useText()
  const name = useAppName()
  return (
    <main className="gate" id="main" tabIndex={-1}>
      <div className="gate-brand">
        <img src={iconAddress(name)} alt="" width={36} height={36} />
        {text(appNameWords[name])}
      </div>
      {children}
      <LanguageSwitch />
      <NewVersionNote />
    </main>
  )
}

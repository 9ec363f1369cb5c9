import type { ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import './gate.css'

/** The narrow page before the frame: signing in, a first password, no connection. */
export function Gate({ children }: { children: ReactNode }): ReactNode {
  const text = useText()
  return (
    <main className="gate" id="main" tabIndex={-1}>
      <div className="gate-brand">
        <img src="/icon.svg" alt="" width={36} height={36} />
        {text('shell.komar')}
      </div>
      {children}
      <LanguageSwitch />
    </main>
  )
}

import { call } from '@komar/contract/client'
import { chooseLanguage } from '@komar/contract/session'
import { Link } from '@tanstack/react-router'
import { CircleUserRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { useLanguage } from '../i18n/language-provider.tsx'
import type { Language } from '../i18n/language.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { roleWords } from './role-words.ts'
import { useSession, useSessionHandle } from './session.tsx'

/** Who is signed in, in which language they read, and the way out. */
export function AccountMenu(): ReactNode {
  const { text, language } = useLanguage()
  const { account, agency, roles } = useSession()
  const { signOut } = useSessionHandle()
  return (
    <details className="frame-tools">
      <summary className={buttonClass('quiet')}>
        <CircleUserRound aria-hidden="true" size={20} />
        {account.displayName}
      </summary>
      <div className="frame-tools-panel">
        <div>
          <p>
            <strong>{account.displayName}</strong>
          </p>
          <p>{language === 'km' ? agency.nameKm : agency.nameEn}</p>
          <p className="soft">{roles.map((role) => text(roleWords[role])).join(' · ')}</p>
        </div>
        <LanguageSwitch onChosen={(chosen: Language) => void call(chooseLanguage, { body: { language: chosen } })} />
        <Link to="/reminders" className={buttonClass('quiet')}>
          {text('shell.reminders')}
        </Link>
        <Button onClick={() => void signOut()}>{text('shell.sign-out')}</Button>
      </div>
    </details>
  )
}

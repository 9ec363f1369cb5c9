import { call } from '@komar/contract/client'
import { chooseLanguage } from '@komar/contract/session'
import { Link } from '@tanstack/react-router'
import { CircleUserRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { isWithKeys } from '../store/agency-keys/with-keys.ts'
import { useLanguage } from '../i18n/language-provider.tsx'
import type { Language } from '../i18n/language.ts'
import { buttonClass } from '../ui/button.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { roleWords } from './role-words.ts'
import { useSession } from './session.tsx'

/** Who is signed in, in which language they read, and what this device keeps. */
export function AccountMenu(): ReactNode {
  const { text, language } = useLanguage()
  const session = useSession()
  const { account, agency, roles } = session
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
        <Link to="/sign-ins" className={buttonClass('quiet')}>
          {text('shell.sign-ins')}
        </Link>
        <Link to="/signing-in" className={buttonClass('quiet')}>
          {text('shell.signing-in')}
        </Link>
        {isWithKeys(session) && (
          <Link to="/keys" className={buttonClass('quiet')}>
            {text('shell.keys')}
          </Link>
        )}
        <Link to="/device" className={buttonClass()}>
          {text('device.title')}
        </Link>
      </div>
    </details>
  )
}

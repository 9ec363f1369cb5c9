import type { ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { ChoiceField } from '../ui/choice-field.tsx'
import { appNames, appNameWords, chooseAppName, useAppName, type AppName } from './app-name.ts'

const hints = {
  komar: 'app-name.komar-hint',
  neutral: 'app-name.neutral-hint',
} as const satisfies Record<AppName, string>

/** Under which name and picture the app goes on this device. */
export function AppNameChoice(): ReactNode {
  const text = useText()
  const name = useAppName()
  const options = appNames.map((value) => ({ value, label: text(appNameWords[value]), hint: text(hints[value]) }))
  return (
    <ChoiceField
      id="app-name"
      label={text('app-name.legend')}
      help={text('app-name.when')}
      options={options}
      value={name}
      onChange={chooseAppName}
    />
  )
}

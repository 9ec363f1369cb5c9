// A password that a person makes up: given twice, so that a slip of the hand locks nobody out.
import { passwordLength } from '@komar/contract/session'
import type { ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import type { MessageId } from '../i18n/message-id.ts'
import { TextField } from '../ui/text-field.tsx'

export type NewPassword = { chosen: string; again: string }

/** What is wrong with it; its message takes the least length. */
export function newPasswordFaults({ chosen, again }: NewPassword): { fieldId: keyof NewPassword; id: MessageId }[] {
  const faults: { fieldId: keyof NewPassword; id: MessageId }[] = []
  if (chosen.length < passwordLength.min) faults.push({ fieldId: 'chosen', id: 'password.too-short' })
  if (again !== chosen) faults.push({ fieldId: 'again', id: 'password.not-the-same' })
  return faults
}

type FieldProps<Name extends string> = {
  name: Name
  label: MessageId
  help?: string
  value: string
  onChange: (name: Name, value: string) => void
  error: string | undefined
}

/** One password of a form, named as its field. Browsers are not to keep it: the device may be shared. */
export function PasswordField<Name extends string>({ name, label, onChange, ...field }: FieldProps<Name>): ReactNode {
  const text = useText()
  return (
    <TextField
      id={name}
      type="password"
      label={text(label)}
      onChange={(value) => onChange(name, value)}
      autoComplete="off"
      {...field}
    />
  )
}

type Props = {
  password: NewPassword
  onChange: (name: keyof NewPassword, value: string) => void
  errorOf: (fieldId: string) => string | undefined
}

/** Its two fields. */
export function NewPasswordFields({ password, onChange, errorOf }: Props): ReactNode {
  const text = useText()
  const rule = text('password.rule', { length: passwordLength.min })
  return (
    <>
      <PasswordField
        name="chosen"
        label="password.new"
        help={rule}
        value={password.chosen}
        onChange={onChange}
        error={errorOf('chosen')}
      />
      <PasswordField
        name="again"
        label="password.again"
        value={password.again}
        onChange={onChange}
        error={errorOf('again')}
      />
    </>
  )
}

import type { ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { TextField } from '../ui/text-field.tsx'

/** Search by name as one types, in either script. */
export function SearchBox({ value, onChange }: { value: string; onChange: (value: string) => void }): ReactNode {
  const text = useText()
  return (
    <TextField
      id="search"
      type="search"
      label={text('children.search')}
      help={text('children.search-hint')}
      value={value}
      onChange={onChange}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
    />
  )
}

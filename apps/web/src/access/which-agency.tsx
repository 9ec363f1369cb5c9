import type { ReactNode } from 'react'
import { useLanguage } from '../i18n/language-provider.tsx'
import type { NamedAgency } from '../store/vault-state.ts'
import { ChoiceField } from '../ui/choice-field.tsx'
import { Notice } from '../ui/notice.tsx'

type Props = { agencies: readonly NamedAgency[]; agency: string | null; onChange: (agency: string) => void }

/** Of whoever belongs to several agencies: one at a time. */
export function WhichAgency({ agencies, agency, onChange }: Props): ReactNode {
  const { text, language } = useLanguage()
  if (agencies.length === 0) return null
  return (
    <>
      <Notice announce>{text('sign-in.which-agency')}</Notice>
      <ChoiceField
        id="agency"
        label={text('sign-in.for-agency')}
        options={agencies.map(({ id, nameEn, nameKm }) => ({
          value: id,
          label: language === 'km' ? nameKm : nameEn,
        }))}
        value={agency}
        onChange={onChange}
      />
    </>
  )
}

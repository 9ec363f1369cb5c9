import { formatEdtf } from '../i18n/format-edtf.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { PersonName } from '../shell/names.tsx'
import type { ReactNode } from 'react'
import type { Names } from '@komar/domain/register/names'
import type { RecordContext } from './context.ts'

/** About whom the form is; born when, for a child. */
export function SubjectLine({ context }: { context: RecordContext }): ReactNode {
  const speech = useSpeech()
  const { subject, child, carer, facilities } = context
  if (subject.type === 'none') return null
  if (subject.type === 'facility') {
    const facility = facilities.find(({ id }) => id === subject.id)
    return facility ? <p>{speech.language === 'km' ? facility.nameKm : facility.nameEn}</p> : null
  }
  const names = subject.type === 'child' ? child?.register.names : carer?.register.names
  const code = subject.type === 'child' ? child?.register.code : undefined
  const born = subject.type === 'child' ? (child?.register.birth.claims ?? []) : []
  return (
    <p className="row">
      <strong>
        <PersonName person={{ id: subject.id, code, names: shown(names ?? null) }} />
      </strong>
      {born.length > 0 && (
        <span className="soft">
          {speech.text('form.born', {
            date: born.map((claim) => formatEdtf(claim.born, speech, 'between')).join(' / '),
          })}
        </span>
      )}
    </p>
  )
}

function shown(names: Names | null): { km: string | null; latin: string | null; called: string | null } | null {
  if (names === null) return null
  return { km: names.km ?? null, latin: names.latin ?? null, called: names.called ?? null }
}

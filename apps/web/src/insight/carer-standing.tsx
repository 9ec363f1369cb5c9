// What a carer in custody needs to be understood and defended; and where she is a child herself, that is said first.
import { isUnderAge, type CarerFile } from '@komar/domain/insight/carer-file'
import type { PlainDate } from '@komar/domain/time/plain-date'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { sayOption } from '../chronicle/field-words.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { Notice } from '../ui/notice.tsx'
import { Section } from '../ui/section.tsx'

/** Under eighteen, certainly or perhaps: a record of her own, her own views, juvenile law. */
export function UnderAge({ file, today }: { file: CarerFile; today: PlainDate }): ReactNode {
  const { text } = useSpeech()
  const own = file.standing.ownRecord
  const certainty = isUnderAge(file, today)
  if (certainty === 'no') return null
  return (
    <Notice tone="amber" heading={text(certainty === 'yes' ? 'carer.under-age' : 'carer.perhaps-under-age')}>
      {own === null ? (
        <p>{text('carer.under-age-next')}</p>
      ) : (
        <Link to="/children/$id" params={{ id: own.body.ownRecord }}>
          {text('carer.own-record')}
        </Link>
      )}
    </Notice>
  )
}

const shown = [
  'nationality',
  'hasPapers',
  'language',
  'needsInterpreter',
  'hasLawyer',
  'isFirstOffence',
  'disability',
] as const

/** Nationality, papers, language, lawyer, first offence, disability, as they were last described. */
export function Described({ file }: { file: CarerFile }): ReactNode {
  const speech = useSpeech()
  const body = file.standing.described?.body
  if (body === undefined) return null
  return (
    <Section id="described" title="carer.described">
      <ul className="plain-list">
        {shown.map((field) => {
          const value = body[field]
          return value === undefined ? null : (
            <li key={field}>
              <span className="soft">{speech.text(`field.${field}`)}</span> {sayOption(field, value, speech)}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

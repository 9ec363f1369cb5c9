// A section of its own class deals with its concerns itself: the act that finishes the assessment is read by others.
import { dealsWithItsOwn } from '@komar/domain/assess/assessment-concerns'
import type { Concern } from '@komar/domain/assess/concerns'
import type { SectionClass } from '@komar/domain/assess/questionnaire'
import type { ReactNode } from 'react'
import { useLanguage } from '../i18n/language-provider.tsx'
import { LongTextField, TextField } from '../ui/text-field.tsx'

/** What is done about each item of a section, as typed. */
export type Dealt = Readonly<Record<string, { action?: string | undefined; passedTo?: string | undefined } | undefined>>

type Props = {
  section: string
  accessClass: SectionClass
  concerns: readonly Concern[]
  dealt: Dealt
  onChange: (dealt: Dealt) => void
}

/** For each item that raises a concern: an action, or to whom it is passed because it cannot be met here. */
export function OwnConcerns({ section, accessClass, concerns, dealt, onChange }: Props): ReactNode {
  const { language, text } = useLanguage()
  if (!dealsWithItsOwn(accessClass)) return null
  const items = [...new Set(concerns.map(({ item }) => item))]
  return items.map((item) => {
    const id = `${section}-${item.replaceAll('.', '-')}-concern`
    const given = dealt[item] ?? {}
    const change = (next: typeof given): void => onChange({ ...dealt, [item]: { ...given, ...next } })
    const why = concerns.find((each) => each.item === item)?.why[language] ?? ''
    return (
      <fieldset key={item} className="question-row">
        <legend className="field-label">{why}</legend>
        <LongTextField
          id={`${id}-action`}
          label={text('form.finish.action')}
          isOptional
          value={given.action ?? ''}
          onChange={(action) => change({ action })}
        />
        <TextField
          id={`${id}-passed`}
          label={text('form.finish.passed-to')}
          help={text('form.finish.passed-to-help')}
          isOptional
          value={given.passedTo ?? ''}
          onChange={(passedTo) => change({ passedTo })}
        />
      </fieldset>
    )
  })
}

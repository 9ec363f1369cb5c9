import { listDiaryCarers } from '@komar/contract/diary'
import { useCallback, type ReactNode } from 'react'
import { useText } from '../../i18n/language-provider.tsx'
import type { Slot } from '../../record/field-kinds.ts'
import { said } from '../../record/values.ts'
import { ask } from '../../store/ask.ts'
import { useAnswer } from '../../store/use-answer.ts'
import { ChoiceField } from '../../ui/choice-field.tsx'

/** The carers' accounts of the own agency, of which one is chosen. */
export function DiaryCarersSlot({ values, change }: Slot): ReactNode {
  const text = useText()
  const question = useCallback((isBackground: boolean) => ask(listDiaryCarers, {}, { isBackground }), [])
  const { value } = useAnswer(question)
  const options = (value?.carers ?? []).map(({ id, displayName }) => ({ value: id, label: displayName }))
  return (
    <>
      <ChoiceField
        id="field-keeper"
        label={text('field.keeper')}
        options={options}
        value={said(values, 'keeper') ?? null}
        onChange={(keeper) => change({ ...values, keeper })}
      />
      {options.length === 0 && <p className="soft">{text('form.diary-entrust.no-accounts')}</p>}
    </>
  )
}

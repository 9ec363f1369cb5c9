import type { ReactNode } from 'react'
import type { MessageId } from '../../i18n/message-id.ts'
import type { Slot } from '../../record/field-kinds.ts'
import { rowsOf, said, type Values } from '../../record/values.ts'
import { DecisionTable, type DecisionRow } from '../../ui/decision-table.tsx'

const names = ['tier.0', 'tier.1', 'tier.2', 'tier.3', 'tier.4'] as const satisfies MessageId[]

/** The five options side by side, as far as they are written. */
export function OptionsTable({ values, context }: Slot): ReactNode {
  const { text } = context.speech
  const rows = rowsOf(values, 'options')
  const chosen = said(values, 'outcome') === 'leave-with-mother' ? '0' : said(values, 'chosenTier')
  if (!rows.some((row) => fields.some(([field]) => said(row, field) !== undefined))) return null
  return (
    <DecisionTable
      caption={text('form.decision.options')}
      options={names.map((name, tier) => ({ id: String(tier), name: text(name), isChosen: chosen === String(tier) }))}
      domains={[
        row('who', text('form.decision.who-asked'), rows, 'whoWasAsked'),
        row('why', text('form.decision.why-not'), rows, 'whyNot'),
        { id: 'arguments', label: text('decision.arguments'), cells: argumentsOf(rows) },
      ]}
      views={[]}
      opinions={[]}
    />
  )
}

const fields = [['whoWasAsked'], ['whyNot'], ['argumentsFor'], ['argumentsAgainst']] as const

function row(id: string, label: string, rows: readonly Values[], field: string): DecisionRow {
  const cells = rows.map((each, tier) => {
    const words = said(each, field)
    return [String(tier), words === undefined ? undefined : { words }] as const
  })
  return { id, label, cells: Object.fromEntries(cells) }
}

function argumentsOf(rows: readonly Values[]): DecisionRow['cells'] {
  const cells = rows.map((each, tier) => {
    const pro = said(each, 'argumentsFor')
    const con = said(each, 'argumentsAgainst')
    const list = [
      ...(pro === undefined ? [] : [{ side: 'for' as const, words: pro }]),
      ...(con === undefined ? [] : [{ side: 'against' as const, words: con }]),
    ]
    return [String(tier), list.length === 0 ? undefined : { arguments: list }] as const
  })
  return Object.fromEntries(cells)
}

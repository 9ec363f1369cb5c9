// The options of a decision side by side: arguments for and against by domain, then each informant's view, then the panel's opinions.
import { Minus, Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import type { MessageId } from '../i18n/message-id.ts'
import { useText } from '../i18n/language-provider.tsx'
import './decision-table.css'

export type DecisionOption = { id: string; name: string; isChosen?: boolean }

export type Argument = { side: 'for' | 'against'; words: string }

export type DecisionRow = {
  id: string
  label: string
  /** By option id; an option without a cell has nothing said about it. */
  cells: Readonly<Record<string, { arguments?: readonly Argument[]; words?: string } | undefined>>
}

type Props = {
  caption: string
  options: readonly DecisionOption[]
  domains: readonly DecisionRow[]
  /** What mother, child and kin say of each option. */
  views: readonly DecisionRow[]
  /** What each member of the panel thinks, dissent included. */
  opinions: readonly DecisionRow[]
}

export function DecisionTable({ caption, options, domains, views, opinions }: Props): ReactNode {
  const text = useText()
  // Of one group the table itself is the heading.
  const isGrouped = [domains, views, opinions].filter(({ length }) => length > 0).length > 1
  return (
    <div className="decision-table" role="region" aria-label={caption} tabIndex={0}>
      <table role="table">
        <caption className="only-for-readers">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <td role="cell" />
            {options.map((option) => (
              <th key={option.id} role="columnheader" scope="col" data-chosen={option.isChosen === true}>
                {option.name}
                {option.isChosen && <div className="small">{text('decision.chosen')}</div>}
              </th>
            ))}
          </tr>
        </thead>
        <Rows heading={isGrouped ? 'decision.arguments' : null} rows={domains} options={options} />
        <Rows heading={isGrouped ? 'decision.views' : null} rows={views} options={options} />
        <Rows heading={isGrouped ? 'decision.opinions' : null} rows={opinions} options={options} />
      </table>
    </div>
  )
}

type RowsProps = { heading: MessageId | null; rows: readonly DecisionRow[]; options: readonly DecisionOption[] }

function Rows({ heading, rows, options }: RowsProps): ReactNode {
  const text = useText()
  if (rows.length === 0) return null
  return (
    <tbody role="rowgroup">
      {heading !== null && (
        <tr role="row">
          <th role="rowheader" scope="rowgroup" colSpan={options.length + 1}>
            {text(heading)}
          </th>
        </tr>
      )}
      {rows.map((row) => (
        <tr key={row.id} role="row">
          <th role="rowheader" scope="row">
            {row.label}
          </th>
          {options.map((option) => (
            <OptionCell key={option.id} option={option} cell={row.cells[option.id]} />
          ))}
        </tr>
      ))}
    </tbody>
  )
}

function OptionCell({ option, cell }: { option: DecisionOption; cell: DecisionRow['cells'][string] }): ReactNode {
  const text = useText()
  return (
    <td role="cell" data-chosen={option.isChosen === true} data-empty={cell === undefined}>
      <strong className="decision-option-name">{option.name}</strong>
      {cell?.words !== undefined && <p>{cell.words}</p>}
      {cell?.arguments && (
        <ul className="decision-arguments plain-list">
          {cell.arguments.map((argument) => (
            <li key={`${argument.side} ${argument.words}`}>
              {argument.side === 'for' ? <Plus aria-hidden="true" size={16} /> : <Minus aria-hidden="true" size={16} />}
              <span>
                <span className="only-for-readers">
                  {text(argument.side === 'for' ? 'decision.for' : 'decision.against')}{' '}
                </span>
                {argument.words}
              </span>
            </li>
          ))}
        </ul>
      )}
    </td>
  )
}

import { type ReactNode } from 'react'
import './list.css'

export type Column<Row> = {
  id: string
  heading: string
  cell: (row: Row) => ReactNode
  /** The cell that names the row; it heads the card on a phone. Exactly one column has it. */
  isName?: boolean
  /** The name on a phone card is clear without its heading. */
  hideLabel?: boolean
}

type Props<Row> = {
  /** What the rows are and how many, as a sentence. */
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** Shown instead of the table when there are no rows. */
  whenEmpty: ReactNode
}

/** Dense rows on a desk, cards on a phone. The roles are written out: CSS that turns a table into cards takes its own away. */
export function List<Row>({ caption, columns, rows, rowKey, whenEmpty }: Props<Row>): ReactNode {
  if (rows.length === 0) return whenEmpty
  return (
    <table className="list" role="table">
      <caption>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column.id} role="columnheader" scope="col">
              {column.heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={rowKey(row)} role="row">
            {columns.map((column) => (
              <Cell key={column.id} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }): ReactNode {
  if (column.isName) {
    return (
      <th role="rowheader" scope="row">
        {column.cell(row)}
      </th>
    )
  }
  return (
    <td role="cell">
      {!column.hideLabel && (
        <span className="list-label" aria-hidden="true">
          {column.heading}
        </span>
      )}
      <div className="list-value">{column.cell(row)}</div>
    </td>
  )
}

import type { ReactNode } from 'react'

type Props = { lines: readonly (readonly [string, string | undefined])[] }

/** Label and value; what was not said is left out. */
export function LabelLines({ lines }: Props): ReactNode {
  return (
    <ul className="plain-list">
      {lines.flatMap(([label, value]) =>
        value === undefined
          ? []
          : [
              <li key={label}>
                <span className="soft">{label}:</span> {value}
              </li>,
            ],
      )}
    </ul>
  )
}

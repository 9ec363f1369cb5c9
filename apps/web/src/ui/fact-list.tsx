import type { ReactNode } from 'react'
import './fact-list.css'

export type ListedFact = { label: string; value: ReactNode }

/** What something says, fact by fact: label over value on a phone, beside it at a desk. */
export function FactList({ facts, className = '' }: { facts: readonly ListedFact[]; className?: string }): ReactNode {
  return (
    <dl className={`fact-list ${className}`.trim()}>
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

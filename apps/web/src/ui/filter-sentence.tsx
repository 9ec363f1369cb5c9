// Filters that read as a sentence: "Children in [any prison], [past the limit], [no decision]" (ui.md, "List").
// The values go to the address by the page; none may be personal (no names, no free text).
import type { ReactElement, ReactNode } from 'react'
import type { MessageId } from '../i18n/message-id.ts'
import { Text } from '../i18n/text.tsx'
import './filter-sentence.css'

export type FilterChoice = {
  /** What is chosen here, for screen readers: "Prison". */
  label: string
  value: string
  /** The first option is the one that filters nothing. */
  options: readonly { value: string; label: string }[]
  onChange: (value: string) => void
}

type Props = {
  /** A text with a place `<name/>` for each choice. */
  sentence: MessageId
  choices: Readonly<Record<string, FilterChoice>>
}

export function FilterSentence({ sentence, choices }: Props): ReactNode {
  const chips = Object.entries(choices).map(([name, choice]): [string, ReactElement] => [
    name,
    <Chip key={name} {...choice} />,
  ])
  return (
    <div className="filter-sentence screen-only" role="search">
      <Text id={sentence} components={Object.fromEntries(chips)} />
    </div>
  )
}

function Chip({ label, value, options, onChange }: FilterChoice): ReactElement {
  return (
    <select
      aria-label={label}
      value={value}
      data-set={value !== options[0]?.value}
      onChange={(event) => onChange(event.target.value)}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}

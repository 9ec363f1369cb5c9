import type { FacilityRow } from '@komar/contract/register'
import { plainDate, type PlainDate } from '@komar/domain/time/plain-date'
import type { ReactNode } from 'react'
import { useLanguage, useText } from '../i18n/language-provider.tsx'
import { FilterSentence, type FilterChoice } from '../ui/filter-sentence.tsx'
import { AsOfForm } from './as-of-form.tsx'
import { changeSearch, decisionFilters, stateFilters, whereFilters, type ChildSearch } from './child-filter.ts'
import './children.css'

type Props = {
  search: ChildSearch
  today: PlainDate
  facilities: readonly FacilityRow[]
  change: (search: ChildSearch) => void
}

/** "Children [living in] [any prison], [past the limit], [no decision]", and as of which day. */
export function ChildrenFilter({ search, today, facilities, change }: Props): ReactNode {
  const text = useText()
  const shown = search.asOf === undefined ? today : plainDate(search.asOf)
  const set = (name: keyof ChildSearch) => (value: string) => change(changeSearch(search, name, value))
  const choices: Record<string, FilterChoice> = {
    where: {
      label: text('children.filter-where'),
      value: search.where ?? 'inside',
      options: whereFilters.map((value) => ({ value, label: text(`children.where-${value}`) })),
      onChange: set('where'),
    },
    facility: useFacilityChoice(facilities, search.facility, set('facility')),
    state: {
      label: text('children.filter-state'),
      value: search.state ?? '',
      options: [
        { value: '', label: text('children.any-state') },
        ...stateFilters.map((value) => ({ value, label: text(`children.state-${value}`) })),
      ],
      onChange: set('state'),
    },
    decision: {
      label: text('children.filter-decision'),
      value: search.decision ?? '',
      options: [
        { value: '', label: text('children.any-decision') },
        ...decisionFilters.map((value) => ({ value, label: text(`children.decision-${value}`) })),
      ],
      onChange: set('decision'),
    },
  }
  return (
    <div className="children-filter">
      <FilterSentence sentence="children.sentence" choices={choices} />
      <AsOfForm key={shown} shown={shown} today={today} change={set('asOf')} />
    </div>
  )
}

/** A prison to choose, or any. */
export function useFacilityChoice(
  facilities: readonly FacilityRow[],
  value: string | undefined,
  onChange: (value: string) => void,
): FilterChoice {
  const { text, language } = useLanguage()
  return {
    label: text('children.filter-facility'),
    value: value ?? '',
    options: [
      { value: '', label: text('children.any-facility') },
      ...facilities.map(({ id, nameEn, nameKm }) => ({ value: id, label: language === 'km' ? nameKm : nameEn })),
    ],
    onChange,
  }
}

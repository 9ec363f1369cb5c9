// All that was recorded, by day, newest first: who, which agency, what, when it happened and when it was known. Corrections show before
// and after; what was retracted is struck through and stays (ui.md, "Chronicle").
import type { PlainDate } from '@komar/domain/time/plain-date'
import { useState, type ReactNode } from 'react'
import { formatDate } from '../i18n/format-date.ts'
import { useSpeech, useText } from '../i18n/language-provider.tsx'
import { Button } from './button.tsx'
import { ChronicleEntry, type ChronicleItem } from './chronicle-entry.tsx'
import './chronicle.css'

export type ChronicleSlice = { id: string; label: string }

type Props = {
  items: readonly ChronicleItem[]
  /** The slices to filter by, with their words; one with no item is not offered. */
  slices: readonly ChronicleSlice[]
  timeZone: string
}

export function Chronicle({ items, slices, timeZone }: Props): ReactNode {
  const speech = useSpeech()
  const [slice, setSlice] = useState<string | null>(null)
  const shown = slice === null ? items : items.filter((item) => item.slice === slice)
  if (items.length === 0) return <p>{speech.text('chronicle.empty')}</p>
  const days = byDay(shown)
  const earlier = days.slice(daysShownAtOnce)
  return (
    <div className="chronicle">
      <Filters
        slices={slices.filter(({ id }) => items.some((item) => item.slice === id))}
        chosen={slice}
        onChoose={setSlice}
      />
      <Days days={days.slice(0, daysShownAtOnce)} timeZone={timeZone} />
      {earlier.length > 0 && (
        <details>
          <summary>{speech.text('chronicle.earlier', { count: earlier.length })}</summary>
          <Days days={earlier} timeZone={timeZone} />
        </details>
      )}
    </div>
  )
}

/** A child's years are many screens on a phone: the last days say what was done lately, the rest is folded under them. */
const daysShownAtOnce = 3

function Days({ days, timeZone }: { days: readonly Day[]; timeZone: string }): ReactNode {
  const speech = useSpeech()
  return days.map(([day, entries]) => (
    <section className="chronicle-day" key={day}>
      <h3>{formatDate(day, speech)}</h3>
      <ul className="plain-list">
        {entries.map((item) => (
          <ChronicleEntry key={item.id} item={item} timeZone={timeZone} />
        ))}
      </ul>
    </section>
  ))
}

type FiltersProps = {
  slices: readonly ChronicleSlice[]
  chosen: string | null
  onChoose: (slice: string | null) => void
}

function Filters({ slices, chosen, onChoose }: FiltersProps): ReactNode {
  const text = useText()
  if (slices.length < 2) return null
  return (
    <div className="chronicle-filters screen-only" role="group" aria-label={text('chronicle.filter')}>
      <Button aria-pressed={chosen === null} onClick={() => onChoose(null)}>
        {text('chronicle.all')}
      </Button>
      {slices.map((slice) => (
        <Button key={slice.id} aria-pressed={chosen === slice.id} onClick={() => onChoose(slice.id)}>
          {slice.label}
        </Button>
      ))}
    </div>
  )
}

type Day = readonly [PlainDate, readonly ChronicleItem[]]

/** Newest day first; within a day the order given is kept. */
function byDay(items: readonly ChronicleItem[]): Day[] {
  const days = new Map<PlainDate, ChronicleItem[]>()
  for (const item of items) days.set(item.day, [...(days.get(item.day) ?? []), item])
  return [...days].toSorted(([left], [right]) => (left < right ? 1 : -1))
}

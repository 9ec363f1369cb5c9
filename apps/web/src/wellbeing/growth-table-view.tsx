import { scoreRange, type GrowthPoint } from '@komar/domain/wellbeing/growth-points'
import type { GrowthIndex } from '@komar/domain/wellbeing/growth'
import { growthClass } from '@komar/domain/wellbeing/growth-classes'
import { daysOfMonths, DAYS_PER_MONTH } from '@komar/domain/wellbeing/growth-age'
import type { ReactNode } from 'react'
import { formatDate, formatMonths } from '../i18n/format-date.ts'
import { formatNumber } from '../i18n/format-number.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { Speech } from '../i18n/speech.ts'
import { knownMessage } from '../i18n/known-message.ts'
import { List, type Column } from '../ui/list.tsx'

/** Every measurement with its scores and what is doubtful about it, newest first. */
export function GrowthTable({ points }: { points: readonly GrowthPoint[] }): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  const figure = (value: number | undefined): string => (value === undefined ? '–' : formatNumber(value, speech))
  const columns: Column<GrowthPoint>[] = [
    { id: 'day', heading: text('growth.day'), isName: true, cell: ({ on }) => formatDate(on, speech) },
    { id: 'age', heading: text('growth.age'), cell: (point) => sayAge(point, speech) },
    { id: 'weight', heading: text('growth.weight'), cell: ({ measured: { body } }) => figure(body.weightKg) },
    { id: 'length', heading: text('growth.length'), cell: ({ measured: { body } }) => figure(body.heightCm) },
    { id: 'arm', heading: text('growth.arm'), cell: ({ measured: { body } }) => figure(body.muacCm) },
    { id: 'head', heading: text('growth.chart.head'), cell: ({ measured: { body } }) => figure(body.headCm) },
    { id: 'scores', heading: text('growth.scores'), cell: (point) => sayScores(point, speech) },
    { id: 'notes', heading: text('growth.notes'), cell: (point) => notesOf(point, speech).join(' ') },
  ]
  return (
    <List
      caption={text('growth.table')}
      columns={columns.filter(({ id }) => !isEmpty(id, points, speech))}
      rows={points.toReversed()}
      rowKey={({ measured }) => measured.id}
      whenEmpty={null}
    />
  )
}

/** The head is seldom measured, and most days have no note: such a column is left out. */
function isEmpty(column: string, points: readonly GrowthPoint[], speech: Speech): boolean {
  if (column === 'head') return points.every(({ measured }) => measured.body.headCm === undefined)
  return column === 'notes' && points.every((point) => notesOf(point, speech).length === 0)
}

function notesOf(point: GrowthPoint, speech: Speech): string[] {
  const { scaleNote, words, tricepsMm, subscapularMm } = point.measured.body
  const folds = [
    ...(tricepsMm === undefined ? [] : [`${speech.text('field.tricepsMm')}: ${formatNumber(tricepsMm, speech)}.`]),
    ...(subscapularMm === undefined
      ? []
      : [`${speech.text('field.subscapularMm')}: ${formatNumber(subscapularMm, speech)}.`]),
  ]
  return [...sayFlags(point, speech), ...folds, ...[scaleNote, words].filter((note) => note !== undefined)]
}

/** The age as far as it is known; of a child born early also counted from the day it was due. */
export function sayAge({ age, correctedAge }: GrowthPoint, speech: Speech): string {
  if (age === null) return speech.text('growth.age-unknown')
  const months = (days: number): string => formatMonths(Math.floor(days / DAYS_PER_MONTH), speech)
  const [youngest, oldest] = [months(age.min), months(age.max)]
  const said = youngest === oldest ? youngest : speech.text('growth.age-between', { from: youngest, to: oldest })
  if (correctedAge === null || correctedAge < daysOfMonths(0)) return said
  return speech.text('growth.age-corrected', { age: said, corrected: months(correctedAge) })
}

const named = ['waz', 'haz', 'whz', 'baz', 'acz', 'hcz', 'tsz', 'ssz'] as const satisfies readonly GrowthIndex[]

const classed = ['waz', 'haz', 'whz', 'baz'] as const

function isClassed(index: GrowthIndex): index is (typeof classed)[number] {
  return classed.some((each) => each === index)
}

/** The scores by name, certain or as a range; "severe" and "moderate" in words. */
export function sayScores(point: GrowthPoint, speech: Speech): string {
  return named
    .flatMap((index) => {
      const range = scoreRange(point, index)
      // Where weight by length says it, the body mass index says it again.
      if (range === null || (index === 'baz' && scoreRange(point, 'whz') !== null)) return []
      const figures =
        range.low === range.high
          ? formatNumber(range.low, speech)
          : speech.text('growth.age-between', {
              from: formatNumber(range.low, speech),
              to: formatNumber(range.high, speech),
            })
      const found = isClassed(index) ? growthClass(index, range.low) : null
      const words = found === null || found === 'none' ? '' : ` (${speech.text(`growth.class.${found}`)})`
      return [`${speech.text(`growth.index.${index}`)} ${figures}${words}`]
    })
    .join('; ')
}

/** What is doubtful, in words: what the slip may have been. */
export function sayFlags({ scores }: GrowthPoint, speech: Speech): string[] {
  const flags = scores === null ? [] : [...new Set(scores.flatMap((each) => each.flags))]
  const words = flags.map(
    (flag) =>
      knownMessage(`growth-flag.${flag}`) ?? (flag.startsWith('implausible-') ? 'growth-flag.implausible' : null),
  )
  return [...new Set(words)].flatMap((id) => (id === null ? [] : [speech.text(id)]))
}

// What an entry says, in words: a title by its kind and a line for each member of its body. Members that another entry or a section of
// the page says better (answers, panel, options) are counted here; ids are said as the name of what they name, or not at all.
import type { Recorded } from '@komar/domain/chronicle/entry'
import type { Kind } from '@komar/domain/chronicle/kind'
import { kindNamed } from '@komar/domain/kinds'
import { isEdtf } from '@komar/domain/time/edtf'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { formatNumber } from '../i18n/format-number.ts'
import type { MessageId } from '../i18n/message-id.ts'
import type { Speech } from '../i18n/speech.ts'
import { fieldLabel, sayOption, sayTier } from './field-words.ts'

/** How ids are said; null for one that names nothing to a reader. */
export type Namer = { nameOf: (field: string, id: string) => string | null; areNamesHidden: boolean }

export type Fact = { field: string; label: string; value: string }

/** Members that are for machines, or are shown beside the entry. */
const unsaid: ReadonlySet<string> = new Set([
  'salt',
  'reason',
  'questionnaire',
  'questionnaireVersion',
  'section',
  'code',
  'attachments',
  'round',
  'question',
])
const tiers: ReadonlySet<string> = new Set(['tier', 'chosenTier'])
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const dateLike = /^\d{4}(-|~|\?|%|$|\/)/

/** The members of an entry's body that can be said, in the order in which the kind names them. */
export function factsOf(entry: Pick<Recorded, 'kind' | 'body'>, speech: Speech, namer: Namer): Fact[] {
  const kind = kindNamed(entry.kind)
  if (kind === undefined) return []
  return inOrderOf(kind, entry.body).flatMap(([field, value]) => {
    const label = unsaid.has(field) ? null : fieldLabel(field)
    const said = label === null ? null : sayValue(field, value, speech, namer)
    return label === null || said === null ? [] : [{ field, label: speech.text(label), value: said }]
  })
}

/** The host keeps members in the order of their letters; people read them in the order in which they are asked. */
function inOrderOf({ body }: Kind, said: Recorded['body']): [string, unknown][] {
  const order = 'shape' in body && typeof body.shape === 'object' && body.shape !== null ? Object.keys(body.shape) : []
  const place = (field: string): number => (order.includes(field) ? order.indexOf(field) : order.length)
  return Object.entries(said).toSorted(([left], [right]) => place(left) - place(right))
}

function sayValue(field: string, value: unknown, speech: Speech, namer: Namer): string | null {
  if (typeof value === 'boolean') return speech.text(value ? 'answer.yes' : 'answer.no')
  if (typeof value === 'number') return tiers.has(field) ? sayTier(value, speech) : formatNumber(value, speech)
  if (typeof value === 'string') return sayString(field, value, speech, namer)
  if (Array.isArray(value)) return sayList(field, value, speech)
  if (typeof value !== 'object' || value === null || namer.areNamesHidden) return null
  return sayNames(value)
}

function sayString(field: string, value: string, speech: Speech, namer: Namer): string | null {
  if (uuid.test(value)) return namer.nameOf(field, value)
  if (dateLike.test(value) && isEdtf(value)) return formatEdtf(value, speech, 'between')
  return sayOption(field, value, speech)
}

function sayList(field: string, values: readonly unknown[], speech: Speech): string | null {
  if (values.length === 0) return null
  if (field === 'hours') return sayHours(values, speech)
  // Ids name nothing to a reader: they are counted, as what is not plain.
  const isPlain = values.every((value) => (typeof value === 'string' && !uuid.test(value)) || typeof value === 'number')
  if (!isPlain) return formatNumber(values.length, speech)
  return values
    .map((value) => (typeof value === 'number' ? formatNumber(value, speech) : sayOption(field, String(value), speech)))
    .join(', ')
}

/** Hours that the door is open, by type of day. */
function sayHours(values: readonly unknown[], speech: Speech): string {
  return values
    .flatMap((row) => {
      const isRow = typeof row === 'object' && row !== null && 'dayType' in row && 'unlocked' in row
      return isRow
        ? [`${sayOption('dayType', String(row.dayType), speech)}: ${formatNumber(Number(row.unlocked), speech)}`]
        : []
    })
    .join(', ')
}

/** Names in both scripts, side by side. */
function sayNames(value: object): string | null {
  const said = Object.values(value).filter((part) => typeof part === 'string')
  return said.length === 0 ? null : said.join(' · ')
}

/** The slice that an entry belongs to: the first part of its kind. */
export function sliceOf(kind: string): string {
  return kind.split('.')[0] ?? ''
}

export const sliceWords: Readonly<Record<string, MessageId>> = {
  register: 'slice.register',
  assess: 'slice.assess',
  care: 'slice.care',
  access: 'slice.access',
  conditions: 'slice.conditions',
  sharing: 'slice.sharing',
  wellbeing: 'slice.wellbeing',
}

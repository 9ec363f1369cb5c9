// The values of a gate's sentence in the reader's words: a measure by its text, a section by its title, a day as a date.
import { parsePlainDate } from '@komar/domain/time/plain-date'
import { sayOption } from '../chronicle/field-words.ts'
import { formatDate } from '../i18n/format-date.ts'
import { concernText } from '../assess/assessment-view.ts'
import type { MessageId } from '../i18n/message-id.ts'
import type { TextValues } from '../i18n/message-id.ts'
import type { RecordContext } from './context.ts'
import { measureText } from './measure-words.ts'

const tierWords = ['tier.0', 'tier.1', 'tier.2', 'tier.3', 'tier.4'] as const satisfies MessageId[]

/** What a gate names by number or id, in words. */
export function sayParams(params: Readonly<Record<string, string | number>>, context: RecordContext): TextValues {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, sayParam(name, value, context)]))
}

function sayParam(name: string, value: string | number, context: RecordContext): string | number {
  const { speech, pack } = context
  switch (name) {
    case 'measure':
      return measureText(Number(value), context)
    case 'tier': {
      const tier = tierWords[Number(value)]
      return tier === undefined ? value : speech.text(tier)
    }
    case 'item':
      return concernText(String(value), null, pack, speech)
    case 'section': {
      const section = pack.questionnaires.flatMap(({ sections }) => sections).find(({ id }) => id === value)
      return section?.title[speech.language] ?? value
    }
    case 'place':
      return sayOption('place', String(value), speech)
    case 'earliest':
    case 'latest':
    case 'until': {
      const day = parsePlainDate(String(value))
      return day === null ? value : formatDate(day, speech)
    }
    default:
      return value
  }
}

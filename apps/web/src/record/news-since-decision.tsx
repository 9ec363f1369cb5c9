import { newsSince, type News } from '@komar/domain/insight/changes-since'
import type { ReactNode } from 'react'
import { kindTitle, sayOption } from '../chronicle/field-words.ts'
import { formatDate } from '../i18n/format-date.ts'
import type { Speech } from '../i18n/speech.ts'
import type { RecordContext } from './context.ts'
import type { Slot } from './field-kinds.ts'
import { measureText } from './measure-words.ts'
import { Notice } from '../ui/notice.tsx'

const shownAtOnce = 12

/** The former decision, and what happened since: a renewal looks at the child, and does not copy a paper. */
export function NewsSinceDecision({ context }: Slot): ReactNode {
  const { child, speech } = context
  const { text } = speech
  const last = child?.lastDecision ?? null
  if (child === null || last === null) return null
  const news = newsSince(child, last.takenOn)
  return (
    <Notice heading={text('form.decision.former')}>
      <p>
        {sayOption('type', last.type, speech)}: {sayOption('outcome', last.outcome, speech)},{' '}
        {text('decision.dates', { from: formatDate(last.from, speech), until: formatDate(last.until, speech) })}
      </p>
      {last.made !== null && <p>{last.made.body.reasons}</p>}
      <p>
        <strong>{text(news.length === 0 ? 'form.decision.no-news' : 'form.decision.news')}</strong>
      </p>
      {news.length > 0 && (
        <ul className="stack-tight plain-list">
          {news.slice(0, shownAtOnce).map((each) => (
            <li key={each.standing.id}>{sayNews(each, context)}</li>
          ))}
        </ul>
      )}
      {news.length > shownAtOnce && <p>{text('form.decision.more-news', { count: news.length - shownAtOnce })}</p>}
    </Notice>
  )
}

function sayNews({ kind, standing, on }: News, context: RecordContext): string {
  const { speech } = context
  const day = on === null ? '' : `${formatDate(on, speech)}: `
  const what = detailOf(standing.entry.body, context, speech)
  return `${day}${speech.text(kindTitle(kind))}${what === '' ? '' : ` · ${what}`}`
}

/** The words of a list that say most of such an entry; its free text stays in the chronicle. */
function detailOf(body: Readonly<Record<string, unknown>>, context: RecordContext, speech: Speech): string {
  const parts = ['circumstance', 'whose', 'stance', 'route', 'answer', 'relation', 'approval'].flatMap((field) => {
    const word = body[field]
    return typeof word === 'string' ? [sayOption(field, word, speech)] : []
  })
  const measure = body['measure']
  if (typeof measure === 'number') {
    const state = body['isInPlace'] === true ? 'measures.in-place' : 'measures.not-in-place'
    return `${measureText(measure, context)}: ${speech.text(state)}`
  }
  return body['isSo'] === false ? `${parts.join(', ')} (${speech.text('answer.no')})` : parts.join(', ')
}

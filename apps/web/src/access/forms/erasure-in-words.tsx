import type { ErasureRequest } from '@komar/domain/access/erasure-state'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { kindTitle } from '../../chronicle/field-words.ts'
import { formatEdtf } from '../../i18n/format-edtf.ts'
import type { RecordContext } from '../../record/context.ts'
import type { Slot } from '../../record/field-kinds.ts'
import { said } from '../../record/values.ts'
import { Notice } from '../../ui/notice.tsx'
import { agencyName } from '../access-words.ts'
import { mostListed, requestsIn } from './erasure-requests.ts'

/** What erasing means, before anything is chosen. */
export function ErasureWarning({ context }: Slot): ReactNode {
  const { text } = context.speech
  const isOfOne = context.query['entry'] !== undefined
  return (
    <Notice tone="slate" heading={text('form.erasure.warning')}>
      <p>{text('form.erasure.warning-words')}</p>
      {!isOfOne && <p>{text('form.erasure.latest', { count: mostListed })}</p>}
    </Notice>
  )
}

/** The request that is judged: who asks, why, and of what kind and day the entries are, as far as this reader sees them. */
export function ErasureInWords({ values, context }: Slot): ReactNode {
  const { speech, entries } = context
  const { text } = speech
  const requests = requestsIn(context)
  const chosen = requests.find(({ entry }) => entry.id === said(values, 'request'))
  if (requests.length === 0) return <p>{text('form.erasure-agreement.none')}</p>
  if (chosen === undefined) return null
  const { toErase, whyErase, orderedBy } = chosen.body
  const seen = entries.filter(({ id }) => toErase.includes(id))
  const hidden = toErase.length - seen.length
  return (
    <Notice tone="slate" heading={text(`option.ground.${chosen.body.ground}`)}>
      <p>{whyErase}</p>
      {orderedBy !== undefined && <p>{orderedBy}</p>}
      <p className="soft">{text('form.erasure-agreement.by', { who: askerIn(chosen, context) })}</p>
      <ul>
        {seen.map(({ id, kind, occurred }) => (
          <li key={id}>
            {text(kindTitle(kind))}, {formatEdtf(occurred, speech)}
          </li>
        ))}
      </ul>
      {hidden > 0 && <p>{text('form.erasure-agreement.hidden', { count: hidden })}</p>}
      {seen.length > 0 && (
        <p>
          <Link to="/children/$id" params={{ id: chosen.entry.subject }} hash="chronicle">
            {text('form.erasure-agreement.look')}
          </Link>
        </p>
      )}
    </Notice>
  )
}

function askerIn({ entry }: ErasureRequest, { authors, agencies, speech }: RecordContext): string {
  const who = authors.find(({ id }) => id === entry.author)?.displayName
  const agency = agencies.find(({ id }) => id === entry.agency)
  return [who, agency && agencyName(agency, speech)].filter((part) => part !== undefined).join(', ')
}

// What another birth date would change, before anyone writes it down: a date moved near the limit can hasten a removal or hide a breach
// (practice.md part 2, officers' incentives).
import { bases, uuidSchema } from '@komar/domain/chronicle/entry'
import { whatChanges, type WhatChanges } from '@komar/domain/insight/what-changes'
import { isWithoutLimit } from '@komar/domain/law/past'
import type { DateRange } from '@komar/domain/time/plain-date'
import type { ReactNode } from 'react'
import { formatRange } from '../../i18n/format-date.ts'
import type { Slot } from '../../record/field-kinds.ts'
import { edtf, oneOf } from '../../record/values.ts'
import { Notice } from '../../ui/notice.tsx'
import type { Speech } from '../../i18n/speech.ts'

export function BirthConsequences({ values, context }: Slot): ReactNode {
  const { child, entries, pack, speech, query, today } = context
  const born = edtf(values, 'born')
  if (child === null || born === undefined || entries.length === 0) return null
  const claim = uuidSchema.safeParse(query['entry'])
  const changes = whatChanges(child.child, entries, pack, {
    born,
    basis: oneOf(values, 'basis', bases),
    claim: claim.success ? claim.data : undefined,
    today,
  })
  return (
    <Notice tone={changes.doesStayOutlastLimit ? 'brick' : 'slate'} heading={speech.text('form.changes.heading')}>
      <ul>
        {sentences(changes, speech).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Notice>
  )
}

function sentences({ limit, doesStayOutlastLimit, doesWait, deadlines }: WhatChanges, speech: Speech): string[] {
  const before = rangeWords(limit.before, speech)
  const after = rangeWords(limit.after, speech)
  const moved = deadlines.length
  return [
    before === after
      ? speech.text('form.changes.same-limit', { date: after })
      : speech.text('form.changes.limit', { before, after }),
    ...(doesWait ? [speech.text('form.changes.waits')] : []),
    ...(doesStayOutlastLimit ? [speech.text('form.changes.outlasts')] : []),
    speech.text('form.changes.deadlines', { count: moved }),
  ]
}

function rangeWords(range: DateRange | null, speech: Speech): string {
  if (range === null) return speech.text('form.changes.none')
  return isWithoutLimit(range) ? speech.text('clock.no-limit-known') : formatRange(range, speech)
}

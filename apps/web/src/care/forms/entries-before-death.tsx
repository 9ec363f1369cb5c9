import type { ReactNode } from 'react'
import { kindTitle } from '../../chronicle/field-words.ts'
import { formatEdtf } from '../../i18n/format-edtf.ts'
import type { Slot } from '../../record/field-kinds.ts'
import { entriesBeforeDeath } from './death-entries.ts'

/** What the review has before it: the entries of the last ninety days, as they stand and cannot change. */
export function EntriesBeforeDeath({ context }: Pick<Slot, 'context'>): ReactNode {
  const { speech } = context
  const read = entriesBeforeDeath(context)
  return (
    <div className="stack-tight">
      <p>{speech.text('form.death-review.entries', { count: read.length })}</p>
      {read.length > 0 && (
        <details>
          <summary>{speech.text('form.death-review.show')}</summary>
          <ul>
            {read.map(({ id, kind, occurred }) => (
              <li key={id}>
                {formatEdtf(occurred, speech)}: {speech.text(kindTitle(kind))}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

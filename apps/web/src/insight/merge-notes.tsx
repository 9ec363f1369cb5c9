// A child with several records: a quiet note on the kept one, with the way to undo it; on another one, the way to the kept one.
import type { Recorded } from '@komar/domain/chronicle/entry'
import { mergesIn, type Merge } from '@komar/domain/register/merge-state'
import { edtfBounds } from '@komar/domain/time/edtf'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { formatDate } from '../i18n/format-date.ts'
import { useSpeech, useText } from '../i18n/language-provider.tsx'
import { mayRecordKind, recordAddress } from '../register/actions.ts'
import { ChildLink } from '../register/children-list.tsx'
import { useChildRow } from '../register/use-child-row.ts'
import { useSession } from '../shell/session.tsx'
import { Notice } from '../ui/notice.tsx'

/** Of a kept record: each record that was joined with it. */
export function MergeNotes({ child, entries }: { child: string; entries: readonly Recorded[] }): ReactNode {
  return mergesIn(entries)
    .filter(({ entry }) => entry.subject === child)
    .map((merge) => <TakenIn key={merge.id} merge={merge} kept={child} />)
}

/** Of a record that was joined with another: where the child is found now. */
export function LeadsOn({ kept }: { kept: string }): ReactNode {
  const text = useText()
  const row = useChildRow(kept)
  return (
    <Notice tone="amber" heading={text('merge.other-heading')}>
      {row === null ? (
        <p>{text('merge.other-unseen')}</p>
      ) : (
        <p>
          {text('merge.other-go')} <ChildLink child={row} />
        </p>
      )}
    </Notice>
  )
}

/** The address of the form that withdraws it; a plain string, as no route is named by it. */
function undoing(kept: string, { entry }: Merge): string {
  return `${recordAddress(kept, 'withdraw')}?entry=${entry.id}`
}

function TakenIn({ merge, kept }: { merge: Merge; kept: string }): ReactNode {
  const speech = useSpeech()
  const session = useSession()
  const row = useChildRow(merge.body.other)
  const day = edtfBounds(merge.entry.occurred).latest
  return (
    <Notice tone="slate">
      <p>
        {speech.text('merge.kept', { date: day === null ? '' : formatDate(day, speech) })}{' '}
        {row !== null && <ChildLink child={{ ...row, sameAs: null }} />}
      </p>
      <p className="soft">{merge.body.because}</p>
      {mayRecordKind(session, 'register.merged') && (
        <p className="screen-only">
          <Link to={undoing(kept, merge)}>{speech.text('merge.undo')}</Link>
        </p>
      )}
    </Notice>
  )
}

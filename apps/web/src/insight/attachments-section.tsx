// All pictures and spoken notes of a chronicle in one part of the page, the latest first; withdrawn ones are not shown.
import { attachmentsOf } from '@komar/domain/chronicle/attachments'
import type { Recorded } from '@komar/domain/chronicle/entry'
import { settled } from '@komar/domain/settled'
import { useMemo, type ReactNode } from 'react'
import { kindTitle } from '../chronicle/field-words.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { AttachmentList } from '../ui/attachment-list.tsx'
import { Section } from '../ui/section.tsx'

export function AttachmentsSection({ entries }: { entries: readonly Recorded[] }): ReactNode {
  const speech = useSpeech()
  const shown = useMemo(
    () =>
      settled(entries)
        .facts.map(({ entry }) => ({ entry, files: attachmentsOf(entry) }))
        .filter(({ files }) => files.length > 0)
        .toReversed(),
    [entries],
  )
  if (shown.length === 0) return null
  return (
    <Section id="pictures" title="attachment.section">
      <ul className="stack plain-list">
        {shown.map(({ entry, files }) => (
          <li key={entry.id} className="stack-tight">
            <p>
              <strong>{speech.text(kindTitle(entry.kind))}</strong>{' '}
              <span className="soft">{formatEdtf(entry.occurred, speech)}</span>
            </p>
            {typeof entry.body['caption'] === 'string' && <p>{entry.body['caption']}</p>}
            <AttachmentList attachments={files} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

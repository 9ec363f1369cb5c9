import type { Recorded } from '@komar/domain/chronicle/entry'
import { openNotices, transfersOf, type Transfer } from '@komar/domain/register/transfer-state'
import { settled } from '@komar/domain/settled'
import { useMemo, type ReactNode } from 'react'
import { formatDate } from '../i18n/format-date.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { Speech } from '../i18n/speech.ts'
import { usePolicy } from '../policy/use-policy.ts'
import { Section } from '../ui/section.tsx'
import type { Directory } from './directory.ts'

type Props = { entries: readonly Recorded[]; directory: Directory }

/** Moves from prison to prison: announced or not, learned in time or late, with the reason where one was given. */
export function TransfersList({ entries, directory }: Props): ReactNode {
  const speech = useSpeech()
  const pack = usePolicy()
  const chronicle = useMemo(() => settled(entries), [entries])
  if (pack === null) return null
  const knownWithin = pack.procedures?.transfer.knownWithin.value ?? null
  const transfers = transfersOf(chronicle, knownWithin, pack.head.timeZone.utcOffset)
  const notices = openNotices(chronicle, transfers)
  if (transfers.length + notices.length === 0) return null
  const place = (to: string | null): string =>
    to === null ? speech.text('transfer.place-unknown') : directory.facilityName(to)
  return (
    <Section id="transfers" title="carer.transfers">
      <ul className="plain-list stack-tight">
        {notices.map(({ id, movesOn, to, reason }) => (
          <li key={id}>
            {speech.text('transfer.announced', { date: formatEdtf(movesOn, speech, 'between'), place: place(to) })}{' '}
            <span className="soft">{reason ?? speech.text('transfer.no-reason')}</span>
          </li>
        ))}
        {transfers.toReversed().map((transfer) => (
          <li key={transfer.id}>
            {speech.text('transfer.line', {
              date: formatEdtf(transfer.on, speech, 'between'),
              place: place(transfer.to),
            })}{' '}
            <span className="soft">{transfer.reason ?? speech.text('transfer.no-reason')}</span>
            <p className="small">{sayKnown(transfer, speech)}</p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function sayKnown({ isAnnounced, knownLateOn }: Transfer, speech: Speech): string {
  if (isAnnounced) return speech.text('transfer.known-before')
  if (knownLateOn === null) return speech.text('transfer.known-in-time')
  return speech.text('transfer.known-late', { date: formatDate(knownLateOn, speech) })
}

import { consentsOf, type Consent } from '@komar/domain/access/consent'
import type { Settled } from '@komar/domain/chronicle/fold'
import type { ReactNode } from 'react'
import { sayOption } from '../chronicle/field-words.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { Speech } from '../i18n/speech.ts'
import { List } from '../ui/list.tsx'

type Props = { settled: Settled; agencyName: (id: string) => string }

/** What was last said about each agency, and why a yes does not hold where it does not. */
export function ConsentSection({ settled, agencyName }: Props): ReactNode {
  const speech = useSpeech()
  const { text } = speech
  return (
    <List
      caption={text('consent.caption')}
      columns={[
        {
          id: 'agency',
          heading: text('consent.column-agency'),
          isName: true,
          cell: ({ agency }) => agencyName(agency),
        },
        { id: 'said', heading: text('consent.column-said'), cell: (consent) => <Said consent={consent} /> },
        {
          id: 'by',
          heading: text('consent.column-by'),
          cell: ({ stated }) => (
            <>
              {sayOption('whose', stated.body.whose, speech)}, {formatEdtf(stated.entry.occurred, speech)}
              <div className="soft small">{stated.body.purpose}</div>
            </>
          ),
        },
      ]}
      rows={consentsOf(settled).toReversed()}
      rowKey={({ agency }) => agency}
      whenEmpty={<p>{text('consent.none')}</p>}
    />
  )
}

function Said({ consent }: { consent: Consent }): ReactNode {
  const speech = useSpeech()
  return (
    <>
      {sayConsent(consent, speech)}
      {consent.faults.length > 0 && (
        <ul className="plain-list small">
          {consent.faults.map((fault) => (
            <li key={fault}>{speech.text(`consent.fault.${fault}`)}</li>
          ))}
        </ul>
      )}
    </>
  )
}

function sayConsent({ agrees, isInForce, isWithdrawn }: Consent, { text }: Speech): string {
  if (isInForce) return text('consent.holds')
  if (agrees) return text('consent.does-not-hold')
  return text(isWithdrawn ? 'consent.withdrawn' : 'consent.refused')
}

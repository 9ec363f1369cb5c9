import { decisionDoubt } from '@komar/domain/insight/decision-doubts'
import type { ChildFile } from '@komar/domain/insight/child-file'
import type { Recorded } from '@komar/domain/chronicle/entry'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { kindTitle } from '../chronicle/field-words.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { mayRecordKind, recordAddress } from '../register/actions.ts'
import { useSession } from '../shell/session.tsx'
import { buttonClass } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { EntryLink } from './entry-link.tsx'

type Props = { file: ChildFile; entries: readonly Recorded[] }

/** The last decision, where what it stood on is not what it was: names both, and asks a person. */
export function DecisionDoubtNotice({ file, entries }: Props): ReactNode {
  const speech = useSpeech()
  const session = useSession()
  const doubt = decisionDoubt(file, entries)
  if (doubt === null) return null
  const say = ({ kind, occurred }: Recorded): string =>
    `${speech.text(kindTitle(kind))}, ${formatEdtf(occurred, speech)}`
  return (
    <Notice tone="amber" heading={speech.text('doubt.title')}>
      <p>{speech.text('doubt.what')}</p>
      <ul className="stack-tight">
        <li>
          {say(doubt.decision)} <EntryLink id={doubt.decision.id} />
        </li>
        {doubt.unseen.map((entry) => (
          <li key={entry.id}>
            {speech.text('doubt.unseen', { what: say(entry) })} <EntryLink id={entry.id} />
          </li>
        ))}
        {doubt.changed.map(({ fact, by }) => (
          <li key={by.id}>
            {speech.text(by.retracts === undefined ? 'doubt.corrected' : 'doubt.withdrawn', { what: say(fact) })}{' '}
            <EntryLink id={by.retracts === undefined ? by.id : fact.id} />
          </li>
        ))}
      </ul>
      <p>{speech.text('doubt.next')}</p>
      {mayRecordKind(session, doubt.decision.kind) && (
        <div className="screen-only">
          <Link to={recordAddress(file.child, 'decision')} className={buttonClass()}>
            {speech.text('doubt.decide')}
          </Link>
        </div>
      )}
    </Notice>
  )
}

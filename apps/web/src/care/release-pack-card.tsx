import { packPieces } from '@komar/domain/care/after-kinds'
import type { ReleasePack } from '@komar/domain/care/after-state'
import { Link } from '@tanstack/react-router'
import { CircleCheck, CircleDashed, Printer } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatDate } from '../i18n/format-date.ts'
import { formatEdtf } from '../i18n/format-edtf.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import { mayRecordKind, recordAddress } from '../register/actions.ts'
import { useSession } from '../shell/session.tsx'
import { buttonClass } from '../ui/button.tsx'
import './release-pack.css'

type Props = { child: string; pack: ReleasePack }

/** What must be ready on the day of a release: six pieces, each there or missing; the page to print and carry. */
export function ReleasePackCard({ child, pack }: Props): ReactNode {
  const speech = useSpeech()
  const session = useSession()
  const { text } = speech
  const { pieces, missing, releaseExpected, heardOn } = pack
  return (
    <div className="stack-tight">
      {heardOn !== null && <p>{text('release.heard', { date: formatDate(heardOn, speech) })}</p>}
      {releaseExpected !== null && (
        <p>{text('release.expected', { date: formatEdtf(releaseExpected, speech, 'between') })}</p>
      )}
      <p className="soft">{text('release.count', { missing: missing.length, total: packPieces.length })}</p>
      <ul className="release-pieces plain-list">
        {packPieces.map((piece) => (
          <li key={piece} className={pieces[piece] === undefined ? 'release-missing' : 'release-ready'}>
            {pieces[piece] === undefined ? (
              <CircleDashed aria-hidden="true" size={18} />
            ) : (
              <CircleCheck aria-hidden="true" size={18} />
            )}
            <span>
              <strong>{text(`field.${piece}`)}:</strong>{' '}
              {pieces[piece] ?? <span className="soft">{text('release.missing')}</span>}
            </span>
          </li>
        ))}
      </ul>
      <div className="row screen-only">
        {mayRecordKind(session, 'care.release-pack-stated') && missing.length > 0 && (
          <Link to={recordAddress(child, 'release-pack')} className={buttonClass()}>
            {text('release.complete')}
          </Link>
        )}
        <Link to="/children/$id/release-pack" params={{ id: child }} className={buttonClass('quiet')}>
          <Printer aria-hidden="true" size={18} /> {text('release.print')}
        </Link>
      </div>
    </div>
  )
}

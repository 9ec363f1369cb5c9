import { ladderOf, type Rung } from '@komar/domain/care/ladder'
import type { ChildCare } from '@komar/domain/care/state'
import type { Decision } from '@komar/domain/assess/state'
import { Link } from '@tanstack/react-router'
import { Check, Circle, Hourglass, UserCheck, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { sayOption, sayTier } from '../chronicle/field-words.ts'
import { useSpeech } from '../i18n/language-provider.tsx'
import type { MessageId } from '../i18n/message-id.ts'
import { mayRecordKind, recordAddress } from '../register/actions.ts'
import { useSession } from '../shell/session.tsx'
import { stillToAsk } from './care-view.ts'
import './ways-out.css'

const standingWords = {
  chosen: 'ways-out.chosen',
  open: 'ways-out.open',
  excluded: 'ways-out.excluded',
  waiting: 'ways-out.waiting',
  unasked: 'ways-out.unasked',
} as const satisfies Record<Rung['standing'], MessageId>

const signs = { chosen: Check, open: UserCheck, excluded: X, waiting: Hourglass, unasked: Circle } as const

type Props = { child: string; care: ChildCare; decisions: readonly Decision[]; mayReadCare: boolean }

const home = 4

/** The five ways out in their order: who was asked, what they said, why not, and what nobody has asked yet. */
export function WaysOut({ child, care, decisions, mayReadCare }: Props): ReactNode {
  const speech = useSpeech()
  const session = useSession()
  if (!mayReadCare) return <p className="soft">{speech.text('care.hidden')}</p>
  const rungs = ladderOf(care, decisions)
  const open = stillToAsk(rungs)
  const askAt = mayRecordKind(session, 'care.option-explored') ? recordAddress(child, 'option') : null
  return (
    <div className="stack-tight">
      <p>
        {open.length === 0
          ? speech.text('ways-out.all-answered')
          : speech.text('ways-out.still-open', { ways: open.map((tier) => sayTier(tier, speech)).join(', ') })}
      </p>
      <ol className="ways-out plain-list">
        {rungs.map((rung) => (
          <RungLine
            key={rung.tier}
            rung={rung}
            askAt={rung.tier < home || open.length === 0 ? askAt : null}
            isLast={rung.tier === home && rung.standing === 'unasked' && open.length > 0}
          />
        ))}
      </ol>
    </div>
  )
}

type RungProps = { rung: Rung; askAt: string | null; isLast: boolean }

function RungLine({ rung, askAt, isLast }: RungProps): ReactNode {
  const speech = useSpeech()
  const { tier, standing, asked, considered } = rung
  const Sign = signs[standing]
  const ask: string | null = askAt === null ? null : `${askAt}?tier=${tier}`
  const isOpen = standing === 'waiting' || standing === 'unasked'
  return (
    <li className="ways-out-rung" data-standing={standing}>
      <Sign aria-hidden="true" size={20} />
      <div className="stack-tight">
        <p className="ways-out-head">
          <strong>{sayTier(tier, speech)}</strong>{' '}
          <span>{speech.text(isLast ? 'ways-out.last' : standingWords[standing])}</span>
        </p>
        {asked.map(({ id, body }) => (
          <p key={id}>
            {speech.text('care.option-line', { who: body.who, answer: sayOption('answer', body.answer, speech) })}
            {body.why !== undefined && <span className="soft"> {body.why}</span>}
          </p>
        ))}
        {asked.length === 0 && considered?.whoWasAsked !== undefined && (
          <p>
            {speech.text('ways-out.asked', { who: considered.whoWasAsked })}
            {considered.whyNot !== undefined && <span className="soft"> {considered.whyNot}</span>}
          </p>
        )}
        {isOpen && ask !== null && (
          <Link to={ask} className="screen-only">
            {speech.text('ways-out.ask')}
          </Link>
        )}
      </div>
    </li>
  )
}

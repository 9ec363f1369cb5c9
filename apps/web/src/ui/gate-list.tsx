// "A refusal is a to-do list": each missing piece is a sentence and a link to where it is mended (ui.md, principle 5).
import { CircleCheck, CircleDashed, CircleHelp } from 'lucide-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { MessageId } from '../i18n/message-id.ts'
import { useText } from '../i18n/language-provider.tsx'
import './gate-list.css'

export type PieceStatus = 'missing' | 'cannot-tell' | 'met'

export type GatePiece = {
  key: string
  status: PieceStatus
  /** What must be there, as a sentence: "The mother has been heard." */
  sentence: string
  /** Where it is mended, for those who may. */
  mend?: { to: string; label: string }
}

const looks = {
  missing: { Icon: CircleDashed, word: 'gate.missing' },
  'cannot-tell': { Icon: CircleHelp, word: 'gate.cannot-tell' },
  met: { Icon: CircleCheck, word: 'gate.met' },
} as const satisfies Record<PieceStatus, { Icon: unknown; word: MessageId }>

type Props = { heading: string; pieces: readonly GatePiece[] }

export function GateList({ heading, pieces }: Props): ReactNode {
  const text = useText()
  const missing = pieces.filter((piece) => piece.status !== 'met').length
  return (
    <section className="stack-tight">
      <h3>{heading}</h3>
      <p className="soft">{text('gate.summary', { missing, total: pieces.length })}</p>
      <ul className="gate-list plain-list">
        {pieces.map((piece) => (
          <Piece piece={piece} key={piece.key} />
        ))}
      </ul>
    </section>
  )
}

function Piece({ piece }: { piece: GatePiece }): ReactNode {
  const text = useText()
  const { Icon, word } = looks[piece.status]
  return (
    <li className={`gate-piece gate-piece-${piece.status}`}>
      <Icon aria-hidden="true" size={20} />
      <div>
        <strong>{text(word)}</strong>
        <p>{piece.sentence}</p>
        {piece.mend && piece.status === 'missing' && <Link to={piece.mend.to}>{piece.mend.label}</Link>}
      </div>
    </li>
  )
}

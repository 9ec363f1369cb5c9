import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { isToSend } from '../store/is-to-send.ts'
import { useSync, useUnsent } from '../store/store-provider.tsx'

/** Says how much written here has not reached the host, or was refused and waits for its author. Nothing when all is well. */
export function UnsentNote(): ReactNode {
  const text = useText()
  const unsent = useUnsent() ?? []
  const { pull, isFull } = useSync()
  const isContradicted = pull === 'contradicted'
  const waiting = unsent.filter(isToSend).length
  const refused = unsent.filter(({ state }) => state === 'refused').length
  if (waiting === 0 && refused === 0 && !isFull && !isContradicted) return null
  return (
    <p className="frame-note" role="status">
      {waiting > 0 && <span>{text('outbox.waiting', { count: waiting })} </span>}
      {isContradicted && <Link to="/unsent">{text('outbox.contradicted')} </Link>}
      {isFull && <Link to="/unsent">{text('outbox.full')} </Link>}
      {refused > 0 && <Link to="/unsent">{text('outbox.refused', { count: refused })}</Link>}
    </p>
  )
}

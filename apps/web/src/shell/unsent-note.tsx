import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { useUnsent } from '../store/store-provider.tsx'

/** Says how much written here has not reached the host, or was refused and waits for its author. Nothing when all is well. */
export function UnsentNote(): ReactNode {
  const text = useText()
  const unsent = useUnsent() ?? []
  const waiting = unsent.filter(({ state }) => state === 'waiting' || state === 'sent').length
  const refused = unsent.filter(({ state }) => state === 'refused').length
  if (waiting === 0 && refused === 0) return null
  return (
    <p className="frame-note" role="status">
      {waiting > 0 && <span>{text('outbox.waiting', { count: waiting })} </span>}
      {refused > 0 && <Link to="/unsent">{text('outbox.refused', { count: refused })}</Link>}
    </p>
  )
}

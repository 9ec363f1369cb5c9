import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'

/** The name of the program and the way to its first page. */
export function Brand(): ReactNode {
  const text = useText()
  return (
    <Link to="/" className="frame-brand">
      <img src="/icon.svg" alt="" width={28} height={28} />
      <span className="frame-brand-word">{text('shell.komar')}</span>
    </Link>
  )
}

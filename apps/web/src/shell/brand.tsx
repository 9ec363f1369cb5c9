import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { appNameWords, iconAddress, useAppName } from './app-name.ts'

/** The name of the program and the way to its first page. */
export function Brand(): ReactNode {
  const text = useText()
  const name = useAppName()
  return (
    <Link to="/" className="frame-brand">
      <img src={iconAddress(name)} alt="" width={28} height={28} />
      <span className="frame-brand-word">{text(appNameWords[name])}</span>
    </Link>
  )
}

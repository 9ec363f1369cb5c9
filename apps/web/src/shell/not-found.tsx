import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { buttonClass } from '../ui/button.tsx'
import { PageState } from '../ui/page-state.tsx'
import { useTitle } from './page.tsx'

/** An address that leads nowhere, or to something that this person may no longer see: the two must look alike. */
export function NotFound(): ReactNode {
  const text = useText()
  useTitle('state.gone')
  return (
    <PageState kind="gone">
      <Link to="/" className={buttonClass('main')}>
        {text('state.to-start')}
      </Link>
    </PageState>
  )
}

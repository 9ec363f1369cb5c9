import type { ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'

/** Leads from a mark to its entry on the same page. The address stays as it is. */
export function EntryLink({ id }: { id: string }): ReactNode {
  const text = useText()
  return (
    <a href={`#entry-${id}`} onClick={(event) => show(event, id)}>
      {text('child.entry-link')}
    </a>
  )
}

function show(event: { preventDefault: () => void }, id: string): void {
  event.preventDefault()
  const entry = document.getElementById(`entry-${id}`)
  entry?.closest('details')?.setAttribute('open', '')
  entry?.scrollIntoView({ block: 'start' })
  entry?.focus({ preventScroll: true })
}

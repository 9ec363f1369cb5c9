import { useEffect, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { useStore, useUnsent } from '../store/store-provider.tsx'

/** To whoever came in by the identity provider: that nothing is kept here, before anything is written. Nothing to others. */
export function NothingKept(): ReactNode {
  const text = useText()
  const { isInMemory, session } = useStore()
  useGuard(isInMemory)
  if (!isInMemory) return null
  return <p className="frame-note">{text('nothing-kept.note', { name: session.byProvider ?? '' })}</p>
}

/** The browser asks before the page is left while something on it was not sent. */
function useGuard(isInMemory: boolean): void {
  const unsent = useUnsent() ?? []
  const isWaiting = isInMemory && unsent.some(({ state }) => state === 'waiting' || state === 'sent')
  useEffect(() => {
    if (!isWaiting) return
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
    globalThis.addEventListener('beforeunload', ask)
    return () => globalThis.removeEventListener('beforeunload', ask)
  }, [isWaiting])
}

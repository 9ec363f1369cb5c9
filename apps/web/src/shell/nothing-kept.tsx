import { useEffect, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { isToSend } from '../store/is-to-send.ts'
import { useStore, useUnsent } from '../store/store-provider.tsx'
import { useKept } from '../store/use-attachments.tsx'

/** To whoever came in by the identity provider: that nothing is kept here, before anything is written. Nothing to others. */
export function NothingKept(): ReactNode {
  return useStore().isInMemory ? <Shown /> : null
}

function Shown(): ReactNode {
  const text = useText()
  const { session } = useStore()
  const unsent = useUnsent() ?? []
  const files = [...useKept().values()].filter(({ state }) => state === 'draft' || state === 'waiting').length
  useGuard(files > 0 || unsent.some(isToSend))
  return (
    <>
      <p className="frame-note">{text('nothing-kept.note', { name: session.byProvider ?? '' })}</p>
      {files > 0 && (
        <p className="frame-note" role="status">
          {text('nothing-kept.files', { count: files })}
        </p>
      )}
    </>
  )
}

/** The browser asks before the page is left while something on it was not sent. */
function useGuard(isWaiting: boolean): void {
  useEffect(() => {
    if (!isWaiting) return
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
    globalThis.addEventListener('beforeunload', ask)
    return () => globalThis.removeEventListener('beforeunload', ask)
  }, [isWaiting])
}

import { membersToSeal } from '@komar/domain/chronicle/sealed-text'
import { kindNamed } from '@komar/domain/kinds'
import { useEffect, useState, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { useStore } from '../store/store-provider.tsx'

/** That what is written here is sealed with the agency's key; nothing where it is not. Whoever misses it knows to ask. */
export function SealedNote({ kinds }: { kinds: readonly string[] }): ReactNode {
  const text = useText()
  const { keys } = useStore()
  const [isSealed, setIsSealed] = useState(false)
  useEffect(() => {
    let isCurrent = true
    void keys.sealing().then((now) => {
      if (!isCurrent) return
      const known = kinds.flatMap((name) => kindNamed(name) ?? [])
      setIsSealed(now !== null && known.some((kind) => membersToSeal(kind, now.scope).length > 0))
    })
    return () => {
      isCurrent = false
    }
  }, [keys, kinds])
  return isSealed ? <p>{text('form.sealed')}</p> : null
}

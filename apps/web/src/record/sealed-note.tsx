import { membersToSeal } from '@komar/domain/chronicle/sealed-text'
import { kindNamed } from '@komar/domain/kinds'
import { useEffect, useState, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { sealedWhenShown } from '../store/agency-keys/open-texts.ts'
import { useStore } from '../store/store-provider.tsx'

type Props = {
  kinds: readonly string[]
  /** The entry that is corrected or withdrawn: what was sealed stays so. */
  entry?: string | undefined
}

/** That what is written here is sealed with the agency's key; nothing where it is not. Whoever misses it knows to ask. */
export function SealedNote({ kinds, entry }: Props): ReactNode {
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
  const wasSealed = entry !== undefined && sealedWhenShown(entry).length > 0
  return isSealed || wasSealed ? <p>{text('form.sealed')}</p> : null
}

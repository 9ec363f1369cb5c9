import { useEffect, useMemo, useState } from 'react'
import { isAnySealed, onKeys, openTexts } from './open-texts.ts'

/** The same with its sealed texts opened, to be shown and never sent; null until it is known what opens. `value` must be stable. */
export function useOpened<T>(value: T): T | null {
  const [opened, setOpened] = useState<{ of: T; is: T } | null>(null)
  const isSealed = useMemo(() => isAnySealed(value), [value])
  useEffect(() => {
    if (!isSealed) return
    let isCurrent = true
    const open = (): void => void openTexts(value).then((is) => isCurrent && setOpened({ of: value, is }))
    open()
    const stop = onKeys(open)
    return () => {
      isCurrent = false
      stop()
    }
  }, [value, isSealed])
  if (!isSealed) return value
  return opened?.of === value ? opened.is : null
}

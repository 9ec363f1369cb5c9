// While somebody is at work, a call that the host wants proved asks here, and goes on when the person did (packages/contract, `fresh`).
// Calls that want it at the same time are answered by one dialog.
import { confirmBy } from '@komar/contract/client'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { ConfirmDialog, type ConfirmWays } from '../access/confirm-dialog.tsx'

type Asking = { promise: Promise<boolean>; settle: (isProved: boolean) => void }

function begin(): Asking {
  let settle: Asking['settle'] = () => undefined
  const promise = new Promise<boolean>((resolve) => (settle = resolve))
  return { promise, settle }
}

/** Nothing, until a call wants a proof. */
export function Confirmations(ways: ConfirmWays): ReactNode {
  const asking = useRef<Asking>(null)
  const [isOpen, setIsOpen] = useState(false)
  useEffect(() => {
    confirmBy(() => {
      asking.current ??= begin()
      setIsOpen(true)
      return asking.current.promise
    })
    return () => {
      confirmBy(null)
      asking.current?.settle(false)
      asking.current = null
    }
  }, [])
  if (!isOpen) return null
  const settle = (isProved: boolean): void => {
    setIsOpen(false)
    asking.current?.settle(isProved)
    asking.current = null
  }
  return <ConfirmDialog {...ways} onSettled={settle} />
}

import { useEffect, useState, type ReactNode } from 'react'
import { useText } from '../i18n/language-provider.tsx'
import { useVault } from '../shell/session.tsx'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'

/** How much sealed work waits on this device beside the open store, and the way to the host for it: a number and nothing else. */
export function WaitingWork({ words }: { words: 'sign-in.work-waits' | 'sign-in.others-wait' }): ReactNode {
  const text = useText()
  const vault = useVault()
  const [count, setCount] = useState(0)
  const [isHandingIn, setIsHandingIn] = useState(false)
  const [round, setRound] = useState(0)
  useEffect(() => {
    let isCurrent = true
    const showCount = (stores: readonly { boxes: number }[]): void => {
      if (isCurrent) setCount(stores.reduce((sum, { boxes }) => sum + boxes, 0))
    }
    void vault.waiting().then(showCount)
    return () => {
      isCurrent = false
    }
  }, [vault, round])
  if (count === 0) return null
  const { handIn } = vault
  const press = async (): Promise<void> => {
    setIsHandingIn(true)
    // What could not go stays, and is counted again.
    await handIn?.().catch(() => undefined)
    setIsHandingIn(false)
    setRound((before) => before + 1)
  }
  return (
    <Notice>
      <p>{text(words, { count })}</p>
      {handIn !== null && (
        <div>
          <Button onClick={() => void press()} disabled={isHandingIn}>
            {text('sign-in.hand-in')}
          </Button>
        </div>
      )}
    </Notice>
  )
}

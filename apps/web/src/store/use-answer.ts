// What a page asks the host for, kept current: asked again when something was accepted anywhere, without the page blinking.
import type { Answer } from '@komar/contract/client'
import { useEffect, useReducer, useState } from 'react'
import { useStore } from './store-provider.tsx'

export type Asked<T> = {
  /** Undefined until the first answer came. While offline or refused, the last good answer stays in `value`. */
  answer: Answer<T> | undefined
  value: T | undefined
  askAgain: () => void
}

/** `ask` must be stable (useCallback): a new function asks anew. `isBackground` is true when nobody asked: pass it to `call`. */
export function useAnswer<T>(ask: (isBackground: boolean) => Promise<Answer<T>>): Asked<T> {
  const { changes } = useStore()
  const [state, setState] = useState<Omit<Asked<T>, 'askAgain'>>({ answer: undefined, value: undefined })
  const [round, askAgain] = useReducer((count: number) => count + 1, 0)

  useEffect(() => {
    let isCurrent = true
    const run = async (isBackground: boolean): Promise<void> => {
      const answer = await ask(isBackground)
      if (!isCurrent) return
      setState((before) => ({ answer, value: answer.ok ? answer.value : before.value }))
    }
    void run(false)
    const stopListening = changes.subscribe(() => void run(true))
    return () => {
      isCurrent = false
      stopListening()
    }
  }, [ask, changes, round])

  return { ...state, askAgain }
}

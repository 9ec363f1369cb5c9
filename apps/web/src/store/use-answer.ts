// What a page asks, kept current: asked again when something was accepted anywhere or came in on this device, and when the network is
// back, without the page blinking.
import type { Answer } from '@komar/contract/client'
import { useEffect, useReducer, useState } from 'react'
import { attachedDevice, noteNetwork, type Source } from './ask.ts'
import { useStore } from './store-provider.tsx'

export type Asked<T> = {
  /** Undefined until the first answer came. While offline or refused, the last good answer stays in `value`. */
  answer: Answer<T> | undefined
  value: T | undefined
  /** Where `value` came from; undefined as long as there is none. */
  source: Source | undefined
  askAgain: () => void
}

/** An answer, and who gave it where that is not always the host. */
type Given<T> = Answer<T> & { source?: Source }

type State<T> = Omit<Asked<T>, 'askAgain'>

/** `ask` must be stable (useCallback): a new function asks anew. `isBackground` is true when nobody asked: pass it on. */
export function useAnswer<T>(ask: (isBackground: boolean) => Promise<Given<T>>): Asked<T> {
  const { changes } = useStore()
  const [state, setState] = useState<State<T>>({ answer: undefined, value: undefined, source: undefined })
  const [round, askAgain] = useReducer((count: number) => count + 1, 0)

  useEffect(() => {
    let isCurrent = true
    let isFromHost = false
    const run = async (isBackground: boolean): Promise<void> => {
      const answer = await ask(isBackground)
      if (!isCurrent) return
      isFromHost = answer.ok && answer.source?.from !== 'device'
      setState((before) => (answer.ok ? { answer, value: answer.value, source: answer.source } : { ...before, answer }))
    }
    void run(false)
    const stops = [
      changes.subscribe(() => void run(true)),
      onNetwork(() => isFromHost || void run(true)),
      onDevice(() => isFromHost || void run(true)),
    ]
    return () => {
      isCurrent = false
      stops.forEach((stop) => stop())
    }
  }, [ask, changes, round])

  return { ...state, askAgain }
}

/** Told when the browser says that the network came back. */
function onNetwork(listener: () => void): () => void {
  const tell = (): void => {
    noteNetwork()
    listener()
  }
  globalThis.addEventListener('online', tell)
  return () => globalThis.removeEventListener('online', tell)
}

/** Told when entries came in on this device. */
function onDevice(listener: () => void): () => void {
  return attachedDevice()?.chronicle.subscribe(listener) ?? (() => undefined)
}

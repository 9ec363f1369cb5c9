// What a page asks, kept current: asked again when something was accepted anywhere or came in on this device, and when the network is
// back, without the page blinking and without a second question while one is under way.
import type { Answer } from '@komar/contract/client'
import { useEffect, useReducer, useState } from 'react'
import { onKeys } from './agency-keys/open-texts.ts'
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
    const asking = keepAsking(ask, (answer) =>
      setState((before) =>
        answer.ok ? { answer, value: answer.value, source: answer.source } : { ...before, answer },
      ),
    )
    const stops = [
      changes.subscribe(() => asking.anew('host')),
      onNetwork(asking.atOnce),
      onDevice(() => asking.anew('device')),
      onKeys(() => asking.anew('host')),
    ]
    return () => {
      asking.stop()
      stops.forEach((stop) => stop())
    }
  }, [ask, changes, round])

  return { ...state, askAgain }
}

/** Who knows more than before: the host, which what it answers must follow; or this device, whose word counts where the host does not answer. */
type Teller = 'host' | 'device'

type Asking = {
  /** Asks once more, after the question under way, however often it changes meanwhile. */
  anew: (teller: Teller) => void
  /** There is a network: where the host has not answered, or not yet again, asks at once, beside a question that may never be answered. */
  atOnce: () => void
  stop: () => void
}

/** Asks, and again when told to; an answer that comes after that to a later question is not shown. */
export function keepAsking<T>(
  ask: (isBackground: boolean) => Promise<Given<T>>,
  show: (answer: Given<T>) => void,
): Asking {
  let asked = 0
  let shown = 0
  let isFromHost = false
  let isStopped = false
  let stale: Teller | null = null

  const run = async (isBackground: boolean): Promise<void> => {
    asked += 1
    const number = asked
    stale = null
    const answer = await ask(isBackground)
    if (number < shown || isStopped) return
    shown = number
    isFromHost = answer.ok && answer.source?.from !== 'device'
    show(answer)
    if (isDue(stale)) void run(true)
  }
  const isDue = (teller: Teller | null): boolean =>
    shown === asked && (teller === 'host' || (teller === 'device' && !isFromHost))

  void run(false)
  return {
    anew: (teller) => {
      if (isDue(teller)) void run(true)
      else if (stale !== 'host') stale = teller
    },
    atOnce: () => {
      if (!isFromHost || shown < asked) void run(true)
    },
    stop: () => {
      isStopped = true
    },
  }
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

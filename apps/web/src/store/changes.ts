// Open pages learn by server-sent events that something was accepted; the events carry a number and nothing personal. What is
// shown is then asked for anew, under the reader's own rights.
import { streamChanges } from '@komar/contract/changes'
import { waitBeforeTryMs } from './back-off.ts'

export type Changes = { subscribe: (listener: () => void) => () => void; stop: () => void }

/** Events come in bursts when a phone sends its outbox; one refresh serves them all. */
const settleMs = 250

/** Listens for changes until stopped, and returns after the connection was refused or lost. */
export function listenForChanges(
  open: (address: string) => EventSource = (address) => new EventSource(address),
): Changes {
  const listeners = new Set<() => void>()
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let settling: ReturnType<typeof setTimeout> | undefined
  let source = connect()
  globalThis.addEventListener('online', backOnline)

  function connect(): EventSource {
    const opened = open(streamChanges.path)
    opened.addEventListener('open', () => {
      if (failures > 0) tell()
      failures = 0
    })
    opened.addEventListener('change', tell)
    opened.addEventListener('error', () => {
      // The browser itself would try every three seconds for ever, and a phone with no network would not sleep.
      opened.close()
      failures += 1
      clearTimeout(timer)
      timer = setTimeout(reconnect, waitBeforeTryMs(failures, Math.random()))
    })
    return opened
  }

  function reconnect(): void {
    clearTimeout(timer)
    source.close()
    source = connect()
  }

  function backOnline(): void {
    if (failures > 0) reconnect()
  }

  function tell(): void {
    clearTimeout(settling)
    settling = setTimeout(() => listeners.forEach((listener) => listener()), settleMs)
  }

  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop: () => {
      clearTimeout(timer)
      clearTimeout(settling)
      globalThis.removeEventListener('online', backOnline)
      source.close()
    },
  }
}

import { useCallback, useEffect, useState } from 'react'
import { fingerprintOf } from '../store/agency-keys/key-words.ts'
import type { KeysState } from '../store/agency-keys/take-keys.ts'
import { useStore } from '../store/store-provider.tsx'

export type KeysHere = {
  /** Null: the host does not answer. */
  state: KeysState | null
  /** Figures of this device and, where there is one, of the agency's key. */
  figures: { device: string; key: string | null }
}

/** What this device has of the agency's keys; undefined while it is asked for. */
export function useAgencyKeys(): { here: KeysHere | undefined; askAgain: (trusted?: string) => Promise<void> } {
  const { keys } = useStore()
  const [here, setHere] = useState<KeysHere>()
  const askAgain = useCallback(
    async (trusted?: string): Promise<void> => {
      const state = await keys.refresh(trusted).catch(() => null)
      const recipient = state?.current?.recipient
      setHere({
        state,
        figures: {
          device: await fingerprintOf((await keys.keyring.own()).recipient),
          key: recipient === undefined ? null : await fingerprintOf(recipient),
        },
      })
    },
    [keys],
  )
  useEffect(() => void askAgain(), [askAgain])
  return { here, askAgain }
}

/** The figures of a recipient; empty while they are reckoned. */
export function useFigures(recipient: string): string {
  const [figures, setFigures] = useState('')
  useEffect(() => void fingerprintOf(recipient).then(setFigures), [recipient])
  return figures
}

// The open device as a page shows it: what is on it, and how its download stands, kept current.
import { useEffect, useReducer } from 'react'
import { attachedDevice } from '../store/ask.ts'
import type { AttachedDevice } from '../store/device-answer.ts'

/** The device of the signed-in person; null where none is open, as on a computer that keeps nothing. */
export function useDevice(): AttachedDevice | null {
  const [, renew] = useReducer((count: number) => count + 1, 0)
  const device = attachedDevice()
  useEffect(() => {
    if (device === null) return
    const stops = [device.chronicle.subscribe(renew), device.download.subscribe(renew)]
    return () => stops.forEach((stop) => stop())
  }, [device])
  return device
}

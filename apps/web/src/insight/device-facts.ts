// What the browser tells about the device, for the checklist before a visit. Each may be missing: browsers differ.
import { useEffect, useState } from 'react'
import type { DeviceFacts } from './prepare-checks.ts'

export type BrowserFacts = Pick<DeviceFacts, 'battery' | 'isPersistent' | 'freeBytes' | 'filesMissing'>

const unknown: BrowserFacts = { battery: null, isPersistent: null, freeBytes: null, filesMissing: null }

/** Battery Status API: Chromium only, and no part of the compiler's DOM. */
type WithBattery = { getBattery?: () => Promise<{ level: number; charging: boolean }> }

/** Asks the browser; `ask` again after something was done about it. */
export function useBrowserFacts(): { facts: BrowserFacts; askAgain: () => void } {
  const [facts, setFacts] = useState(unknown)
  const [round, setRound] = useState(0)
  useEffect(() => {
    let isCurrent = true
    void browserFacts().then((found) => isCurrent && setFacts(found))
    return () => {
      isCurrent = false
    }
  }, [round])
  return { facts, askAgain: () => setRound((count) => count + 1) }
}

/** Asks the browser to promise that it keeps what is here; whether it did. */
export async function askToPersist(): Promise<boolean> {
  return (await told(storage()?.persist())) ?? false
}

async function browserFacts(): Promise<BrowserFacts> {
  const [battery, isPersistent, estimate, filesMissing] = await Promise.all([
    told((navigator as WithBattery).getBattery?.()),
    told(storage()?.persisted()),
    told(storage()?.estimate()),
    told(filesOfApp()),
  ])
  const { quota, usage } = estimate ?? {}
  return {
    battery: battery === null ? null : { level: battery.level, isCharging: battery.charging },
    isPersistent,
    freeBytes: quota === undefined || usage === undefined ? null : quota - usage,
    filesMissing,
  }
}

/** Undefined in an insecure page, which the compiler does not know. */
function storage(): StorageManager | undefined {
  return navigator.storage as StorageManager | undefined
}

async function told<T>(asked: Promise<T> | undefined): Promise<T | null> {
  try {
    return (await asked) ?? null
  } catch {
    return null
  }
}

const patienceMs = 10_000

/** The service worker fetches what it lacks of the app and answers how many files are still missing. */
async function filesOfApp(): Promise<number | null> {
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined
  // On the first visit the worker is there before it steers the page.
  const worker = container?.controller ?? (await container?.getRegistration())?.active
  if (!worker) return null
  return new Promise((resolve, reject) => {
    const channel = new MessageChannel()
    setTimeout(() => reject(new Error('no answer')), patienceMs)
    channel.port1.onmessage = ({ data }: MessageEvent<unknown>) => {
      const isState = typeof data === 'object' && data !== null && 'missing' in data && typeof data.missing === 'number'
      if (isState) resolve(data.missing as number)
      else reject(new Error('not an answer'))
    }
    worker.postMessage({ type: 'komar.app.mend' }, [channel.port2])
  })
}

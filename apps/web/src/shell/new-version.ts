// Keeps the app on this device and tells of a new version. A new one waits until somebody asks for it, or until no page is open: it
// never takes over from under what is being written.
import { useEffect, useSyncExternalStore } from 'react'
import { useLanguage } from '../i18n/language-provider.tsx'
import type { AppState, Mend, Speak, TakeOver } from '../service-worker/messages.ts'
import { askWorker, workers } from './service-worker.ts'

const workerAddress = '/service-worker.js'
const oneHourMs = 3_600_000
/** After the page has come to rest. */
const mendAfterMs = 20_000
const takeOverAfterMs = 10_000

let registration: ServiceWorkerRegistration | null = null
let isNewReady = false
let isReloadWanted = false
const listeners = new Set<() => void>()

/** Registers the service worker; does nothing where the browser has none. */
export async function keepAppOnDevice(): Promise<void> {
  const container = workers()
  if (container === null) return
  // The first worker of this device takes over a page that runs its very version.
  let isFirst = container.controller === null
  container.addEventListener('controllerchange', () => {
    if (isReloadWanted) location.reload()
    else if (!isFirst) tell()
    isFirst = false
  })
  await untilLoaded()
  // Refused in some private windows: the app works as long as there is a network.
  registration = await container.register(workerAddress, { updateViaCache: 'none' }).catch(() => null)
  if (!registration) return
  watch(registration)
  lookForNewVersions(registration)
  setTimeout(() => void mendApp(), mendAfterMs)
}

/** All of the app is fetched after the page that is waited for, not beside it. */
async function untilLoaded(): Promise<void> {
  if (document.readyState === 'complete') return
  await new Promise((resolve) => addEventListener('load', resolve, { once: true }))
}

function watch(found: ServiceWorkerRegistration): void {
  if (found.waiting !== null) tell()
  found.addEventListener('updatefound', () => {
    const { installing } = found
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed' && found.active !== null) tell()
    })
  })
}

/** The browser looks when a page is opened; an app that stays open looks when it is turned to, at most once an hour. */
function lookForNewVersions(found: ServiceWorkerRegistration): void {
  let lookedAt = Date.now()
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || Date.now() - lookedAt < oneHourMs) return
    lookedAt = Date.now()
    found.update().catch(() => undefined)
  })
}

function tell(): void {
  isNewReady = true
  for (const listener of listeners) listener()
}

/** Whether a new version is on this device and waits to be asked for. */
export function useIsNewVersionReady(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => isNewReady,
  )
}

/** Goes over to the new version: the page opens anew. Forms write what is typed to this device when the page is left. */
export function takeNewVersion(): void {
  const waiting = registration?.waiting
  if (!waiting) {
    location.reload()
    return
  }
  isReloadWanted = true
  waiting.postMessage({ type: 'komar.app.take-over' } satisfies TakeOver)
  // The old one may be busy with an answer, and the new one waits for it; a page that is opened anew no longer needs the old one.
  setTimeout(() => location.reload(), takeOverAfterMs)
}

/** Fetches what is missing of the app on this device; null where nothing is kept. */
export async function mendApp(): Promise<AppState | null> {
  const answer = await askWorker({ type: 'komar.app.mend' } satisfies Mend)
  return isAppState(answer) ? answer : null
}

/** Tells the worker in which language a notification speaks. */
export function useWorkerLanguage(): void {
  const { language } = useLanguage()
  useEffect(() => {
    const speak = { type: 'komar.app.speak', language } satisfies Speak
    void workers()?.ready.then(({ active }) => active?.postMessage(speak))
  }, [language])
}

function isAppState(answer: unknown): answer is AppState {
  return typeof answer === 'object' && answer !== null && 'missing' in answer && 'files' in answer
}

// Locks after so many minutes without use. The clock is looked at again whenever the page is shown: timers sleep with the phone.

type Options = {
  /** Minutes without use after which the page locks; asked each time. */
  limitMinutes: () => number
  onIdle: () => void
  /** Somebody did something here; told at most every few seconds. */
  onActive: () => void
  now?: () => number
}

export type IdleWatch = { /** Something was done, here or in another page. */ active: () => void; stop: () => void }

/** A phone that wakes every few seconds has an empty battery in the evening; fewer minutes that were chosen meanwhile hold after this. */
const longestLookMs = 60_000
const shortestLookMs = 1_000
const tellEveryMs = 5_000
/** How far a clock may go back by being set right. */
const clockSlackMs = 60_000
const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

/** Watches until stopped. */
export function watchIdle({ limitMinutes, onIdle, onActive, now = () => Date.now() }: Options): IdleWatch {
  let last = now()
  let told = last
  const look = (): boolean => {
    const passedMs = now() - last
    // A clock that was set back says nothing of how long the page lay idle.
    const isIdle = passedMs >= limitMinutes() * 60_000 || passedMs < -clockSlackMs
    if (isIdle) onIdle()
    return isIdle
  }
  const act = (): void => {
    // The first touch after a long pause wakes a sleeping page before its timer does: it must not count as use.
    if (look()) return
    last = now()
    if (last - told < tellEveryMs) return
    told = last
    onActive()
  }
  const restMs = () => limitMinutes() * 60_000 - (now() - last)
  const waitMs = () => Math.min(longestLookMs, Math.max(shortestLookMs, restMs()))
  let timer: ReturnType<typeof setTimeout> | undefined
  let isStopped = false
  const wait = (): void => {
    timer = setTimeout(() => {
      look()
      if (!isStopped) wait()
    }, waitMs())
  }
  wait()
  for (const sign of signs) globalThis.addEventListener(sign, act, { capture: true, passive: true })
  document.addEventListener('visibilitychange', look)
  globalThis.addEventListener('focus', look)
  return {
    active: () => {
      last = now()
    },
    stop: () => {
      isStopped = true
      clearTimeout(timer)
      for (const sign of signs) globalThis.removeEventListener(sign, act, { capture: true })
      document.removeEventListener('visibilitychange', look)
      globalThis.removeEventListener('focus', look)
    },
  }
}

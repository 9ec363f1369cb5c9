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

const lookEveryMs = 5_000
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
    if (last - told < lookEveryMs) return
    told = last
    onActive()
  }
  const timer = setInterval(look, lookEveryMs)
  for (const sign of signs) globalThis.addEventListener(sign, act, { capture: true, passive: true })
  document.addEventListener('visibilitychange', look)
  globalThis.addEventListener('focus', look)
  return {
    active: () => {
      last = now()
    },
    stop: () => {
      clearInterval(timer)
      for (const sign of signs) globalThis.removeEventListener(sign, act, { capture: true })
      document.removeEventListener('visibilitychange', look)
      globalThis.removeEventListener('focus', look)
    },
  }
}

// Escape three times within a second and a half locks at once, whatever is on the page.
const presses = 3
const withinMs = 1_500

/** Listens until the returned function is called. */
export function watchLockGesture(onGesture: () => void, now: () => number = () => performance.now()): () => void {
  let times: number[] = []
  const onKey = ({ key, repeat }: KeyboardEvent): void => {
    if (repeat) return
    times = key === 'Escape' ? [...times, now()].slice(-presses) : []
    const [first = 0, , third] = times
    if (third !== undefined && third - first <= withinMs) onGesture()
  }
  globalThis.addEventListener('keydown', onKey, { capture: true })
  return () => globalThis.removeEventListener('keydown', onKey, { capture: true })
}

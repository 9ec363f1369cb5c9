import { useCallback, useEffect, useRef, useState } from 'react'
import { DiskFull } from './disk.ts'
import type { Drafts } from './drafts.ts'
import { useStore } from './store-provider.tsx'

export type DraftHandle<Value> = {
  /** False until this device has been asked for an earlier draft. */
  isReady: boolean
  value: Value
  change: (to: (before: Value) => Value) => void
  /** When it was last written to this device; null before the first time. */
  savedAt: string | null
  /** False from a change until the device has written it down. */
  isSaved: boolean
  /** Takes the draft off this device: after sending, or when its author says so. */
  discard: () => Promise<void>
}

const typingPauseMs = 300

/**
 * A form's value that is written to this device as it is typed and found again after a reload or sign-in. `read` checks a stored
 * value, which an older version of the page may have written; null starts anew, and the stored draft stays until something is typed.
 */
export function useDraft<Value>(
  key: string,
  initial: Value,
  read: (stored: unknown) => Value | null,
): DraftHandle<Value> {
  const { drafts } = useStore()
  const [state, setState] = useState({ isReady: false, value: initial, savedAt: null as string | null, isSaved: true })
  const latest = useRef(initial)
  const unsaved = useRef<{ value: Value } | null>(null)

  useEffect(() => {
    let isCurrent = true
    void drafts.read(key).then((draft) => {
      if (!isCurrent) return
      // Whoever was quicker than the device has the last word.
      const value = draft && unsaved.current === null ? read(draft.value) : null
      if (value !== null) latest.current = value
      setState((before) => ({
        ...before,
        isReady: true,
        value: latest.current,
        savedAt: value === null ? before.savedAt : (draft?.savedAt ?? null),
      }))
    })
    return () => {
      isCurrent = false
    }
    // A new reader function is no reason to read again.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [drafts, key])

  const flush = useCallback(async () => {
    const pending = unsaved.current
    unsaved.current = null
    if (!pending) return
    const savedAt = await savedUnlessFull(drafts, key, pending.value)
    // Without room it is tried again with the next letter, or when the page is left.
    if (savedAt === null) unsaved.current ??= pending
    else setState((before) => ({ ...before, savedAt, isSaved: unsaved.current === null }))
  }, [drafts, key])

  useEffect(() => {
    const timer = setTimeout(() => void flush(), typingPauseMs)
    return () => clearTimeout(timer)
  }, [state.value, flush])

  useSavingOnLeave(flush)

  const change = useCallback((to: (before: Value) => Value) => {
    latest.current = to(latest.current)
    unsaved.current = { value: latest.current }
    setState((before) => ({ ...before, value: latest.current, isSaved: false }))
  }, [])

  const discard = useCallback(async () => {
    unsaved.current = null
    await drafts.discard(key)
  }, [drafts, key])

  return { ...state, change, discard }
}

async function savedUnlessFull(drafts: Drafts, key: string, value: unknown): Promise<string | null> {
  try {
    return await drafts.save(key, value)
  } catch (fault) {
    if (fault instanceof DiskFull) return null
    throw fault
  }
}

/** A phone may close a hidden page without a word: what is not saved yet is saved when the page is hidden or left. */
function useSavingOnLeave(flush: () => Promise<void>): void {
  useEffect(() => {
    const onHide = (): void => void flush()
    document.addEventListener('visibilitychange', onHide)
    globalThis.addEventListener('pagehide', onHide)
    return () => {
      document.removeEventListener('visibilitychange', onHide)
      globalThis.removeEventListener('pagehide', onHide)
      void flush()
    }
  }, [flush])
}

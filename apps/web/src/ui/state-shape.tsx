// A shape for each state, so that it is never told by colour alone: ● within, ◆ approaching, ◈ may be past, ▲ past, – no limit, ○ unknown (ui.md).
import type { ReactNode } from 'react'

export type ClockState = 'within' | 'approaching' | 'may-be-past' | 'past' | 'no-limit' | 'unknown' | 'not-in-prison'

const shapes: Record<ClockState, ReactNode> = {
  within: <circle cx="8" cy="8" r="6" fill="currentColor" />,
  approaching: <path d="M8 1l7 7-7 7-7-7z" fill="currentColor" />,
  'may-be-past': (
    <>
      <path d="M8 1.5l6.5 6.5L8 14.5 1.5 8z" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M8 5l3 3-3 3-3-3z" fill="currentColor" />
    </>
  ),
  past: <path d="M8 1.5l7 13H1z" fill="currentColor" />,
  'no-limit': <path d="M2 8h12" stroke="currentColor" strokeWidth="2" />,
  unknown: <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  'not-in-prison': (
    <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="2 2" />
  ),
}

/** The shape alone; the word stands beside it. */
export function StateShape({ state, sizePx = 16 }: { state: ClockState; sizePx?: number }): ReactNode {
  return (
    <svg viewBox="0 0 16 16" width={sizePx} height={sizePx} aria-hidden="true">
      {shapes[state]}
    </svg>
  )
}

import { call } from '@komar/contract/client'
import { closeSession, showSession, type Session } from '@komar/contract/session'
import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react'

export type SessionState =
  { status: 'asking' } | { status: 'signed-out' } | { status: 'offline' } | { status: 'signed-in'; session: Session }

type SessionHandle = {
  state: SessionState
  /** Asks the host who is signed in: after signing in, and when an answer says that nobody is. */
  refresh: () => Promise<void>
  signOut: () => Promise<void>
}

const SessionContext = createContext<SessionHandle | null>(null)

/** Knows who is signed in on this page. */
export function SessionProvider({ children }: { children: ReactNode }): ReactNode {
  const [state, setState] = useState<SessionState>({ status: 'asking' })
  const refresh = useCallback(async () => setState(await askWhoIsSignedIn()), [])
  useEffect(() => void refresh(), [refresh])
  const handle = useMemo((): SessionHandle => {
    const signOut = async (): Promise<void> => {
      const answer = await call(closeSession, {})
      // Without an answer the cookie still opens the session: say so instead of pretending.
      setState(answer.ok || answer.problem !== 'offline' ? { status: 'signed-out' } : { status: 'offline' })
    }
    return { state, refresh, signOut }
  }, [state, refresh])
  return <SessionContext value={handle}>{children}</SessionContext>
}

async function askWhoIsSignedIn(): Promise<SessionState> {
  const answer = await call(showSession, {})
  if (answer.ok) return { status: 'signed-in', session: answer.value }
  const isReachable = answer.problem !== 'offline' && answer.problem.status < 500
  return isReachable ? { status: 'signed-out' } : { status: 'offline' }
}

export function useSessionHandle(): SessionHandle {
  const handle = use(SessionContext)
  if (!handle) throw new Error('useSessionHandle: no SessionProvider above')
  return handle
}

/** The session of the signed-in person; only below the frame, which shows nothing to others. */
export function useSession(): Session {
  const { state } = useSessionHandle()
  if (state.status !== 'signed-in') throw new Error('useSession: nobody is signed in')
  return state.session
}

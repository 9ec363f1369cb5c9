// Who works on this page: the state of its vault, given to all pages.
import type { Session } from '@komar/contract/session'
import { createContext, use, useCallback, useSyncExternalStore, type ReactNode } from 'react'
import type { Unlocked } from '../store/unlocked.ts'
import type { VaultState } from '../store/vault-state.ts'
import type { Vault } from '../store/vault.ts'

/** Null where the browser cannot keep anything safely. */
const VaultContext = createContext<Vault | null>(null)

const unsupported: VaultState = { status: 'unsupported' }

export function SessionProvider({ vault, children }: { vault: Vault | null; children: ReactNode }): ReactNode {
  return <VaultContext value={vault}>{children}</VaultContext>
}

/** What this page's vault is in, kept current. */
export function useVaultState(): VaultState {
  const vault = use(VaultContext)
  const subscribe = useCallback((listener: () => void) => vault?.subscribe(listener) ?? (() => {}), [vault])
  return useSyncExternalStore(subscribe, () => vault?.state() ?? unsupported)
}

/** The vault itself: to lock, to sign in again, to wipe. */
export function useVault(): Vault {
  const vault = use(VaultContext)
  if (!vault) throw new Error('useVault: no vault on this page')
  return vault
}

/** The open store of the person at work; only below the frame, which shows nothing to others. */
export function useUnlocked(): Unlocked {
  const state = useVaultState()
  if (state.status !== 'unlocked') throw new Error('useUnlocked: nothing is open')
  return state.unlocked
}

/** The session of the person at work, as the host last told it. */
export function useSession(): Session {
  return useUnlocked().session
}

// What the HTTP side needs to know about where it runs.
import type { Pool } from 'pg'
import type { BackupPlan } from '../backup/backup-runs.ts'
import type { Provider } from '../access/provider.ts'
import type { HostKeys } from '../keys/host-keys.ts'

export type AppSettings = {
  /** The app's role (DATABASE_APP_URL). */
  pool: Pool
  /** Opens one connection of its own, for LISTEN. */
  databaseAppUrl: string
  /** Origins of our own pages, such as https://komar.example or http://localhost:8080. */
  origins: readonly string[]
  keys: HostKeys
  /** Backups that the host makes by itself; null or missing: none. */
  backups?: BackupPlan | null
  /** null or missing: no e-mail. */
  mail?: { url: string; from: string } | null
  /** The identity provider; null or missing: everybody comes in by a password. */
  provider?: Provider | null
  /** For tests: web push may go to this machine, without TLS. */
  allowsLoopbackPush?: boolean
  /** The built web app (apps/web/dist); undefined serves the API alone. */
  webRoot?: string | undefined
  /** Addresses or networks of proxies whose X-Forwarded-For is believed; none unless said. */
  trustedProxies?: readonly string[]
  /** Calls a minute from one address. A prison's office shares one. */
  callsPerMinute?: number
  /** How long a request may take to come in, headers and body; a minute unless said. */
  requestTimeoutMs?: number
  /** Where the database keeps its files, when that is on this machine; /readyz looks for room there. */
  databaseDirectory?: string | null
  /** Log lines go to standard error as JSON; false in tests. */
  isLogging?: boolean
}

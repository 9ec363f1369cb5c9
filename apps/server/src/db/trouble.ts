// What a failure of the database means for whoever asked: try again, or there is no room, or nothing can be written just now. In all three
// nothing was kept of the call. Source: PostgreSQL, appendix A (SQLSTATEs) and errcode_for_file_access in its elog.c.
import { DatabaseError } from 'pg'

export type Trouble = 'unavailable' | 'full' | 'read-only'

/** Where the engine itself refuses a right. From elsewhere the same SQLSTATE says that a file could not be written. */
const refusals = new Set(['ExecWithCheckOptions', 'ExecCheckPermissions', 'aclcheck_error', 'exec_stmt_raise'])

const troubles: readonly (readonly [pattern: RegExp, trouble: Trouble])[] = [
  [/^(?:53100|ENOSPC|EDQUOT)$/u, 'full'],
  // Read only: a standby that was the main server a moment ago, or a disk that the system has closed after an error.
  [/^(?:25006|EROFS)$/u, 'read-only'],
  // Connection lost, resources gone, shutting down, deadlock, lock or statement timeout, the disk fails: worth another try.
  [/^(?:08...|53...|57...|40001|40P01|55P03|25P03|58000|58030)$/u, 'unavailable'],
  [/^(?:ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/u, 'unavailable'],
]

/** The driver's own errors have no code. */
const lostConnection =
  /^(?:timeout exceeded when trying to connect|Connection terminated|Query read timeout|Client has encountered a connection error|timeout expired|Cannot use a pool after calling end)/u

/** null: the statement was at fault, not the host. */
export function troubleOf(error: unknown): Trouble | null {
  if (!(error instanceof Error)) return null
  if (isUnwritableFile(error)) return 'read-only'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  if (code === undefined) return lostConnection.test(error.message) ? 'unavailable' : null
  return troubles.find(([pattern]) => pattern.test(code))?.[1] ?? null
}

/**
 * "Insufficient privilege" is also what PostgreSQL calls a file on a disk that became read-only. Taken for a refusal it would settle an
 * entry that nobody has refused.
 */
export function isUnwritableFile(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === '42501' && !refusals.has(error.routine ?? '')
}

/**
 * Whether the connection is of no more use: what is sent on it would wait for an answer that never comes, or it leads to a server that
 * takes nothing, where a new one may lead to another.
 */
export function isConnectionSpent(error: unknown): boolean {
  const isLost = error instanceof Error && !('code' in error) && lostConnection.test(error.message)
  return isLost || troubleOf(error) === 'read-only'
}

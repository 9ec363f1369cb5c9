// Kinds that cannot be taken back want it proved who writes them (chronicle/kind.ts, `wantsProof`): asked before they are recorded, or before
// they are sent where there was no network then.
import { call } from '@komar/contract/client'
import type { HttpProblem } from '@komar/contract/problem'
import { showFresh } from '@komar/contract/session'
import { kindNamed } from '@komar/domain/kinds'

/** Asks who writes, where one of these kinds wants it proved; null when it was, or none does. */
export async function proveFor(kinds: readonly string[]): Promise<HttpProblem | 'offline' | null> {
  if (!kinds.some((kind) => kindNamed(kind)?.wantsProof === true)) return null
  const answer = await call(showFresh, {})
  return answer.ok ? null : answer.problem
}

import { refuse } from '../http/problems.ts'
import type { Context } from '../http/route.ts'

/**
 * Nobody gives themself roles, circles or agencies, locks themself out, or skips what guards their own sign-in: another administrator
 * does that. The database holds the same rule. @throws the refusal "own-account".
 */
export function refuseOwn({ actor }: Pick<Context, 'actor'>, account: string): void {
  if (actor.account === account) refuse('access.not-permitted', { params: { because: 'own-account' } })
}

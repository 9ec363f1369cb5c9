// A person's own copy of their sealed record, made through an opening in need by a supervisor of the responsible agency. A sealed record
// takes no entry, so what is said of who asks stands in the read log beside the making: codes and no words, which name nobody. Whoever
// judges the opening reads it. Source: docs/decisions/0023-the-own-copy.md.
import { copyThroughGlass } from '@komar/contract/broken-glass'
import type { CountryPack } from '@komar/domain/policy'
import type { SignedIn } from '../db/as-actor.ts'
import { refuse } from '../http/problems.ts'
import { fileRoute, type Route } from '../http/route.ts'
import { lookThrough, type SeenThrough } from './broken-glass.ts'
import { reasonOf } from './glass-copy-line.ts'
import { asPage, asPdf } from './own-copy-files.ts'
import { copiedClasses, readOwnCopy } from './own-copy.ts'

/** The route, given each country's rules. */
export function glassCopyRoute(packOf: (country: string) => CountryPack): Route {
  const served = fileRoute(copyThroughGlass, async ({ db, actor, logRead }, { params, body }) => {
    const seen = await lookThrough(db, params.id)
    // A record that is not sealed takes the act, and goes the way of the act.
    if (seen === null || !seen.isSealed) return refuse('request.not-found')
    if (!mayCopy(seen, actor)) return refuse('access.not-permitted')
    const { lang, as, ...said } = body
    const { copy, others } = await readOwnCopy(db, seen.child, { packOf, actor, lang, said })
    for (const subject of [seen.child, ...others]) {
      logRead({ what: 'own-copy.made', subject, classes: copiedClasses, reason: reasonOf(said) })
    }
    return as === 'pdf' ? { bytes: await asPdf(copy), type: 'application/pdf' } : asPage(copy)
  })
  return { ...served, isOneMoment: true }
}

/** Whether whoever looks may make the copy: for their own agency, which is responsible. */
export function mayCopy({ responsible, isSealed }: SeenThrough, { roles, agency }: SignedIn): boolean {
  return isSealed && roles.includes('supervisor') && responsible === agency
}

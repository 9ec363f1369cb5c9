// In which order links are shown: answers that wait, the longest first; then what is open, the next to end first; then the rest.
import type { GivenQuestionnaire } from '@komar/contract/questionnaires'
import { compareText } from '@komar/domain/chronicle/order'

const rank: Record<GivenQuestionnaire['state'], number> = { answered: 0, open: 1, expired: 2, revoked: 3, settled: 3 }

export function inOrder(links: readonly GivenQuestionnaire[]): GivenQuestionnaire[] {
  return links.toSorted(
    (left, right) => rank[left.state] - rank[right.state] || compareText(dayOf(left), dayOf(right)) * wayOf(left),
  )
}

function dayOf({ state, answeredOn, until, made }: GivenQuestionnaire): string {
  if (state === 'answered') return answeredOn ?? ''
  return state === 'open' ? until : made
}

/** What is over is shown latest first. */
function wayOf({ state }: GivenQuestionnaire): 1 | -1 {
  return rank[state] <= rank.open ? 1 : -1
}

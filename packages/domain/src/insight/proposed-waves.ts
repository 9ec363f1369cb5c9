// The plan that Komar proposes for the first day: all children without an assessment, in waves of as many as the workers can see in a
// week. Who is or may be past the limit comes first; then the youngest and longest inside (practice.md part 2, "First day with old
// data"): a baby's months count most, and of two of one age the one who has waited longer. The supervisor changes it as they see fit.
import { compareText } from '../chronicle/order.ts'
import { addDays, type PlainDate } from '../time/plain-date.ts'

export type Waiting = {
  child: string
  /** Latest possible birth; null when nothing is known. */
  bornLatest: PlainDate | null
  insideSince: PlainDate | null
  /** Earliest day past the limit; null when not reckoned. */
  pastFrom: PlainDate | null
}

export type ProposedWave = { wave: number; by: PlainDate; children: readonly string[] }

/** Waves of `perWeek` children each (at least 1), the first ending a week from today. */
export function proposeWaves(waiting: readonly Waiting[], today: PlainDate, perWeek: number): ProposedWave[] {
  const size = Math.max(1, Math.floor(perWeek))
  const ordered = waiting.toSorted((left, right) => order(left, right, today)).map(({ child }) => child)
  return Array.from({ length: Math.ceil(ordered.length / size) }, (_, index) => ({
    wave: index + 1,
    by: addDays(today, 7 * (index + 1)),
    children: ordered.slice(index * size, (index + 1) * size),
  }))
}

function order(left: Waiting, right: Waiting, today: PlainDate): number {
  return (
    Number(isMaybePast(right, today)) - Number(isMaybePast(left, today)) ||
    compareText(right.bornLatest ?? '', left.bornLatest ?? '') ||
    compareText(left.insideSince ?? '', right.insideSince ?? '') ||
    compareText(left.child, right.child)
  )
}

function isMaybePast({ pastFrom }: Waiting, today: PlainDate): boolean {
  return pastFrom !== null && pastFrom <= today
}

// Which prison: on the day of the report a dozen and more in CC2, none to three in most; the one that was first visited in
// September 2012 has nobody before then (practice.md part 4, shape; product.md G9: 14 prisons in May 2012).
import type { Story } from './cohorts.ts'
import type { Random } from './random.ts'

export const latecomer = 'KKG-P'
const familiesOnReportDay = { CC2: 15, PJ: 4 } as const
/** Families in the others, on the day of the report. */
const otherFamilies = [3, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2, 1] as const
const storyPlaces: Partial<Record<Story, string>> = {
  'end-to-end': 'KCM-P',
  overstay: 'CC2',
  unplanned: 'SRP-P',
  'own-arrangement': 'BTB-P',
}

/** Gives each family in turn its prison; `monitored` are the codes of the 15. */
export function makePlaces(random: Random, monitored: readonly string[]) {
  const others = random.shuffle(monitored.filter((code) => code !== 'CC2' && code !== 'PJ' && code !== latecomer))
  const all = [
    ...Object.entries(familiesOnReportDay).flatMap(([code, families]) => repeat(code, families)),
    ...others.flatMap((code, index) => repeat(code, otherFamilies[index] ?? 1)),
  ]
  const slots = random.shuffle(all)
  let isLatecomerFree = true
  const take = (code?: string): string => {
    const index = code === undefined ? 0 : slots.indexOf(code)
    return slots.splice(Math.max(0, index), 1)[0] ?? 'CC2'
  }
  const reserved = new Map(Object.entries(storyPlaces).map(([story, code]) => [story, take(code)]))
  return (cohort: number, isThereOnReportDay: boolean, story?: Story): string => {
    const kept = story === undefined ? undefined : reserved.get(story)
    if (kept !== undefined) return kept
    if (!isThereOnReportDay) return random.pick(all)
    if (cohort === 2 && isLatecomerFree) {
      isLatecomerFree = false
      return latecomer
    }
    return take()
  }
}

function repeat(code: string, count: number): string[] {
  return Array.from({ length: count }, () => code)
}

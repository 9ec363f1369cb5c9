// What the page shows of care outside: people, options by tier, and the latest of plan, placement and follow-ups first.
import type { ShownNames } from '@komar/contract/register'
import { optionsOfTier, type ChildCare, type Option } from '@komar/domain/care/state'
import type { PlainDate } from '@komar/domain/time/plain-date'

export type KinLine = {
  id: string
  names: ShownNames
  relation: string
  isVisited: boolean
  approvedUntil: PlainDate | null
}

/** The people outside in the order in which they became known, each with its last approval. */
export function kinLines({ kin, carerAssessments, carerApprovals }: ChildCare): KinLine[] {
  return kin.map(({ entry, body }) => {
    const approval = carerApprovals.findLast((each) => each.entry.subject === entry.subject)
    const { km, latin, called } = body.names
    return {
      id: entry.subject,
      names: { km: km ?? null, latin: latin ?? null, called: called ?? null },
      relation: body.relation,
      isVisited: carerAssessments.some((each) => each.entry.subject === entry.subject),
      approvedUntil: approval === undefined ? null : approval.body.until,
    }
  })
}

export type TierLine = { tier: number; options: readonly Option[] }

/** The order in which care is looked for: 0 out with the mother … 4 a children's home. */
const tiers = [0, 1, 2, 3, 4]

/** Who was asked, tier by tier, so that a tier which nobody asked about is seen too; none when nobody was asked at all. */
export function tierLines(care: ChildCare): TierLine[] {
  if (care.options.length === 0) return []
  return tiers.map((tier) => ({ tier, options: optionsOfTier(care, tier) }))
}

/** Whether anything about care outside is recorded. */
export function hasCare({ options, plans, placements, meetings, contacts, followUps }: ChildCare): boolean {
  return [options, plans, placements, meetings, contacts, followUps].some((each) => each.length > 0)
}

// What the page shows of care outside: people, the ways out still to be asked about, and whether anything is recorded at all.
import type { ShownNames } from '@komar/contract/register'
import type { Emergency } from '@komar/domain/care/emergency-state'
import type { Rung, Tier } from '@komar/domain/care/ladder'
import type { Places } from '@komar/domain/care/place-state'
import type { ChildCare } from '@komar/domain/care/state'
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

const homeTier = 4

/**
 * The ways out that nobody asked about, or whose answer is still awaited, before the first that is chosen or open. A children's home is
 * never to be asked for: it is what is left.
 */
export function stillToAsk(rungs: readonly Rung[]): Tier[] {
  const first = rungs.find(({ standing }) => standing === 'chosen' || standing === 'open')?.tier ?? homeTier
  return rungs
    .filter(({ tier, standing }) => tier < first && (standing === 'unasked' || standing === 'waiting'))
    .map(({ tier }) => tier)
}

/** Whether anything about care outside is recorded. */
export function hasCare({ plans, placements, meetings, contacts, followUps }: ChildCare): boolean {
  return [plans, placements, meetings, contacts, followUps].some((each) => each.length > 0)
}

type Safety = { emergencies: readonly Emergency[]; places: Places }

/** Whether an emergency or a warning sign is recorded. */
export function hasSafetyNotes({ emergencies, places }: Safety): boolean {
  return emergencies.length + places.warnings.length > 0
}

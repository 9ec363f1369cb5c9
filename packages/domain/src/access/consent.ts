// Consent, folded: for each agency by itself what was last said. It holds when it was a yes, read aloud, before a witness who is not
// staff, in a language that was understood, by someone who was told that no service owed by law depends on it. A later no withdraws
// it. Source: practice.md part 3, G-M2.
import type { AgencyId } from '../chronicle/entry.ts'
import { statedOf, type Settled, type Stated } from '../chronicle/fold.ts'
import { consentStated } from './kinds.ts'

export const consentFaults = ['not-read-aloud', 'no-witness', 'witness-is-staff', 'not-understood', 'not-free'] as const
export type ConsentFault = (typeof consentFaults)[number]

export type Consent = {
  agency: AgencyId
  agrees: boolean
  /** Why a yes does not hold; empty where it does, and of a no. */
  faults: readonly ConsentFault[]
  isInForce: boolean
  /** True of a no that came after a yes. */
  isWithdrawn: boolean
  stated: Stated<typeof consentStated>
}

/** What was last said about each agency, in the order in which it was said. */
export function consentsOf(settled: Settled): Consent[] {
  const byAgency = new Map<AgencyId, Consent>()
  for (const stated of statedOf(settled, consentStated).filter(({ isPending }) => !isPending)) {
    for (const { agency, agrees } of stated.body.agencies) {
      const faults = agrees ? faultsOf(stated.body) : []
      const before = byAgency.get(agency)
      byAgency.delete(agency)
      byAgency.set(agency, {
        agency,
        agrees,
        faults,
        isInForce: agrees && faults.length === 0,
        isWithdrawn: !agrees && (before?.agrees === true || before?.isWithdrawn === true),
        stated,
      })
    }
  }
  return [...byAgency.values()]
}

/** What was last said about one agency; null when nobody asked. */
export function consentTo(settled: Settled, agency: AgencyId): Consent | null {
  return consentsOf(settled).find((each) => each.agency === agency) ?? null
}

function faultsOf(body: Consent['stated']['body']): ConsentFault[] {
  const found: [ConsentFault, boolean][] = [
    ['not-read-aloud', !body.isReadAloud],
    ['no-witness', body.witness === undefined],
    ['witness-is-staff', body.isWitnessStaff],
    ['not-understood', body.understood === 'no'],
    ['not-free', !body.isFreeToRefuse],
  ]
  return found.flatMap(([fault, isSo]) => (isSo ? [fault] : []))
}

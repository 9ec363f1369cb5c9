// A child of a journey lives outside with kin: what its journey needs before it begins, handed in by the API.
import { handIn, newId } from './hand-in.ts'
import type { Family } from './family.ts'
import type { Visitor } from './sign-in.ts'

type Names = { km: string; latin: string }
type Move = { names: Names; relation: string; on: string }

/** Someone outside is registered; answers the id. */
export async function registerKin(worker: Visitor, child: string, names: Names, relation: string): Promise<string> {
  const kin = newId()
  await handIn(worker, [
    { kind: 'register.kin-registered', subject: kin, also: [child], basis: 'told', body: { names, relation } },
  ])
  return kin
}

/** The prison says that the child left for kin on a day, the worker says to whom. Answers the id of the relative. */
export async function moveToKin(
  [officer, worker]: readonly [Visitor, Visitor],
  { child, facility }: Family,
  { names, relation, on }: Move,
): Promise<string> {
  const kin = await registerKin(worker, child, names, relation)
  await handIn(officer, [
    { kind: 'register.residence-ended', subject: child, occurred: on, body: { facility, route: 'kin' } },
  ])
  await handIn(worker, [
    {
      kind: 'care.placement-began',
      subject: child,
      also: [kin],
      occurred: on,
      body: { tier: 2, carer: kin, isParentsOwnArrangement: false },
    },
  ])
  return kin
}

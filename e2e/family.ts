// A family of its own for a journey, so that no journey depends on another or on what the demonstration happened to draw.
import { ask, handIn, newId } from './hand-in.ts'
import type { Visitor } from './sign-in.ts'

export type Family = { mother: string; child: string; facility: string }
type Names = { km: string; latin: string }
/** When the child was born, and since when it has lived in the prison; left out: 20 months old, and today. */
type Told = { born?: string; since?: string }

/** The id of a prison by its code. */
export async function facilityId(visitor: Visitor, code: string): Promise<string> {
  const { facilities } = await ask<{ facilities: { id: string; code: string }[] }>(visitor, '/v1/facilities')
  const found = facilities.find((each) => each.code === code)
  if (found === undefined) throw new Error(`no facility ${code}`)
  return found.id
}

/** An officer records that a woman came to CC2 with her child; the ministry becomes responsible for the child. */
export async function registerFamily(
  officer: Visitor,
  supervisor: Visitor,
  names: { mother: Names; child: Names },
  { born = '2013-04', since = officer.session.host.today }: Told = {},
): Promise<Family> {
  const facility = await facilityId(officer, 'CC2')
  const [mother, child] = [newId(), newId()]
  await handIn(officer, [
    { kind: 'register.carer-registered', subject: mother, body: { names: names.mother, sex: 'female' } },
    {
      kind: 'register.custody-began',
      subject: mother,
      occurred: since,
      body: { place: 'facility', facility, cause: 'arrest', legalStatus: 'pre-trial', charge: 'theft' },
    },
    {
      kind: 'register.child-registered',
      subject: child,
      body: { names: names.child, sex: 'female', code: `E-${child.slice(-6).toUpperCase()}` },
    },
    { kind: 'register.birth-stated', subject: child, occurred: born, basis: 'told', body: { born } },
    {
      kind: 'register.relation-stated',
      subject: child,
      also: [mother],
      body: { carer: mother, relation: 'mother' },
    },
    { kind: 'register.residence-began', subject: child, occurred: since, body: { facility, carer: mother } },
    { kind: 'register.arrival-explained', subject: child, body: { how: 'present-at-arrest' } },
  ])
  await handIn(supervisor, [
    { kind: 'access.allocated', subject: child, body: { agency: supervisor.session.agency.id } },
  ])
  return { mother, child, facility }
}

// May this act of access pass? A grant names classes that its author may read, to an agency that exists, until a day in the
// coming year at most; an agency's notes are never granted (practice.md part 2, government and NGO). An allocation names an
// agency that exists, and opens the child to it: so its author must see the child's care themself, and only the agency responsible so
// far, or the state child-welfare authority, hands a child on: else whoever meets children in a prison could take them over by a line.
// A grant says on what it rests: a duty by law, danger with its reason, or consent to this very agency that holds; consent of a person who
// is locked up is weak, and never stands for a service that the law owes her (practice.md part 3, G-M2; consent.ts).
// Sources: architecture.md, "Circles"; product.md, sharing: no consent is ever assumed; who may hand on: practice default.
import type { GateWorld, Gate, Check } from '../chronicle/gate.ts'
import { check } from '../chronicle/gate.ts'
import type { Written } from '../chronicle/entry.ts'
import type { CountryPack } from '../policy.ts'
import { addMonths } from '../time/plain-date.ts'
import { settledBefore } from '../settled.ts'
import { maskOf } from './classes.ts'
import { consentTo } from './consent.ts'
import * as kinds from './kinds.ts'
import { childAccess } from './state.ts'

export const accessGateCodes = [
  'access.agency-known',
  'access.classes-are-mine-to-grant',
  'access.notes-stay-own',
  'access.no-complaints-to-prisons',
  'access.grant-ends-ahead',
  'access.grant-within-a-year',
  'access.responsible-hands-on',
  'access.legal-basis-given',
  'access.consent-in-force',
  'access.danger-explained',
] as const
type Code = (typeof accessGateCodes)[number]

/** The longest grant, in months: a grant is renewed on purpose, never forgotten. Practice default. */
export const longestGrantMonths = 12

export const allocatedGate: Gate<CountryPack> = { reads: () => [], checks: allocationChecks }

const caseworkClasses = maskOf(['identity', 'care'])

function allocationChecks(act: Written, world: GateWorld<CountryPack>): Check[] {
  const body = kinds.allocated.body.safeParse(act.body)
  if (!body.success) return []
  const { responsible } = childAccess(settledBefore(act, world))
  const own = world.agency(act.agency)
  const isState = own?.kind === 'child-welfare' && own.isState
  return [
    need('access.agency-known', world.agency(body.data.agency) !== undefined),
    need('access.classes-are-mine-to-grant', (caseworkClasses & world.authorReads) === caseworkClasses),
    need('access.responsible-hands-on', responsible === null || responsible.agency === act.agency || isState),
  ]
}

export const grantedGate: Gate<CountryPack> = { reads: () => [], checks: grantChecks }

function grantChecks(act: Written, world: GateWorld<CountryPack>): Check[] {
  const body = kinds.granted.body.safeParse(act.body)
  if (!body.success) return []
  const { agency, classes, until, legalBasis, basisReason } = body.data
  const wanted = maskOf(classes)
  return [
    need('access.agency-known', world.agency(agency) !== undefined),
    need('access.classes-are-mine-to-grant', (wanted & world.authorReads) === wanted),
    need('access.notes-stay-own', !classes.includes('notes')),
    need(
      'access.no-complaints-to-prisons',
      !classes.includes('safeguarding') || world.agency(agency)?.kind !== 'prisons',
    ),
    need('access.grant-ends-ahead', until > world.today),
    need('access.grant-within-a-year', until <= addMonths(world.today, longestGrantMonths)),
    need('access.legal-basis-given', legalBasis !== undefined),
    ...(legalBasis === 'consent'
      ? [care('access.consent-in-force', consentTo(settledBefore(act, world), agency)?.isInForce === true)]
      : []),
    ...(legalBasis === 'danger' ? [care('access.danger-explained', basisReason !== undefined)] : []),
  ]
}

function care(code: Code, holds: boolean): Check {
  return check(code, ['identity', 'care'], holds)
}

function need(code: Code, holds: boolean): Check {
  return check(code, ['identity'], holds)
}

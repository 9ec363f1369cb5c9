// May this birth date be settled? It is one that somebody stated and that stands, it says what the act says, it rests on a document, and
// two agencies stand behind it: the one that settles it, and another one that stated it.
// Source: practice.md part 2, officers' incentives: near the limit a change needs a document and a second agency. Who may settle at all
// (social worker, supervisor) the kind says.
import type { Written } from '../chronicle/entry.ts'
import { check, type Check, type Gate, type GateWorld } from '../chronicle/gate.ts'
import { statedOf } from '../chronicle/fold.ts'
import type { CountryPack } from '../policy.ts'
import { birthStated } from '../register/kinds.ts'
import { birthSettled } from '../register/life-kinds.ts'
import { settledBefore } from '../settled.ts'

export const birthGateCodes = [
  'birth.claim-stands',
  'birth.claim-says-the-same',
  'birth.claim-on-document',
  'birth.two-agencies',
] as const
type Code = (typeof birthGateCodes)[number]

export const birthSettledGate: Gate<CountryPack> = { reads: () => [], checks: settlingChecks }

function settlingChecks(act: Written, world: GateWorld<CountryPack>): Check[] {
  const body = birthSettled.body.safeParse(act.body)
  if (!body.success) return []
  const settled = settledBefore(act, world)
  const claims = statedOf(settled, birthStated)
  const named = claims.find(({ id, entry }) => id === body.data.claim || entry.id === body.data.claim)
  // Two accounts of one agency are one agency: another one stated the same date.
  const isBacked = claims.some(({ entry, body: said }) => said.born === named?.body.born && entry.agency !== act.agency)
  return [
    need('birth.claim-stands', named !== undefined),
    need('birth.claim-says-the-same', named === undefined || named.body.born === body.data.born),
    need('birth.claim-on-document', named === undefined || named.entry.basis === 'document'),
    need('birth.two-agencies', named === undefined || isBacked),
  ]
}

function need(code: Code, holds: boolean): Check {
  return check(code, ['identity'], holds)
}

// The situation report of this host: reads whole chronicles, one subject after the other, and folds them.
import type { SubjectId, SubjectType } from '@komar/domain/chronicle/entry'
import type { AgencyFacts } from '@komar/domain/chronicle/gate'
import { entitlementPackSchema } from '@komar/domain/entitlement/rates'
import { publishedFiguresSchema } from '@komar/domain/insight/published-figures'
import { addCarer, addChild, addFacility, finishSituation, startSituation } from '@komar/domain/insight/situation'
import { situationKinds } from '@komar/domain/insight/situation-kinds'
import type { SituationReport } from '@komar/domain/insight/situation-report'
import type { Situation } from '@komar/domain/insight/situation-state'
import { endOfDay } from '@komar/domain/time/instant'
import type { PlainDate } from '@komar/domain/time/plain-date'
import { readHost } from '../access/host.ts'
import { listAgencies } from '../access/agencies.ts'
import type { Database } from '../db/query.ts'
import { readPolicyIfAny } from '../policy/read-policy.ts'
import { worldOf } from '../world.ts'
import { uuidSchema } from '@komar/domain/chronicle/entry'
import { wholeChronicles } from './whole-chronicles.ts'

export type SituationQuestion = {
  asOf: PlainDate
  /** The end of this day; undefined: everything accepted until now. */
  knownAt: PlainDate | undefined
  /** Children whom the reader may see by code; null lists nobody. */
  mayList: ((child: SubjectId) => boolean) | null
}

/** Makes the report. `db` is in a transaction, as the keeper or the owner: it reads everything and gives aggregates. */
export async function readSituation(
  db: Database,
  { asOf, knownAt, mayList }: SituationQuestion,
): Promise<SituationReport> {
  const host = await readHost(db)
  const { pack } = worldOf(host.country)
  const [entitlement, published] = await Promise.all([
    readPolicyIfAny(host.country, 'entitlement.json', entitlementPackSchema),
    readPolicyIfAny(host.country, 'published-figures.json', publishedFiguresSchema),
  ])
  const situation = startSituation({
    asOf,
    knownAt: knownAt === undefined ? null : { day: knownAt, until: endOfDay(knownAt, pack.head.timeZone.utcOffset) },
    isDemonstration: host.stamp === 'demonstration',
    law: pack.law,
    rates: entitlement?.rates ?? [],
    publishedFigures: published?.figures ?? [],
    agencies: await agencyFacts(db),
    mayList,
  })
  await addAll(db, situation)
  return finishSituation(situation)
}

const steps = [
  ['child', addChild],
  ['carer', addCarer],
  ['facility', addFacility],
] as const satisfies readonly (readonly [SubjectType, typeof addChild])[]

async function addAll(db: Database, situation: Situation): Promise<void> {
  for (const [type, add] of steps) {
    for await (const [subject, entries] of wholeChronicles(db, type, situationKinds[type]))
      add(situation, subject, entries)
  }
}

async function agencyFacts(db: Database): Promise<AgencyFacts[]> {
  const agencies = await listAgencies(db)
  return agencies.map(({ id, kind, isState }) => ({ id: uuidSchema.parse(id), kind, isState }))
}

// What a person's own copy of their record is made of, read as the caller: row-level security decides what there is to leave out, and
// nothing is copied that the caller may not read. Held to the same act as the page asks for (sharing/own-copy-gate.ts); of a sealed record,
// which takes no act, to what is said as it is made.
import { accessClasses, classBit, maskOf } from '@komar/domain/access/classes'
import { circleReadsOf, roles as allRoles } from '@komar/domain/access/roles'
import { uuidSchema, type Recorded, type Uuid } from '@komar/domain/chronicle/entry'
import { ownCopy, type OwnCopy } from '@komar/domain/insight/own-copy'
import type { CopyFacts } from '@komar/domain/insight/own-copy-facts'
import type { CopyLanguage } from '@komar/domain/insight/own-copy-words'
import type { CountryPack } from '@komar/domain/policy'
import { relationStated } from '@komar/domain/register/kinds'
import { ownCopyMissing, ownCopyStanding, type OwnCopyAsking } from '@komar/domain/sharing/own-copy-gate'
import { plainDate } from '@komar/domain/time/plain-date'
import { growthTables } from '@komar/domain/wellbeing/growth-tables'
import { z } from 'zod'
import { listAgencies } from '../access/agencies.ts'
import { readHost } from '../access/host.ts'
import type { SignedIn } from '../db/as-actor.ts'
import { rows, type Database } from '../db/query.ts'
import { refuse } from '../http/problems.ts'
import { listFacilities } from '../register/carers.ts'
import { mergedInto, readChronicle } from '../register/chronicles.ts'

/** All but the notes of agencies, which stay with them: as the read log has it. */
export const copiedClasses = maskOf(accessClasses.filter((name) => name !== 'notes'))

export type MadeCopy = { copy: OwnCopy; others: readonly string[] }

type Order = {
  packOf: (country: string) => CountryPack
  actor: SignedIn
  lang: CopyLanguage
  /** Of a record that is read through broken glass: what is said in the place of an act. */
  said?: OwnCopyAsking
}

/** The copy, with the other records of the same child that went into it. Refused with all that is missing. */
export async function readOwnCopy(db: Database, id: string, { packOf, actor, lang, said }: Order): Promise<MadeCopy> {
  const child = uuidSchema.parse(id)
  const host = await readHost(db)
  const pack = packOf(host.country)
  const others = await mergedInto(db, child)
  // Accepted entries, handed on as they were written; every body is read again with its kind's own schema.
  const entries = (await readChronicle(db, child, others)) as unknown as Recorded[]
  const asking = { agency: uuidSchema.parse(actor.agency), today: plainDate(actor.today), pack }
  const missing =
    said === undefined ? ownCopyStanding(child, entries, asking).missing : ownCopyMissing(child, entries, said, asking)
  if (missing.length > 0) {
    refuse('gate.refused', { missing: missing.map((code) => ({ code, classes: ['care'], status: 'missing' })) })
  }
  const facts: CopyFacts = {
    child,
    entries,
    ...(await namesOf(db, entries)),
    readers: await readersOf(db, [child, ...others]),
    unread: accessClasses.filter((name) => (circleReadsOf(actor.roles) & classBit(name)) === 0),
    agency: asking.agency,
    pack,
    tables: growthTables,
    madeOn: asking.today,
    isDemonstration: host.stamp === 'demonstration',
  }
  return { copy: ownCopy(facts, lang), others }
}

async function namesOf(
  db: Database,
  entries: readonly Recorded[],
): Promise<Pick<CopyFacts, 'carers' | 'facilities' | 'agencies'>> {
  const carers = entries.flatMap(({ kind, body }) =>
    kind === relationStated.name ? (uuidSchema.safeParse(body['carer']).data ?? []) : [],
  )
  const known = await rows(
    db,
    z.object({ carer: uuidSchema, km: z.string().nullable(), latin: z.string().nullable() }),
    `select carer, name_km as km, name_latin as latin from komar.carer_identity where carer = any ($1::uuid[])
     union select carer, km, latin from komar.glass_carers() where carer = any ($1::uuid[])`,
    [carers],
  )
  const inBoth = (each: { id: string; nameEn: string; nameKm: string }) =>
    [uuidSchema.parse(each.id), { en: each.nameEn, km: each.nameKm }] as const
  return {
    carers: new Map(known.map(({ carer, km, latin }) => [carer, { km: km ?? undefined, latin: latin ?? undefined }])),
    facilities: new Map((await listFacilities(db)).map(inBoth)),
    agencies: new Map((await listAgencies(db)).map(inBoth)),
  }
}

const readerRow = z.object({ agency: uuidSchema, roles: z.array(z.enum(allRoles)), times: z.coerce.number() })

async function readersOf(db: Database, records: readonly (Uuid | string)[]): Promise<z.output<typeof readerRow>[]> {
  return rows(
    db,
    readerRow,
    `select r.agency, r.roles, sum(r.times) as times
     from unnest($1::uuid[]) as record (id) cross join lateral komar.reader_roles(record.id) r
     group by 1, 2 order by 3 desc, 1, 2`,
    [records],
  )
}

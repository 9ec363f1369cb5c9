// Carers in custody and facilities, from projections.
import type { CarerRow, FacilityRow } from '@komar/contract/register'
import { z } from 'zod'
import { rows, type Database } from '../db/query.ts'
import { findNamed } from './named.ts'

const carerSchema = z
  .object({
    id: z.uuid(),
    name_km: z.string().nullable(),
    name_latin: z.string().nullable(),
    called: z.string().nullable(),
    sex: z.string().nullable(),
    is_held: z.boolean().nullable(),
    facility: z.uuid().nullable(),
    held_since: z.string().nullable(),
    legal_status: z.string().nullable(),
    charge: z.string().nullable(),
    expected_release: z.string().nullable(),
    is_pregnant: z.boolean().nullable(),
    due: z.string().nullable(),
    children: z.array(z.object({ child: z.uuid(), relation: z.string(), isInside: z.boolean() })),
  })
  .transform((row): CarerRow => ({
    id: row.id,
    names: { km: row.name_km, latin: row.name_latin, called: row.called },
    sex: row.sex,
    isHeld: row.is_held,
    facility: row.facility,
    heldSince: row.held_since,
    legalStatus: row.legal_status,
    charge: row.charge,
    expectedRelease: row.expected_release,
    isPregnant: row.is_pregnant,
    due: row.due,
    children: row.children,
  }))

const carerColumns = `i.carer as id, i.name_km, i.name_latin, i.called, i.sex, c.is_held, c.facility, c.held_since,
  c.legal_status, c.charge, c.expected_release, c.is_pregnant, c.due,
  (select coalesce(jsonb_agg(jsonb_build_object('child', cc.child, 'relation', cc.relation, 'isInside', s.is_inside)), '[]')
   from komar.child_carer cc join komar.child_status s on s.child = cc.child where cc.carer = i.carer
     and not exists (select from komar.child_merge m join komar.child_carer k on k.child = m.kept and k.carer = i.carer where m.other = cc.child)) as children`
const carerSource = 'komar.carer_identity i left join komar.carer_custody c on c.carer = i.carer'

export type CarerSearch = {
  text?: string | undefined
  facility?: string | undefined
  only: 'held' | 'pregnant' | 'released' | 'all'
  cursor?: string | undefined
  limit: number
}
export type CarerPage = { carers: CarerRow[]; total: number; cursor: string | null }

const onlySql = { held: 'c.is_held', pregnant: 'c.is_pregnant', released: 'not c.is_held', all: 'true' } as const

/** One page of carers in custody, in the order of their ids. */
export async function searchCarers(db: Database, search: CarerSearch): Promise<CarerPage> {
  const named = search.text ? await findNamed(db, 'carer', search.text) : null
  const where = `${onlySql[search.only]} and ($1::uuid is null or c.facility = $1) and ($2::uuid[] is null or i.carer = any ($2))`
  const found = await rows(
    db,
    carerSchema,
    `select ${carerColumns} from ${carerSource} where ${where} and ($3::uuid is null or i.carer > $3) order by i.carer limit $4`,
    [search.facility ?? null, named, search.cursor ?? null, search.limit],
  )
  const [counted] = await rows(
    db,
    z.object({ count: z.coerce.number() }),
    `select count(*) as count from (select from ${carerSource} where ${where} limit 1001) counted`,
    [search.facility ?? null, named],
  )
  const last = found.length === search.limit ? found.at(-1) : undefined
  return { carers: found, total: counted?.count ?? 0, cursor: last?.id ?? null }
}

/** One carer in custody, if the caller may see who it is. */
export async function findCarer(db: Database, id: string): Promise<CarerRow | undefined> {
  const [carer] = await rows(db, carerSchema, `select ${carerColumns} from ${carerSource} where i.carer = $1`, [id])
  return carer
}

const facilityRow = z.object({
  id: z.uuid(),
  code: z.string(),
  nameEn: z.string(),
  nameKm: z.string(),
  province: z.string(),
  holdsWomen: z.boolean(),
  capacity: z.int().nullable(),
  censusOn: z.iso.date().nullable(),
  census: z.record(z.string(), z.union([z.number(), z.string()])).nullable(),
  isMine: z.boolean(),
  childrenSeen: z.coerce.number(),
})

/** All facilities; the caller's own first. */
export async function listFacilities(db: Database): Promise<FacilityRow[]> {
  return rows(
    db,
    facilityRow,
    `with inside as (
       select c.facility, count(*) as children from komar.child_identity c join komar.child_status s on s.child = c.child
       where s.is_inside group by c.facility)
     select f.facility as id, f.code, f.name_en as "nameEn", f.name_km as "nameKm", f.province, f.holds_women as "holdsWomen",
       f.capacity, f.census_on as "censusOn", f.census,
       exists (select from komar.subject_circle sc where sc.subject = f.facility) as "isMine",
       coalesce(inside.children, 0) as "childrenSeen"
     from komar.facility f left join inside on inside.facility = f.facility order by "isMine" desc, f.name_en`,
  )
}

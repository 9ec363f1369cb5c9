// Agencies, read and made.
import { agencyKinds, type Agency } from '@komar/contract/session'
import { z } from 'zod'
import { oneRow, rows, type Database } from '../db/query.ts'

const agencyRow = z.object({
  id: z.uuid(),
  code: z.string(),
  nameEn: z.string(),
  nameKm: z.string(),
  kind: z.enum(agencyKinds),
  isState: z.boolean(),
})

const columns = `id, code, name_en as "nameEn", name_km as "nameKm", kind, is_state as "isState"`

/** All agencies, in the order of their codes. */
export async function listAgencies(db: Database): Promise<Agency[]> {
  return rows(db, agencyRow, `select ${columns} from komar.agency order by code`)
}

/** One agency that must exist. */
export async function findAgency(db: Database, id: string): Promise<Agency> {
  return oneRow(db, agencyRow, `select ${columns} from komar.agency where id = $1`, [id])
}

/** Makes an agency and its circle, in which its people and the subjects it registers meet. */
export async function createAgency(db: Database, agency: Agency): Promise<void> {
  await db.query(
    `insert into komar.agency (id, code, name_en, name_km, kind, is_state) values ($1, $2, $3, $4, $5, $6)`,
    [agency.id, agency.code, agency.nameEn, agency.nameKm, agency.kind, agency.isState],
  )
  await db.query(`insert into komar.circle (type, agency) values ('agency', $1)`, [agency.id])
}

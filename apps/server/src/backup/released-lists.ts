// What a person finds on the lists of a host, in words that every version of Komar must find again in data of an older one. Dates that
// follow from rules are left out: rules change, and what was recorded does not.
import { z } from 'zod'
import { rows, type Database } from '../db/query.ts'

export const listsSchema = z.object({
  children: z.array(
    z.object({
      code: z.string().nullable(),
      name: z.string().nullable(),
      sex: z.string(),
      born: z.array(z.string()),
      facility: z.uuid().nullable(),
      carer: z.uuid().nullable(),
      isInside: z.boolean(),
    }),
  ),
  carers: z.array(z.object({ name: z.string().nullable(), sex: z.string(), isHeld: z.boolean() })),
  facilities: z.array(z.object({ code: z.string(), name: z.string() })),
  people: z.array(z.object({ login: z.string(), roles: z.array(z.string()) })),
})
export type Lists = z.infer<typeof listsSchema>

/** The lists as a superuser or the owner reads them. */
export async function readLists(db: Database): Promise<Lists> {
  const { children, carers, facilities, people } = listsSchema.shape
  return {
    children: await rows(
      db,
      children.element,
      `select i.code, coalesce(i.name_latin, i.name_km) as name, i.sex, i.born, i.facility, i.carer, s.is_inside as "isInside"
       from komar.child_identity i join komar.child_status s using (child) order by i.code`,
    ),
    carers: await rows(
      db,
      carers.element,
      `select coalesce(i.name_latin, i.name_km) as name, i.sex, c.is_held as "isHeld"
       from komar.carer_identity i join komar.carer_custody c using (carer) order by 1, i.carer`,
    ),
    facilities: await rows(db, facilities.element, 'select code, name_en as name from komar.facility order by code'),
    people: await rows(db, people.element, 'select login, roles from komar.account order by login'),
  }
}

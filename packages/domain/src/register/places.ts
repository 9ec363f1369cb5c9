// Provinces and districts of a country by their official codes: where kin live, where a facility stands.
// Rule: a place is stored by code, never by a spelling; a district's code begins with its province's.
// Source: policies/<country>/places.json names its own source and licence.
import * as z from 'zod'

/** In place of a province where the country's pack has no gazetteer: no province of any country has this code. */
export const noProvince = '00'

const name = z.strictObject({ en: z.string().min(1), km: z.string().min(1), ungegn: z.string().min(1).optional() })
const provinceCode = z
  .string()
  .regex(/^\d{2}$/)
  .refine((code) => code !== noProvince, 'places.code-kept')

const provinceSchema = z.strictObject({
  code: provinceCode,
  iso: z.string().regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/),
  name,
  unit: z.enum(['province', 'capital']),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
})

const districtSchema = z
  .strictObject({
    code: z.string().regex(/^\d{4}$/),
    province: provinceCode,
    name,
    unit: z.enum(['district', 'municipality', 'section']),
  })
  .refine((district) => district.code.startsWith(district.province), 'places.district-outside-province')

export const placesSchema = z
  .strictObject({
    source: z.string().min(1),
    licence: z.string().min(1),
    note: z.string().min(1),
    provinces: z.array(provinceSchema).min(1),
    districts: z.array(districtSchema),
  })
  .refine(
    ({ provinces, districts }) => districts.every(({ province }) => provinces.some(({ code }) => code === province)),
    'places.province-unknown',
  )
/** The gazetteer of a pack. */
export type Places = z.infer<typeof placesSchema>
export type Province = Places['provinces'][number]
export type District = Places['districts'][number]

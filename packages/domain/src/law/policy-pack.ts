// A policy pack is a country as data. Its head says which country, which version, which languages and which day it is there.
// Rule: acts name the pack's version they were decided under, so that an old decision is read under its own rules.
// Source: architecture.md, layout (`policies/<iso>/`).
import * as z from 'zod'
import { utcOffsetSchema } from '../time/instant.ts'

/** Two letters of ISO 3166-1, or a part of a country by ISO 3166-2 (gb-sct), where the law is that of the part. */
export const packIdPattern = /^[a-z]{2}(-[a-z0-9]{1,3})?$/

export const policyPackSchema = z.strictObject({
  id: z.string().regex(packIdPattern),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  name: z.strictObject({ en: z.string().min(1), km: z.string().min(1) }),
  timeZone: z.strictObject({ name: z.string().min(1), utcOffset: utcOffsetSchema }),
  /** Which of Komar's languages people there write names of places in. */
  languages: z.array(z.enum(['en', 'km'])).min(1),
  /** Of the amounts in the pack; left out where it holds none. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
})
/** The head of a pack: policies/<country>/pack.json. */
export type PolicyHead = z.infer<typeof policyPackSchema>

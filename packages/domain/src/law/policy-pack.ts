// A policy pack is a country as data. Its head says which country, which version, which languages and which day it is there.
// Rule: acts name the pack's version they were decided under, so that an old decision is read under its own rules.
// Source: architecture.md, layout (`policies/<iso>/`).
import * as z from 'zod'
import { utcOffsetSchema } from '../time/instant.ts'

export const policyPackSchema = z.strictObject({
  id: z.string().regex(/^[a-z]{2}$/),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  name: z.strictObject({ en: z.string().min(1), km: z.string().min(1) }),
  timeZone: z.strictObject({ name: z.string().min(1), utcOffset: utcOffsetSchema }),
  languages: z.array(z.enum(['en', 'km'])).min(1),
  currency: z.string().regex(/^[A-Z]{3}$/),
})
/** The head of a pack: policies/<country>/pack.json. */
export type PolicyHead = z.infer<typeof policyPackSchema>

// A country's rules in one piece, as gates and deadlines take them. Each slice owns the schema of its section; this file only puts
// them together. Places, facilities and published figures are data beside the rules: no gate reads them.
// Source: architecture.md, layout (`policies/<iso>/`).
import * as z from 'zod'
import { measureCatalogueSchema } from './assess/measures.ts'
import { proceduresSchema } from './assess/procedures.ts'
import { questionnaire } from './assess/questionnaire.ts'
import { lawPackSchema } from './law/pack.ts'
import { policyPackSchema } from './law/policy-pack.ts'
import { wellbeingPackSchema } from './wellbeing/pack.ts'

export const policySchema = z.strictObject({
  head: policyPackSchema,
  law: lawPackSchema,
  procedures: proceduresSchema,
  measures: measureCatalogueSchema,
  wellbeing: wellbeingPackSchema,
  questionnaires: z.array(questionnaire),
})

/** A policy pack: head, law, procedures, special measures, wellbeing, questionnaires. */
export type PolicyPack = z.infer<typeof policySchema>

/** The parsed JSON of each section; questionnaires already put together with `assembleQuestionnaire`. */
export type PolicySections = Record<keyof PolicyPack, unknown>

/**
 * Checks every section and puts the pack together.
 * @throws ZodError that names the section and the field
 */
export function parsePolicyPack(sections: PolicySections): PolicyPack {
  return policySchema.parse(sections)
}

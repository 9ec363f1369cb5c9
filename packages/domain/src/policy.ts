// A country's rules in one piece, as gates and deadlines take them. Each slice owns the schema of its section; this file only puts
// them together. Places, facilities and published figures are data beside the rules: no gate reads them.
// Rule: a pack is whole or small. A small one holds what a source says of the age limit, and no rules of the work: with it Komar keeps
// the register and the clock of the law, refuses acts that it cannot check, and never lends one country's rules to another.
// Source: architecture.md, layout (`policies/<iso>/`); docs/decisions/0022-countries.md.
import * as z from 'zod'
import { measureCatalogueSchema } from './assess/measures.ts'
import { proceduresSchema } from './assess/procedures.ts'
import { questionnaire } from './assess/questionnaire.ts'
import { lawPackSchema } from './law/pack.ts'
import { policyPackSchema } from './law/policy-pack.ts'
import { wellbeingPackSchema } from './wellbeing/pack.ts'

const lawOnlySchema = z.strictObject({ head: policyPackSchema, law: lawPackSchema })

const wholeLawSchema = lawPackSchema.extend({
  leadTime: lawPackSchema.shape.leadTime.extend({
    remandNamedCarerDays: lawPackSchema.shape.leadTime.shape.remandNamedCarerDays.unwrap(),
  }),
  overstay: lawPackSchema.shape.overstay.unwrap(),
  noticeAnswerWorkingDays: lawPackSchema.shape.noticeAnswerWorkingDays.unwrap(),
  responsibleAuthority: lawPackSchema.shape.responsibleAuthority.unwrap(),
})

const wholeSchema = z.strictObject({
  head: policyPackSchema,
  law: wholeLawSchema,
  procedures: proceduresSchema,
  measures: measureCatalogueSchema,
  wellbeing: wellbeingPackSchema,
  questionnaires: z.array(questionnaire),
})

/** A whole policy pack: head, law, procedures, special measures, wellbeing, questionnaires. */
export type PolicyPack = z.infer<typeof wholeSchema>

/** A small one: what the law says of the age limit. What it does not hold is null, and there are no questionnaires. */
export type SmallPack = z.infer<typeof lawOnlySchema> & {
  procedures: null
  measures: null
  wellbeing: null
  questionnaires: readonly []
}

/** The rules of a country, however much it has written down. */
export type CountryPack = PolicyPack | SmallPack

/** The parsed JSON of each section; questionnaires already put together with `assembleQuestionnaire`. */
export type PolicySections = Record<keyof PolicyPack, unknown>

/**
 * Checks every section and puts a whole pack together.
 * @throws ZodError that names the section and the field
 */
export function parsePolicyPack(sections: PolicySections): PolicyPack {
  return wholeSchema.parse(sections)
}

/**
 * Checks head and law and makes a small pack of them.
 * @throws ZodError that names the section and the field
 */
export function parseSmallPack(sections: Record<keyof z.infer<typeof lawOnlySchema>, unknown>): SmallPack {
  return { ...lawOnlySchema.parse(sections), procedures: null, measures: null, wellbeing: null, questionnaires: [] }
}

/** Whether a pack holds the rules of the work, and not the age limit alone. */
export function isWhole(pack: CountryPack): pack is PolicyPack {
  return pack.procedures !== null
}

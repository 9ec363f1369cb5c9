// The country's rules in plain words: each number of the procedures by its place in them, and each gate with its source and what of it a
// ministry has yet to confirm. What is not confirmed is listed, never hidden (product.md: honest about sources).
import * as z from 'zod'
import type { Procedures, procedureStatuses } from '../assess/procedures.ts'

const words = z.strictObject({ en: z.string().min(1), km: z.string().min(1) })

export const ruleWordsSchema = z.strictObject({
  numbers: z.record(z.string(), words),
  gates: z.array(
    z.strictObject({
      gate: z.string().regex(/^G-[A-Z]\d?$/),
      title: words,
      words,
      source: z.string().min(1),
      toConfirm: words.optional(),
    }),
  ),
})
export type RuleWords = z.infer<typeof ruleWordsSchema>

export type RuleNumber = {
  /** Its place: 'decisions.interim.lasts'. */
  path: string
  value: number | boolean
  unit: string | null
  status: (typeof procedureStatuses)[number]
  source: string
}

/** Every number and yes-or-no rule of the procedures, in their order. */
export function ruleNumbers(procedures: Procedures): RuleNumber[] {
  return numbersIn(procedures, '')
}

function numbersIn(value: unknown, path: string): RuleNumber[] {
  const number = numberSchema.safeParse(value)
  if (number.success) return [{ ...number.data, unit: number.data.unit ?? null, path }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => numbersIn(inner, path === '' ? name : `${path}.${name}`))
}

const numberSchema = z.object({
  value: z.union([z.number(), z.boolean()]),
  unit: z.string().optional(),
  status: z.enum(['practice', 'sourced', 'report', 'to-be-confirmed']),
  source: z.string(),
})

// How a refusal travels: RFC 9457 problem details with a stable code. The words for people are in the web app's catalogues.
import { accessClasses } from '@komar/domain/access/classes'
import { problemCodes } from '@komar/domain/chronicle/problem'
import { z } from 'zod'

const params = z.record(z.string(), z.union([z.string(), z.number()]))

export const fieldFaultSchema = z.object({
  path: z.string().describe('JSON pointer into the input, such as /body/entries/3/occurred'),
  code: z.string(),
  params: params.optional(),
})

export const missingPieceSchema = z.object({
  code: z.string(),
  classes: z.array(z.enum(accessClasses)).readonly(),
  status: z.enum(['missing', 'cannot-tell']),
  params: params.optional(),
})

/** A problem as the domain states it; stands in refused results of an append. */
export const domainProblemSchema = z.object({
  code: z.enum(problemCodes),
  fields: z.array(fieldFaultSchema).optional(),
  missing: z.array(missingPieceSchema).optional(),
  params: params.optional(),
})

/** The body of every answer of 400 and above (application/problem+json). */
export const problemSchema = domainProblemSchema.extend({
  type: z.string().describe('URI of the code, /v1/docs#problem-<code>'),
  title: z.string(),
  status: z.int(),
})
export type HttpProblem = z.infer<typeof problemSchema>

// With which key an agency seals, as a session tells it. By itself, so that what everybody loads first need not carry all that is done with keys.
import { sealScopes } from '@komar/domain/chronicle/sealed-text'
import { z } from 'zod'

export const sealingSchema = z
  .object({ key: z.uuid(), recipient: z.string(), scope: z.enum(sealScopes) })
  .nullable()
  .describe('With which key this agency seals texts, and which; null: with none')
export type Sealing = z.infer<typeof sealingSchema>

// What a keyring holds, as data. The crypto stands elsewhere and is loaded where it is needed: every store has a keyring, few open a text.
import { z } from 'zod'

export const heldSchema = z.object({
  id: z.string(),
  recipient: z.string(),
  secret: z.string(),
  former: z.string().nullable(),
  voucher: z.string().nullable(),
})
/** A key with what links it to the one before it. */
export type HeldKey = z.infer<typeof heldSchema>

/** `secret` is an age identity ("AGE-SECRET-KEY-1…"). */
export type AgencySecret = { id: string; recipient: string; secret: string }

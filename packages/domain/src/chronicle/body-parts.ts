// Parts that many bodies share: short and long text, a person as a free name, and by whom a thing was told.
import * as z from 'zod'
import { bodySchema } from './entry.ts'
import { sealable } from './sealed-text.ts'

/** One line. */
export const line = z.string().trim().min(1).max(300)

/** Free text of a few paragraphs. */
export const text = z.string().trim().min(1).max(6000)

/** Starts the body of a kind: the salt, by whom it was told (when the basis is 'told'), and the reason of a correction. */
export function body<Shape extends z.ZodRawShape>(shape: Shape) {
  return bodySchema.extend({ toldBy: line.optional(), reason: text.optional(), ...shape })
}

/** As `body`, of a kind whose texts an agency may seal: who told it and why it was corrected tell the story too. */
export function sealableBody<Shape extends z.ZodRawShape>(shape: Shape) {
  return bodySchema.extend({ toldBy: sealable(line).optional(), reason: sealable(text).optional(), ...shape })
}

/** The body of a retraction: only why. Sealed where what it withdraws is. */
export const retractionSchema = bodySchema.extend({ reason: sealable(text) })

// wellbeing: vaccines, one entry for each dose, and whether a card was seen. Which doses are due at what age is data of the country
// (policies/<iso>/immunisation.json). A dose that was not given says why; a refusal is not held against anybody.
import * as z from 'zod'
import { body, text } from '../chronicle/body-parts.ts'
import { kind } from '../chronicle/kind.ts'

export const vaccineId = z.string().regex(/^[a-z0-9-]{2,20}$/)
export const vaccinations = ['given', 'refused', 'none-in-stock', 'not-advised'] as const

export const immunisationStated = kind({
  name: 'wellbeing.immunisation-stated',
  family: 'fact',
  class: 'health',
  subject: 'child',
  doc: 'A dose of a vaccine was given on a day, or was not, and why.',
  body: body({
    vaccine: vaccineId,
    dose: z.number().int().min(1).max(9),
    vaccination: z.enum(vaccinations),
    words: text.optional(),
  }),
})

export const cardStates = ['seen', 'lost', 'never-had', 'not-asked'] as const

export const vaccineCardStated = kind({
  name: 'wellbeing.vaccine-card-stated',
  family: 'fact',
  class: 'health',
  subject: 'child',
  doc: "Whether the child's vaccination card was seen.",
  body: body({ card: z.enum(cardStates), words: text.optional() }),
})

// Names stand in Khmer and in Latin script side by side; at least one of the two is known. Family name comes first in both.
import * as z from 'zod'

const nameText = z.string().trim().min(1).max(120)

export const namesSchema = z
  .looseObject({ km: nameText.optional(), latin: nameText.optional(), called: nameText.optional() })
  .refine((names) => names.km !== undefined || names.latin !== undefined, { message: 'names.none', path: ['km'] })

export type Names = z.infer<typeof namesSchema>

/** The name by which someone is called: as it was said, else the given name, which stands last. In the other script where one lacks. */
export function givenName({ km, latin, called }: Names, language: 'en' | 'km'): string | null {
  if (called !== undefined) return called
  const whole = language === 'km' ? (km ?? latin) : (latin ?? km)
  return whole?.split(/[\s\u200b]+/u).at(-1) ?? null
}

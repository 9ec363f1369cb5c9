// The body of a letter from what stands in its form: the same for the entry and for the preview.
import { careLetterPurposes, letterPurposes, type Addressee } from '@komar/domain/assess/letter-kinds'
import { answerDueFor, officeLine } from '@komar/domain/assess/letter-text'
import { uuidSchema } from '@komar/domain/chronicle/entry'
import type { LetterBody } from '@komar/domain/assess/letter-facts'
import type { RecordContext } from '../../record/context.ts'
import { day, many, oneOf, said, type Values } from '../../record/values.ts'

/** The letter to one office. */
export function letterBody(values: Values, addressee: Addressee, context: RecordContext): LetterBody {
  const purpose = oneOf(values, 'purpose', [...letterPurposes, ...careLetterPurposes])
  const isAboutMeasures = purpose === 'measures-owed'
  const decision = uuidSchema.safeParse(context.child?.lastDecision?.id)
  return {
    to: addressee === 'other' ? (said(values, 'to') ?? '') : officeLine(addressee, placeOf(context), context.pack),
    addressee,
    purpose,
    measures: isAboutMeasures ? many(values, 'measures').map(Number) : [],
    // The form asks for the day: without one it shows a preview only.
    answerDue: day(values, 'answerDue') ?? answerDueFor(context.today, context.pack) ?? context.today,
    ...(isAboutMeasures ? {} : { aboutDay: day(values, 'aboutDay') }),
    ...(isAboutMeasures && decision.success ? { decision: decision.data } : {}),
  }
}

/** The prison where the child lives, by its names. */
function placeOf({ child, facilities }: RecordContext): { en: string; km: string } | null {
  const at = child?.whereabouts
  const facility = at?.is === 'in-facility' ? facilities.find(({ id }) => id === at.facility) : undefined
  return facility === undefined ? null : { en: facility.nameEn, km: facility.nameKm }
}

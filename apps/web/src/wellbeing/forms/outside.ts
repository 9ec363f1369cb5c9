import type { FormDefinition } from '../../record/definition.ts'
import { count, type Values } from '../../record/values.ts'
import type { MessageId } from '../../i18n/message-id.ts'

type Rule = ReturnType<NonNullable<FormDefinition['rules']>>[number]

/** A number that its kind does not take: said in the form, with the likely slip, and not by the host's refusal. */
export function outside(
  values: Values,
  field: string,
  [least, most]: readonly [number, number],
  message: MessageId,
): Rule {
  const given = count(values, field)
  return { field, message, isBroken: given !== undefined && (given < least || given > most) }
}

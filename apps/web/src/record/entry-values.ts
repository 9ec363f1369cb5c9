// The entry that a link named, and its values as its form shows them.
import type { Recorded } from '@komar/domain/chronicle/entry'
import { valuesFrom } from './body-from.ts'
import type { RecordContext } from './context.ts'
import type { FieldKind } from './field-kinds.ts'
import type { Values } from './values.ts'

/** The entry that the link named. */
export function namedEntry({ entries, query }: RecordContext): Recorded | undefined {
  return entries.find(({ id }) => id === query['entry'])
}

/** An entry's values as its form shows them. */
export function valuesOfEntry(fields: readonly FieldKind[], { body, occurred, basis }: Recorded): Values {
  return { ...valuesFrom(fields, body), occurred, basis, ...toldBy(body['toldBy']) }
}

function toldBy(who: unknown): Values {
  return typeof who === 'string' ? { toldBy: who } : {}
}

// A form is data: fields in order, what must be so, and how its values become entries. One renderer shows them all (fields.tsx), so that
// saving as typed, faults, uncertain dates and "how it is known" are the same everywhere.
import type { ComponentType } from 'react'
import type { MessageId } from '../i18n/message-id.ts'
import type { Option } from '../ui/choice-field.tsx'
import type { RecordContext } from './context.ts'
import type { Values } from './values.ts'

type Common = {
  /** Unique in the form; for a form of one entry, also the member of its body. */
  id: string
  label: MessageId
  help?: MessageId
  isOptional?: boolean
  /** Shown, asked and recorded only when this holds. */
  when?: (values: Values, context: RecordContext) => boolean
}

export type Slot = { values: Values; change: (values: Values) => void; context: RecordContext }

export type TextKind = Common & { type: 'line' | 'text' | 'count' | 'decimal' | 'day' }
export type DateKind = Common & { type: 'date'; means?: 'between' | 'during' }
type OptionsOf = (context: RecordContext, values: Values) => readonly Option[]
/** The child's form in which an option that is missing is recorded first. */
type Elsewhere = { form: string; label: MessageId }
export type ChoiceKind = Common & {
  type: 'choice' | 'many' | 'select'
  options: OptionsOf
  isBeside?: boolean
  elsewhere?: Elsewhere
}
/** `yes-no` must be answered; a `tick` is false until it is ticked. */
export type YesKind = Common & { type: 'yes-no' | 'tick' }
type HeadingKind = Pick<Common, 'id' | 'label' | 'help' | 'when'> & { type: 'heading' }
/** Something drawn between the fields that records nothing by itself: hints, consequences. */
type SlotKind = Pick<Common, 'id' | 'when'> & { type: 'slot'; Component: ComponentType<Slot> }
export type RowsKind = Omit<Common, 'isOptional'> & {
  type: 'rows'
  fields: readonly FieldKind[]
  /** A heading for each row. */
  rowLabel: (row: Values, index: number, context: RecordContext) => string
  /** The words of the button that adds a row; without it the rows are fixed. */
  add?: MessageId
  /** Each row folded away until it is opened, for long fixed lists. */
  isFolded?: boolean
}

export type FieldKind = TextKind | DateKind | ChoiceKind | YesKind | HeadingKind | SlotKind | RowsKind

/** The options of a fixed list of words, each with its own text `<prefix>.<word>`. */
export function words<Prefix extends string, Word extends string>(
  prefix: Prefix,
  list: readonly Word[],
): `${Prefix}.${Word}` extends MessageId ? OptionsOf : never
export function words(prefix: string, list: readonly string[]): OptionsOf {
  // The signature above holds every text to the catalogue.
  return ({ speech }) => list.map((value) => ({ value, label: speech.text(`${prefix}.${value}` as MessageId) }))
}

/** The fields that apply to these values, without headings and slots. */
export function asked(fields: readonly FieldKind[], values: Values, context: RecordContext): FieldKind[] {
  return fields.filter(
    (field) => field.type !== 'heading' && field.type !== 'slot' && (field.when?.(values, context) ?? true),
  )
}

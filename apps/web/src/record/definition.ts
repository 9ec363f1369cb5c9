// The definition of a form, and the two ways to make its entries.
import type { FormSubject, RecordContext } from './context.ts'
import type { FieldKind } from './field-kinds.ts'
import type { EntryDraft } from '../store/new-entry.ts'
import type { MessageId } from '../i18n/message-id.ts'
import { bodyFrom } from './body-from.ts'
import { compact, head, type Head } from './drafting.ts'
import type { Values } from './values.ts'

export type Rule = { field: string; message: MessageId; isBroken: boolean }

export type FormDefinition = {
  /** Last part of the address: /children/<id>/record/<name>. */
  name: string
  subject: FormSubject
  title: MessageId
  lead?: MessageId
  /** Kinds that it writes: who may write none of them, or not all, does not get the form. */
  kinds: readonly string[]
  fields: readonly FieldKind[]
  initial?: (context: RecordContext) => Values
  /** What a kept draft takes anew from the chronicle: rows that follow from what was recorded meanwhile. */
  refresh?: (values: Values, context: RecordContext) => Values
  /** What must be so between fields. */
  rules?: (values: Values, context: RecordContext) => readonly Rule[]
  build: (values: Values, context: RecordContext) => EntryDraft[]
  /** Where to go afterwards; the subject's own page when left out. */
  after?: (drafts: readonly EntryDraft[]) => string | undefined
  /** Set for a form of one fact: what a correction is made with. */
  corrects?: string
  /** The entry that this very form corrects or withdraws. */
  changes?: string
}

type OneFact = Omit<FormDefinition, 'kinds' | 'build' | 'corrects'> & {
  kind: string
  /** Other chronicles in which the entry stands. */
  also?: (values: Values, context: RecordContext) => readonly (string | undefined)[]
  /** The chronicle it belongs to, when it is not the form's subject. */
  about?: (values: Values, context: RecordContext) => string | undefined
  /** Members of the body that no field holds. */
  more?: (values: Values, context: RecordContext) => Record<string, unknown>
}

/** A form of one fact, whose fields are the members of its body. */
export function factForm({ kind, also, about, more, ...definition }: OneFact): FormDefinition {
  return {
    ...definition,
    kinds: [kind],
    corrects: kind,
    build: (values, context) => [
      fact(values, {
        kind,
        subject: about?.(values, context) ?? context.subject.id,
        also: also?.(values, context) ?? [],
        body: { ...bodyFrom(definition.fields, values, context), ...more?.(values, context) },
      }),
    ],
  }
}

type FactParts = {
  kind: string
  subject: string
  also?: readonly (string | undefined)[]
  body: Record<string, unknown>
  head?: Head
}

/** One fact: when it happened and how it is known come from the form's own fields, unless given. */
export function fact(values: Values, { kind, subject, also = [], body, head: given }: FactParts): EntryDraft {
  const { occurred, basis, toldBy } = given ?? head(values)
  const others = also.flatMap((id) => (id === undefined || id === '' ? [] : [id]))
  return {
    kind,
    subject,
    occurred,
    basis,
    body: compact({ toldBy, ...body }),
    ...(others.length > 0 ? { also: [...new Set(others)] } : {}),
  }
}

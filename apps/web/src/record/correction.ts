// Correcting and withdrawing an entry. A correction replaces the whole body and the date, says why, and shows before and after; a
// withdrawal only says why. Nothing is removed (docs/decisions/0002-order-and-correction.md). Acts are not corrected: they are made anew.
import type { Recorded } from '@komar/domain/chronicle/entry'
import type { EntryDraft } from '../store/new-entry.ts'
import { correctionOf } from './all-forms.ts'
import { BeforeAndAfter } from './before-and-after.tsx'
import type { RecordContext } from './context.ts'
import type { FormDefinition } from './definition.ts'
import { compact } from './drafting.ts'
import { namedEntry, valuesOfEntry } from './entry-values.ts'
import type { TextKind } from './field-kinds.ts'
import { said, type Values } from './values.ts'

const reasonField: TextKind = {
  type: 'text',
  id: 'reason',
  label: 'form.correct.reason',
  help: 'form.correct.reason-help',
}

/** The form to correct the named entry with; undefined where there is no such entry, or its kind is made anew instead. */
export function correctionForm(context: RecordContext): FormDefinition | undefined {
  const entry = namedEntry(context)
  const form = entry && correctionOf(entry.kind)
  if (entry === undefined || form === undefined) return undefined
  return {
    name: 'correct',
    changes: entry.id,
    subject: context.subject.type,
    title: 'form.correct.title',
    lead: 'form.correct.lead',
    kinds: [entry.kind],
    fields: [...form.fields, { type: 'slot', id: 'before', Component: BeforeAndAfter }, reasonField],
    initial: () => valuesOfEntry(form.fields, entry),
    ...(form.rules === undefined ? {} : { rules: form.rules }),
    build: (values, current) =>
      form.build(values, current).map((draft) =>
        replacing(
          draft,
          entry,
          values,
          form.fields.map(({ id }) => id),
        ),
      ),
  }
}

const ownMembers: readonly string[] = ['salt', 'reason', 'toldBy']

/** Members that the form does not show stay as they were. */
function replacing(draft: EntryDraft, entry: Recorded, values: Values, shown: readonly string[]): EntryDraft {
  const kept = Object.entries(entry.body).filter(([name]) => !shown.includes(name) && !ownMembers.includes(name))
  return {
    ...draft,
    subject: entry.subject,
    also: entry.also,
    replaces: entry.id,
    body: compact({ ...Object.fromEntries(kept), ...draft.body, reason: said(values, 'reason') }),
  }
}

export function withdrawalForm(context: RecordContext): FormDefinition | undefined {
  const entry = namedEntry(context)
  if (entry === undefined) return undefined
  return {
    name: 'withdraw',
    changes: entry.id,
    subject: context.subject.type,
    title: 'form.withdraw.title',
    lead: 'form.withdraw.lead',
    kinds: [entry.kind],
    fields: [{ ...reasonField, label: 'form.withdraw.reason' }],
    initial: () => ({}),
    build: (values) => [
      {
        kind: entry.kind,
        v: entry.v,
        subject: entry.subject,
        also: entry.also,
        occurred: entry.occurred,
        basis: entry.basis,
        retracts: entry.id,
        body: compact({ reason: said(values, 'reason') }),
      },
    ],
  }
}

// Small parts that every builder of entries uses.
import { bases, type Basis } from '@komar/domain/chronicle/entry'
import type { EntryDraft } from '../store/new-entry.ts'
import type { RecordContext } from './context.ts'
import { edtf, oneOf, said, type Values } from './values.ts'

/** When it happened and how it is known. */
export type Head = { occurred: string; basis: Basis; toldBy: string | undefined }

/** Without the members that say nothing, so that an empty field leaves no trace in the body. */
export function compact(body: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
}

export function head(values: Values): Head {
  const basis = oneOf(values, 'basis', bases) ?? 'inferred'
  return {
    occurred: edtf(values, 'occurred') ?? '',
    basis,
    toldBy: basis === 'told' ? said(values, 'toldBy') : undefined,
  }
}

type ActParts = { kind: string; subject: string; also?: readonly string[]; body: Record<string, unknown>; id?: string }

/** An act is done here and now, under the country's rules of this version. */
export function act(context: RecordContext, { kind, subject, also = [], body, id }: ActParts): EntryDraft {
  return {
    kind,
    subject,
    occurred: context.today,
    basis: 'seen',
    body: compact(body),
    policy: `${context.pack.head.id}-${context.pack.head.version}`,
    basedOn: Math.max(0, ...context.entries.map(({ seq }) => seq ?? 0)),
    ...(also.length > 0 ? { also } : {}),
    ...(id === undefined ? {} : { id }),
  }
}

/** Names in both scripts, as far as they are known. */
export function names(values: Values, prefix = ''): Record<string, unknown> {
  return compact({
    km: said(values, `${prefix}km`),
    latin: said(values, `${prefix}latin`),
    called: said(values, `${prefix}called`),
  })
}

/** The id of nobody: stands for one that is not chosen yet, so that a gate can be asked; undefined when recording. */
export function noId({ placeholder }: Pick<RecordContext, 'placeholder'>): string | undefined {
  return placeholder === undefined ? undefined : '00000000-0000-8000-8000-000000000000'
}

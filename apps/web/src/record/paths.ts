import { uuidSchema } from '@komar/domain/chronicle/entry'
import type { RecordContext } from './context.ts'
import type { FormDefinition } from './definition.ts'

const places = { child: '/children', carer: '/carers', facility: '/facilities' } as const

/** The page of whom a form is about: where one goes back to. */
export function subjectPath({ type, id }: RecordContext['subject']): string {
  return type === 'none' ? '/' : `${places[type]}/${id}`
}

const unkept: readonly string[] = ['answers', 'back']

/** The address of a form, with what its link said; also the key of its draft. */
export function formPath(definition: Pick<FormDefinition, 'name'>, { subject, query }: RecordContext): string {
  const told = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined || unkept.includes(name) ? [] : [[name, value]],
  )
  const search = told.length === 0 ? '' : `?${new URLSearchParams(told).toString()}`
  const before = subject.type === 'none' ? '' : subjectPath(subject)
  return `${before}/record/${definition.name}${search}`
}

/** The address of the open form as its links to other forms carry it, with where it itself goes back to. */
export function herePath(definition: Pick<FormDefinition, 'name'>, context: RecordContext): string {
  return comingBack(formPath(definition, context), context.query['back'])
}

/** A form's address, from which one comes back to `then`: what was typed there is kept. */
export function comingBack(path: string, then: string | undefined): string {
  if (then === undefined) return path
  return `${path}${path.includes('?') ? '&' : '?'}${new URLSearchParams([['back', then]]).toString()}`
}

const backTo = /^\/(children|carers|facilities)\/[\w-]+\/record\/[\w-]+(\?|$)|^\/facilities\/[\w-]+\/visit$/

/** Where a link said to go back to: a form of this page, the page of a visit, or a record that was opened in need; else undefined. */
export function wayBack({ query }: Pick<RecordContext, 'query'>): string | undefined {
  const { back, glass } = query
  if (back !== undefined && backTo.test(back)) return back
  return uuidSchema.safeParse(glass).success ? `/broken-glass/${glass}` : undefined
}

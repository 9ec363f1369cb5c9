import type { RecordContext } from './context.ts'
import type { FormDefinition } from './definition.ts'

const places = { child: '/children', carer: '/carers', facility: '/facilities' } as const

/** The page of whom a form is about: where one goes back to. */
export function subjectPath({ type, id }: RecordContext['subject']): string {
  return type === 'none' ? '/' : `${places[type]}/${id}`
}

/** The address of a form, with what its link said; also the key of its draft. */
export function formPath(definition: Pick<FormDefinition, 'name'>, { subject, query }: RecordContext): string {
  const told = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined || name === 'answers' ? [] : [[name, value]],
  )
  const search = told.length === 0 ? '' : `?${new URLSearchParams(told).toString()}`
  const before = subject.type === 'none' ? '' : subjectPath(subject)
  return `${before}/record/${definition.name}${search}`
}

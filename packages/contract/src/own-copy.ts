// The person's own copy of their record, for whoever was a child in it and is of age now: a PDF, and a page for a telephone. A supervisor of
// the responsible agency makes it, on an act that says how the person showed who they are (docs/decisions/0023-the-own-copy.md).
import { accessClasses } from '@komar/domain/access/classes'
import { letterLanguages } from '@komar/domain/assess/letter-kinds'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { pdfSchema } from './letters.ts'

const common = {
  method: 'GET',
  fresh: true,
  allow: { roles: ['supervisor'], relation: { param: 'id', classes: ['care'] } },
  audit: { what: 'own-copy.made', param: 'id', classes: accessClasses.filter((name) => name !== 'notes') },
  input: { params: z.object({ id: z.uuid() }), query: z.object({ lang: z.enum(letterLanguages) }) },
  example: { params: { id: '01940000-0000-7000-8000-00000000000c' }, query: { lang: 'km' } },
} as const

export const printOwnCopy = endpoint({
  ...common,
  id: 'own-copy.print',
  path: '/v1/children/:id/own-copy/pdf',
  summary:
    'A person’s own copy of their record as PDF. Refused with what is missing unless they are of age and an act of the last 30 days says how they showed who they are. The host keeps nothing of it',
  produces: 'pdf',
  output: pdfSchema,
})

export const saveOwnCopy = endpoint({
  ...common,
  id: 'own-copy.page',
  path: '/v1/children/:id/own-copy/page',
  summary: 'The same as one HTML page for a telephone, which fetches nothing and runs nothing',
  produces: 'file',
  output: z.unknown(),
})

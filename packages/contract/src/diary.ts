// The diary of whoever cares for a child and is no caseworker: the own children's names and the own lines, and nothing else.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'

const diarySchema = z.object({
  child: z.uuid(),
  names: z.object({ km: z.string().nullable(), latin: z.string().nullable(), called: z.string().nullable() }),
  until: z.iso.date().describe('First day without it'),
  lines: z
    .array(z.looseObject({ id: z.uuid(), occurred: z.string(), body: z.looseObject({}) }))
    .describe('Entries that the caller wrote, oldest first'),
})
export type Diary = z.infer<typeof diarySchema>

export const showDiary = endpoint({
  id: 'diary.show',
  method: 'GET',
  path: '/v1/diary',
  summary: 'The diaries that the caller keeps: the name of each child, and the lines that the caller wrote',
  allow: { roles: ['carer'] },
  audit: { what: 'diary.opened' },
  input: {},
  output: z.object({ diaries: z.array(diarySchema), today: z.iso.date() }),
  example: {},
})

export const listDiaryCarers = endpoint({
  id: 'diary.carers',
  method: 'GET',
  path: '/v1/diary/carers',
  summary: "Accounts of carers in the caller's agency, to whom a diary can be entrusted",
  allow: { roles: ['supervisor'] },
  input: {},
  output: z.object({ carers: z.array(z.object({ id: z.uuid(), displayName: z.string() })) }),
  example: {},
})

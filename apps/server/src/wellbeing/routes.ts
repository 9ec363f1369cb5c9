// A teacher's link, and the diary of carers, read through the two narrow functions of migration 0030: a carer's role opens nothing else.
import * as contract from '@komar/contract/diary'
import { z } from 'zod'
import { rows } from '../db/query.ts'
import { route, type Route } from '../http/route.ts'
import { questionnaireRoutes } from './questionnaire-routes.ts'

const diaryRow = z.object({
  child: z.uuid(),
  name_km: z.string().nullable(),
  name_latin: z.string().nullable(),
  called: z.string().nullable(),
  until: z.iso.date(),
  // Written and checked when it was accepted; handed on as it is.
  lines: z.array(z.string().transform((text) => JSON.parse(text) as contract.Diary['lines'][number])),
})

const show = route(contract.showDiary, async ({ db, actor }) => {
  const found = await rows(
    db,
    diaryRow,
    'select child, name_km, name_latin, called, until::text, lines from komar.diary()',
  )
  const diaries = found.map(({ child, name_km, name_latin, called, until, lines }) => ({
    child,
    names: { km: name_km, latin: name_latin, called },
    until,
    lines,
  }))
  return { diaries, today: actor.today }
})

const carers = route(contract.listDiaryCarers, async ({ db }) => ({
  carers: await rows(
    db,
    z.object({ id: z.uuid(), displayName: z.string() }),
    `select id, display_name as "displayName" from komar.carers_of_agency()`,
  ),
}))

export const wellbeingRoutes: readonly Route[] = [show, carers, ...questionnaireRoutes]

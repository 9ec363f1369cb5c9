// conditions: what the prison is like. So far: learning and play for children inside (report: September 2013, four facilities, none run by the state).
import * as z from 'zod'
import { body, line } from '../chronicle/body-parts.ts'
import { kind } from '../chronicle/kind.ts'

export const programmeStated = kind({
  name: 'conditions.programme-stated',
  family: 'fact',
  class: 'conditions',
  subject: 'facility',
  doc: 'Whether a facility has learning or play for children on its site from this day on, and who runs it.',
  body: body({
    programme: z.enum(['learning-or-play']),
    isRunning: z.boolean(),
    isOnSite: z.boolean(),
    runBy: z.enum(['state', 'non-governmental']),
    name: line.optional(),
  }),
})

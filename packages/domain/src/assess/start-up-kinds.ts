// The first months with old data: children already inside, none of them assessed. What was missed is worked off in dated waves, the
// youngest and longest first; the missed days stay in the record as history and no longer cry out each morning (practice.md part 2).
import * as z from 'zod'
import { body, line } from '../chronicle/body-parts.ts'
import { kind } from '../chronicle/kind.ts'
import { plainDateSchema } from '../time/plain-date.ts'

export const waveSet = kind({
  name: 'assess.wave-set',
  family: 'act',
  class: 'care',
  subject: 'child',
  roles: ['supervisor'],
  doc: 'In the start-up of the work: the wave in which what was missed for this child is made good, and its last day.',
  body: body({ wave: z.number().int().min(1).max(99), by: plainDateSchema, reason: line.optional() }),
})

// The wave of the start-up in which one child is seen, changed by hand.
import { waveSet } from '@komar/domain/assess/start-up-kinds'
import { wavesOf } from '@komar/domain/assess/start-up'
import { addDays } from '@komar/domain/time/plain-date'
import type { FormDefinition } from '../../record/definition.ts'
import { act } from '../../record/drafting.ts'
import { count, day, said } from '../../record/values.ts'

export const waveForm: FormDefinition = {
  name: 'wave',
  subject: 'child',
  title: 'action.wave',
  lead: 'form.wave.lead',
  kinds: [waveSet.name],
  fields: [
    { type: 'count', id: 'wave', label: 'form.wave.number' },
    { type: 'day', id: 'by', label: 'form.wave.by' },
    { type: 'line', id: 'reason', label: 'form.wave.reason', isOptional: true },
  ],
  initial: ({ today, child }) => {
    const last = child === null || child === undefined ? undefined : wavesOf(child.settled).at(-1)
    return { wave: String(last?.body.wave ?? 1), by: last?.body.by ?? addDays(today, 7) }
  },
  build: (values, context) => [
    act(context, {
      kind: waveSet.name,
      subject: context.subject.id,
      body: { wave: count(values, 'wave'), by: day(values, 'by'), reason: said(values, 'reason') },
    }),
  ],
}

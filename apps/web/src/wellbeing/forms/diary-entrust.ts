// A supervisor lets a carer's account keep the diary of a child. The accounts are those of carers in the own agency; an administrator
// makes them. Who it is to the child is said in words.
import { diaryEntrusted } from '@komar/domain/wellbeing/diary-kinds'
import { addMonths } from '@komar/domain/time/plain-date'
import type { FormDefinition } from '../../record/definition.ts'
import { act, noId } from '../../record/drafting.ts'
import { day, said } from '../../record/values.ts'
import { DiaryCarersSlot } from './diary-carers-slot.tsx'

const usualMonths = 6

export const diaryEntrustForm: FormDefinition = {
  name: 'diary-entrust',
  subject: 'child',
  title: 'action.diary-entrust',
  lead: 'form.diary-entrust.lead',
  kinds: [diaryEntrusted.name],
  fields: [
    { type: 'slot', id: 'keeper', Component: DiaryCarersSlot },
    { type: 'line', id: 'keeperIs', label: 'field.keeperIs', isOptional: true },
    { type: 'day', id: 'until', label: 'form.diary-entrust.until' },
  ],
  rules: (values) => [
    { field: 'keeper', message: 'form.diary-entrust.nobody', isBroken: said(values, 'keeper') === undefined },
  ],
  initial: ({ today }) => ({ until: addMonths(today, usualMonths) }),
  build: (values, context) => [
    act(context, {
      kind: diaryEntrusted.name,
      subject: context.subject.id,
      body: {
        keeper: said(values, 'keeper') ?? noId(context),
        keeperIs: said(values, 'keeperIs'),
        until: day(values, 'until') ?? (context.placeholder === undefined ? undefined : context.today),
      },
    }),
  ],
}

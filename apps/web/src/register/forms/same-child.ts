// "Is this the same child as …?": the other record is looked up, both stand side by side, and the person says that they are one.
// Twins are two (practice.md part 2, siblings); "two children" has a form of its own, which is offered here too.
import { comparedPoints, merged } from '@komar/domain/register/merge-kinds'
import type { FormDefinition } from '../../record/definition.ts'
import { act, noId } from '../../record/drafting.ts'
import { words } from '../../record/field-kinds.ts'
import { many, said } from '../../record/values.ts'
import { ComparedRecords, OtherRecord } from './other-record.tsx'

export const sameChildForm: FormDefinition = {
  name: 'same-child',
  subject: 'child',
  title: 'action.same-child',
  lead: 'form.same-child.lead',
  kinds: [merged.name],
  fields: [
    { type: 'slot', id: 'find', Component: OtherRecord },
    { type: 'slot', id: 'side-by-side', Component: ComparedRecords },
    {
      type: 'many',
      id: 'compared',
      label: 'form.same-child.compared',
      options: words('option.compared', comparedPoints),
      when: (values) => said(values, 'other') !== undefined,
    },
    {
      type: 'line',
      id: 'because',
      label: 'form.same-child.because',
      help: 'form.same-child.because-help',
      when: (values) => said(values, 'other') !== undefined,
    },
  ],
  initial: ({ query }) => ({ other: query['other'] ?? '' }),
  rules: (values) => [
    { field: 'search', message: 'form.same-child.none', isBroken: said(values, 'other') === undefined },
  ],
  build: (values, context) => {
    const other = said(values, 'other') ?? noId(context)
    return [
      act(context, {
        kind: merged.name,
        subject: context.subject.id,
        also: other === undefined ? [] : [other],
        body: { other, compared: many(values, 'compared'), because: said(values, 'because') ?? context.placeholder },
      }),
    ]
  },
}

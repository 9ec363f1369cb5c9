// Closes a matter: nobody asks this person about it again. What it was is not written here, only what is closed and whom to go to.
import { doNotAskFlagged } from '@komar/domain/assess/asking-kinds'
import { askTopics } from '@komar/domain/assess/topics'
import { basisFields, occurredField } from '../../record/common-fields.ts'
import { factForm } from '../../record/definition.ts'
import { words } from '../../record/field-kinds.ts'

export const doNotAskForm = factForm({
  name: 'do-not-ask',
  subject: 'child',
  title: 'action.do-not-ask',
  lead: 'form.do-not-ask.lead',
  kind: doNotAskFlagged.name,
  fields: [
    {
      type: 'choice',
      id: 'notAsked',
      label: 'form.do-not-ask.whose',
      isBeside: true,
      options: words('option.notAsked', ['child', 'mother', 'father', 'carer']),
    },
    {
      type: 'many',
      id: 'topics',
      label: 'form.do-not-ask.topics',
      help: 'form.do-not-ask.topics-help',
      options: words('option.topics', askTopics),
    },
    {
      type: 'choice',
      id: 'whoseWish',
      label: 'form.do-not-ask.whose-wish',
      options: words('option.whoseWish', ['own', 'specialist', 'worker']),
    },
    {
      type: 'line',
      id: 'askInstead',
      label: 'form.do-not-ask.instead',
      help: 'form.do-not-ask.instead-help',
      isOptional: true,
    },
    { type: 'day', id: 'until', label: 'form.do-not-ask.until', isOptional: true },
    { ...occurredField, label: 'form.do-not-ask.occurred' },
    ...basisFields,
  ],
  initial: ({ today }) => ({ occurred: today, notAsked: 'child' }),
})

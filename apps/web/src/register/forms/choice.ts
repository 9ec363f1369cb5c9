// Who really decided that the child came, who was asked, what was known and who questioned it; beside how it came, which a prison reads
// too (practice.md part 1, row 9). A mother's choice is often no choice: no answer here counts against her.
import { choiceExplained, choiceMakers, knownOptions } from '@komar/domain/register/life-kinds'
import { basisFields, occurredField } from '../../record/common-fields.ts'
import { factForm } from '../../record/definition.ts'
import { words } from '../../record/field-kinds.ts'

export const choiceForm = factForm({
  name: 'choice',
  subject: 'child',
  title: 'action.choice',
  lead: 'form.choice.lead',
  kind: choiceExplained.name,
  fields: [
    {
      type: 'select',
      id: 'reallyDecidedBy',
      label: 'form.choice.decided',
      help: 'form.choice.decided-help',
      options: words('option.reallyDecidedBy', choiceMakers),
    },
    { type: 'many', id: 'wereAsked', label: 'form.choice.asked', options: words('option.wereAsked', choiceMakers) },
    {
      type: 'many',
      id: 'optionsKnown',
      label: 'form.choice.options',
      options: words('option.optionsKnown', knownOptions),
    },
    {
      type: 'many',
      id: 'questionedBy',
      label: 'form.choice.questioned',
      options: words('option.questionedBy', choiceMakers),
    },
    {
      type: 'text',
      id: 'mothersReasons',
      label: 'form.choice.reasons',
      help: 'form.choice.reasons-help',
      isOptional: true,
    },
    {
      type: 'choice',
      id: 'freely',
      label: 'form.choice.freely',
      isBeside: true,
      isOptional: true,
      options: words('option.freely', ['yes', 'no', 'not-sure']),
    },
    occurredField,
    ...basisFields,
  ],
})
